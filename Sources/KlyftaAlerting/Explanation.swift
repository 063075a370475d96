import KlyftaDivide
import KlyftaModel

/// An alert in words: one sentence that says what happened, and the facts that justify it.
package struct Explanation: Sendable {
    let alert: Alert
    private let kind: AlertEvent.Kind
    let words: Wording

    /// The explanation of an alert that fired or was resolved.
    package init(of alert: Alert, _ kind: AlertEvent.Kind, in language: Language) {
        self.alert = alert
        self.kind = kind
        words = Wording(language: language)
    }

    /// What happened, in ordinary words first, with all numbers that matter and no adjective.
    package var sentence: String {
        guard let tested = alert.finding.tested else { return headline }
        let details = TestWords(tested, words).facts.map { "\($0.label): \($0.text)" }.joined(separator: "; ")
        return "\(headline) [\(details)]"
    }

    /// The same without what only an analyst asks: what one reads in passing.
    package var headline: String {
        let gap = alert.finding.gap
        let measure = alert.finding.tested?.comparison.test.measure ?? .group(.d)
        let subject =
            numbers.subject ?? MeasureWords(measure, gap.indicator, words).subject(words.groups(of: gap))
        let opening = "\(gap.indicator.title[words.language]): \(subject)"
        let ending =
            switch kind {
            case .fired: ""
            case .amended: words.pick("Larmet kvarstår.", "Varselet står.", "The alert stands.")
            case .resolved: words.pick("Larmet är avslutat.", "Varselet er avsluttet.", "The alert is resolved.")
            case .retracted: words.pick("Larmet dras tillbaka.", "Varselet trekkes tilbake.", "The alert is withdrawn.")
            case .restated:
                words.pick(
                    "Larmet var redan avslutat.", "Varselet var alt avsluttet.", "The alert was over already.")
            }
        let body =
            alert.finding.tested.map { TestWords($0, words).movement } ?? alert.finding.change.map(movement) ?? level
        return "\(opening) \(body). \(ending)".trimmingEnd()
    }

    private var numbers: GapWords { GapWords(alert.finding.gap, words) }

    private func movement(_ change: GapChange) -> String {
        let verb =
            switch change.kind {
            case .widened: words.pick("ökade med", "økte med", "widened by")
            case .narrowed: words.pick("minskade med", "minket med", "narrowed by")
            case .unchanged: words.pick("ändrades med", "endret seg med", "changed by")
            case .reversed:
                words.pick(
                    "bytte tecken, en förändring på", "skiftet fortegn, en endring på", "changed sign, a move of")
            }
        let amount = numbers.amount(change.amount.magnitude, isChange: true)
        let (then, now) = (change.then.difference.value ?? 0, change.now.difference.value ?? 0)
        let (from, to) = (words.pick("från", "fra", "from"), words.pick("till", "til", "to"))
        return """
            \(verb) \(amount) \(from) \(change.then.period) \(to) \(change.now.period), \
            \(from) \(numbers.number(then)) \(to) \(numbers.number(now)) \(threshold)
            """
    }

    private var level: String {
        let amount = numbers.amount(alert.finding.measured)
        return
            "\(words.pick("var", "var", "was")) \(amount) \(words.pick("år", "i", "in")) \(alert.period) \(threshold)"
    }

    private var threshold: String {
        "(\(words.pick("gräns", "grense", "threshold")) \(numbers.number(alert.rule.condition.threshold)))"
    }
}

extension String {
    fileprivate func trimmingEnd() -> String {
        last == " " ? String(dropLast()) : self
    }
}

import KlyftaDivide
import KlyftaModel

/// An alert in words: one sentence that says what happened, and the facts that justify it.
package struct Explanation: Sendable {
    private let alert: Alert
    private let kind: AlertEvent.Kind
    private let words: Wording

    /// The explanation of an alert that fired or was resolved.
    package init(of alert: Alert, _ kind: AlertEvent.Kind, in language: Language) {
        self.alert = alert
        self.kind = kind
        words = Wording(language: language)
    }

    /// What happened, in one sentence with all numbers that matter and no adjective.
    package var sentence: String {
        let gap = alert.finding.gap
        let subject = words.pick(
            "klyftan mellan \(words.groups(of: gap))", "gapet mellom \(words.groups(of: gap))",
            "the gap between \(words.groups(of: gap))")
        let opening = "\(gap.indicator.title[words.language]): \(subject)"
        let ending =
            kind == .resolved
            ? words.pick("Larmet är avslutat.", "Varselet er avsluttet.", "The alert is resolved.") : ""
        return "\(opening) \(alert.finding.change.map(movement) ?? level). \(ending)".trimmingEnd()
    }

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
        let amount = words.amount(change.amount.magnitude, alert.indicator.unit)
        let (then, now) = (change.then.difference.value ?? 0, change.now.difference.value ?? 0)
        let (from, to) = (words.pick("från", "fra", "from"), words.pick("till", "til", "to"))
        return """
            \(verb) \(amount) \(from) \(change.then.period) \(to) \(change.now.period), \
            \(from) \(words.number(then)) \(to) \(words.number(now)) \(threshold)
            """
    }

    private var level: String {
        let amount = words.amount(alert.finding.measured, alert.indicator.unit)
        return
            "\(words.pick("var", "var", "was")) \(amount) \(words.pick("år", "i", "in")) \(alert.period) \(threshold)"
    }

    private var threshold: String {
        "(\(words.pick("gräns", "grense", "threshold")) \(words.number(alert.rule.condition.threshold)))"
    }
}

extension Explanation {
    /// A fact under its label.
    package struct Fact: Hashable, Sendable {
        /// What it is, in the language of the explanation.
        package let label: String
        /// What it says.
        package let value: String
    }

    /// Everything one needs to judge the alert, in the order in which one asks.
    package var facts: [Fact] {
        let gap = alert.finding.gap
        return [
            fact(
                ("indikator", "indikator", "indicator"), "\(gap.indicator.id), \(gap.indicator.title[words.language])"),
            fact(("regel", "regel", "rule"), "\(alert.rule.id): \(condition)"),
            fact(("period", "periode", "period"), alert.period.description),
        ] + (alert.finding.change.map { [side($0.then, $0.then.period)] } ?? []) + [side(gap, gap.period)]
            + [
                fact(
                    ("enhet", "enhet", "unit"),
                    "\(gap.indicator.unit.rawValue); \(words.direction(gap.indicator.direction))"),
                fact(("vikt", "vekt", "weight"), words.weight(gap.weight)),
                fact(("klasser", "klasser", "classes"), words.membership(gap.membership)),
                fact(("underlag", "grunnlag", "basis"), nature(gap.indicator.nature)),
                fact(("källa", "kilde", "attribution"), gap.indicator.attribution.derived),
            ]
    }

    private func fact(_ label: (String, String, String), _ value: String) -> Fact {
        Fact(label: words.pick(label.0, label.1, label.2), value: value)
    }

    /// One period: both sides with their counts, and the oriented difference between them.
    private func side(_ gap: Gap, _ period: Period) -> Fact {
        func text(_ side: Gap.Side) -> String {
            let value = side.value.value.map(words.number) ?? "-"
            let n =
                side.n.map { n in side.of.map { "n \(n)/\($0)" } ?? "n \(n)" }
                ?? words.pick("n okänt", "n ukjent", "n unknown")
            return "\(side.label): \(value) (\(n))"
        }
        let difference = gap.difference.value.map { words.amount($0, gap.indicator.unit) } ?? "-"
        let label = words.pick("klyfta \(period)", "gap \(period)", "gap \(period)")
        return Fact(label: label, value: "\(difference); \(text(gap.low)), \(text(gap.high))")
    }

    private var condition: String {
        let unit = alert.indicator.unit
        let text =
            switch alert.rule.condition {
            case .level(let above): words.pick("över", "over", "above") + " " + words.amount(above, unit)
            case .widened(let by, let since):
                words.pick("ökning med minst", "økning med minst", "widened by at least") + " " + words.amount(by, unit)
                    + " " + words.pick("sedan", "siden", "since") + " "
                    + (since == .previous
                        ? words.pick("föregående period", "forrige periode", "the previous period") : since.description)
            }
        let periods = alert.rule.patience
        guard periods > 1 else { return text }
        return text
            + words.pick(
                ", \(periods) perioder i rad", ", \(periods) perioder på rad", ", for \(periods) periods running")
    }

    private func nature(_ nature: Indicator.Nature) -> String {
        switch nature {
        case .register:
            words.pick("register eller totalundersökning", "register eller fulltelling", "register or complete count")
        case .survey:
            words.pick(
                "enkät eller självselekterade svar", "spørreundersøkelse eller selvselekterte svar",
                "survey or self-selected answers")
        case .ordinal: words.pick("ordnade kategorier", "ordnede kategorier", "ordered categories")
        }
    }
}

extension String {
    fileprivate func trimmingEnd() -> String {
        last == " " ? String(dropLast()) : self
    }
}

import KlyftaDivide
import KlyftaModel

/// What is said of an event: why it is told now, what happened, which number was told before, and how far the figures can be
/// relied on.
struct EventWords {
    private let event: AlertEvent
    private let words: Wording

    init(_ event: AlertEvent, _ words: Wording) {
        self.event = event
        self.words = words
    }

    /// The whole in a few sentences; what only an analyst asks is among the facts of the letter.
    var message: String {
        guard let alert = event.alert else {
            return words.pick(
                "Regeln \(event.ruleID) har tagits bort eller ändrats; larmet är avslutat.",
                "Regelen \(event.ruleID) er fjernet eller endret; varselet er avsluttet.",
                "The rule \(event.ruleID) was removed or changed; the alert is resolved.")
        }
        let what = Explanation(of: alert, event.kind, in: words.language).headline
        let remarks = [told(alert), provisional(alert), flapping(alert)]
        return ([opening, what, today] + remarks).filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Why it is told now, where that is not that time went on.
    private var opening: String {
        switch event.reason {
        case .newPeriod, .history: ""
        case .ruleChanged: words.pick("Regeln har ändrats.", "Regelen er endret.", "The rule was changed.")
        case .ruleRemoved: words.pick("Regeln har tagits bort.", "Regelen er fjernet.", "The rule was removed.")
        case .revision:
            words.pick(
                "Källans siffror har reviderats.", "Kildens tall er revidert.", "The source revised its figures.")
        }
    }

    /// The number of today, where the event speaks of an earlier period.
    private var today: String {
        guard let latest = event.latest, let gap = latest.difference.value else { return "" }
        let spell = GapWords(latest, words)
        let amount = spell.amount(gap)
        if spell.subject != nil {
            return words.pick(
                "År \(latest.period) är värdet \(amount).", "I \(latest.period) er verdien \(amount).",
                "In \(latest.period) it is \(amount).")
        }
        return words.pick(
            "År \(latest.period) är klyftan \(amount).", "I \(latest.period) er gapet \(amount).",
            "In \(latest.period) the gap is \(amount).")
    }

    /// The old number beside the new one.
    private func told(_ alert: Alert) -> String {
        guard let was = event.was, event.kind != .fired else { return "" }
        let (old, new) = (amount(was.measured, of: alert), amount(alert.finding.measured, of: alert))
        guard was.period == alert.period else {
            return words.pick(
                "Det larmades om \(old) för \(was.period).", "Det ble varslet om \(old) for \(was.period).",
                "The alert was of \(old) in \(was.period).")
        }
        guard was.measured != alert.finding.measured else { return "" }
        return words.pick(
            "För \(was.period) sades \(old), nu är det \(new).",
            "For \(was.period) ble det sagt \(old), nå er det \(new).",
            "For \(was.period) it was said to be \(old), now it is \(new).")
    }

    private func provisional(_ alert: Alert) -> String {
        guard alert.isProvisional else { return "" }
        return words.pick(
            "Siffrorna är preliminära.", "Tallene er foreløpige.", "The figures are provisional.")
    }

    private func flapping(_ alert: Alert) -> String {
        guard event.isFlapping else { return "" }
        return words.pick(
            "Källan har ändrat utfallet för \(alert.period) \(event.turn) gånger; nästa ändring sägs bara i 'klyfta alerts'.",
            "Kilden har endret utfallet for \(alert.period) \(event.turn) ganger; neste endring vises bare i 'klyfta alerts'.",
            "The source has changed the outcome for \(alert.period) \(event.turn) times; the next change is shown only by 'klyfta alerts'."
        )
    }

    /// What is held against the threshold of an alert, as its measure is said.
    func amount(_ value: Double, of alert: Alert) -> String {
        if let comparison = alert.finding.tested?.comparison {
            return MeasureWords(comparison.test.measure, comparison.indicator, words).change(value)
        }
        return GapWords(alert.finding.gap, words).amount(value, isChange: alert.finding.baseline != nil)
    }
}

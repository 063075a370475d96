import KlyftaDivide
import KlyftaModel

/// What stands beside the sentence of an event: which number was told before, and how far the figures can be relied on.
struct RevisionWords {
    private let event: AlertEvent
    private let alert: Alert
    private let words: Wording
    private let numbers: MeasureWords

    init(_ event: AlertEvent, _ alert: Alert, _ words: Wording) {
        self.event = event
        self.alert = alert
        self.words = words
        let measure = alert.finding.tested?.comparison.test.measure ?? .group(.d)
        numbers = MeasureWords(measure, alert.indicator, words)
    }

    /// The remarks, each a sentence with a blank before it.
    var remarks: String {
        [told, provisional, flapping].filter { !$0.isEmpty }.map { " " + $0 }.joined()
    }

    /// The old number beside the new one.
    private var told: String {
        guard let was = event.was, event.kind != .fired else { return "" }
        let (old, new) = (numbers.change(was.measured), numbers.change(alert.finding.measured))
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

    private var provisional: String {
        guard alert.isProvisional else { return "" }
        return words.pick(
            "Siffrorna är preliminära.", "Tallene er foreløpige.", "The figures are provisional.")
    }

    private var flapping: String {
        guard event.isFlapping else { return "" }
        return words.pick(
            "Källan har ändrat utfallet för \(alert.period) \(event.turn) gånger; nästa ändring sägs bara i 'klyfta alerts'.",
            "Kilden har endret utfallet for \(alert.period) \(event.turn) ganger; neste endring vises bare i 'klyfta alerts'.",
            "The source has changed the outcome for \(alert.period) \(event.turn) times; the next change is shown only by 'klyfta alerts'."
        )
    }
}

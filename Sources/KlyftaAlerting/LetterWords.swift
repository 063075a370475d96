import KlyftaDivide
import KlyftaModel

/// The words of a letter in one language.
struct LetterWords {
    private let event: AlertEvent
    private let time: CommitTime
    private let words: Wording

    init(_ event: AlertEvent, _ time: CommitTime, _ language: Language) {
        self.event = event
        self.time = time
        words = Wording(language: language)
    }

    /// What happened and how urgent it is, the indicator, the two groups, the period and the rule.
    var subject: String {
        let what = (EventName(rawValue: event.kind.rawValue) ?? .fired).title(words)
        let rule = "\(words.pick("regel", "regel", "rule")) \(event.ruleID)"
        guard let alert = event.alert else { return "\(what): \(rule)" }
        let gap = alert.finding.gap
        // How urgent it was is no matter once it is over.
        let isOpen = event.kind == .fired || event.kind == .amended
        let urgency = isOpen ? " (\(words.severity(alert.rule.severity)))" : ""
        let groups = GapWords(gap, words).subject ?? words.groups(of: gap)
        return "\(what)\(urgency): \(gap.indicator.title[words.language]), \(groups), \(alert.period), \(rule)"
    }

    /// First what everybody asks, in the order in which one does; then what an analyst does.
    var facts: [Letter.Fact] {
        let told = event.alert.map { Explanation(of: $0, event.kind, in: words.language) }
        let numbers = told.map { [$0.indicator] + $0.sides + [$0.unit] } ?? []
        return numbers + before + certainty + cause
            + (told.map { [$0.rule] } ?? [])
            + [
                words.fact(("sedan", "siden", "since"), since),
                words.fact(("nästa steg", "neste steg", "next step"), next),
                words.fact(("belägg", "belegg", "proof"), proof),
            ] + (told.map { [$0.attribution] + $0.basis } ?? [])
    }

    /// How sure: everybody counted, a bound with its confidence, or two numbers as they are.
    private var certainty: [Letter.Fact] {
        guard let alert = event.alert else { return [] }
        let text: String
        if let comparison = alert.finding.tested?.comparison {
            let numbers = MeasureWords(comparison.test.measure, comparison.indicator, words)
            let sure = words.percent(comparison.widening.confidence)
            text =
                comparison.isFact
                ? words.pick(
                    "totalundersökning: alla svarade, inget urvalsfel",
                    "fulltelling: alle svarte, ingen utvalgsfeil", "census: all answered, no sampling error")
                : words.pick(
                    "minst \(numbers.change(comparison.lower)) med \(sure) säkerhet",
                    "minst \(numbers.change(comparison.lower)) med \(sure) sikkerhet",
                    "at least \(numbers.change(comparison.lower)) with \(sure) confidence")
        } else if alert.finding.gap.isCensus {
            text = words.pick(
                "totalundersökning: alla räknade, inget urvalsfel", "fulltelling: alle talt, ingen utvalgsfeil",
                "census: all counted, no sampling error")
        } else {
            text = words.pick(
                "inte prövat: två tal som de är", "ikke prøvd: to tall slik de er",
                "not tested: two numbers as they are")
        }
        return [words.fact(("säkerhet", "sikkerhet", "how sure"), text)]
    }

    /// Real, others who answered, or a revision, and whose doing it is.
    private var cause: [Letter.Fact] {
        guard let alert = event.alert else { return [] }
        let revised =
            event.reason == .revision
            ? words.pick(
                "Källan har reviderat sina siffror.", "Kilden har revidert tallene sine.",
                "The source revised its figures.") : ""
        let reasons = event.reasons?[words.language] ?? ""
        let parts = [revised, reasons.isEmpty ? composition(of: alert) : reasons].filter { !$0.isEmpty }
        return parts.isEmpty ? [] : [words.fact(("orsak", "årsak", "cause"), parts.joined(separator: " "))]
    }

    /// What of a tested change is that others answered, where that is all that is known of its causes.
    private func composition(of alert: Alert) -> String {
        guard let comparison = alert.finding.tested?.comparison, let others = comparison.composition else { return "" }
        let share = MeasureWords(comparison.test.measure, comparison.indicator, words).change(others)
        return words.pick(
            "Samma kommuner jämförda; att andra svarade gör \(share) av skillnaden i tvärsnittet.",
            "De samme kommunene sammenlignet; at andre svarte utgjør \(share) av forskjellen i tverrsnittet.",
            "The same municipalities compared; that others answered makes \(share) of the change in the cross-section.")
    }

    /// The old number, the new one and where the old one was told.
    private var before: [Letter.Fact] {
        guard let was = event.was, event.kind != .fired, let alert = event.alert else { return [] }
        let spell = EventWords(event, words)
        let (old, new) = (spell.amount(was.measured, of: alert), spell.amount(alert.finding.measured, of: alert))
        let text = words.pick(
            "\(was.period): \(old) (\(was.id)); nu \(alert.period): \(new)",
            "\(was.period): \(old) (\(was.id)); nå \(alert.period): \(new)",
            "\(was.period): \(old) (\(was.id)); now \(alert.period): \(new)")
        return [words.fact(("sagt tidigare", "sagt før", "told before"), text)]
    }

    /// Since when the alert stands, and when this was found.
    private var since: String {
        let stands = (event.since ?? event.alert?.period).map { "\($0), " } ?? ""
        return stands
            + words.pick("upptäckt \(time.day)", "oppdaget \(time.day)", "detected \(time.day)")
    }

    private var next: String {
        switch event.kind {
        case .fired, .amended:
            words.pick(
                "kontrollera siffran hos källan och hos de kommuner som nämns; ta upp den med dem som ansvarar; säg med "
                    + "'klyfta ack \(event.ruleID) --until next-release --comment VARFÖR' att någon arbetar med det",
                "kontroller tallet hos kilden og hos kommunene som er nevnt; ta det opp med de ansvarlige; si med "
                    + "'klyfta ack \(event.ruleID) --until next-release --comment HVORFOR' at noen arbeider med det",
                "check the figure with the source and with the municipalities that are named; take it to those "
                    + "responsible; say with 'klyfta ack \(event.ruleID) --until next-release --comment WHY' that somebody is at work on it"
            )
        case .resolved: words.pick("inget", "ingenting", "none")
        case .retracted, .restated:
            words.pick(
                "säg det till dem som har handlat efter det tidigare talet",
                "si det til dem som har handlet etter det tidligere tallet",
                "tell those who have acted on the earlier number")
        }
    }

    private var proof: String {
        let vintage = event.vintage.map { words.pick("utgåva", "utgave", "vintage") + " " + $0.prefix(12) }
        let test = event.alert?.finding.tested.map { words.pick("prövning", "prøving", "test") + " " + $0.outcome.key }
        return (["'klyfta explain \(event.id)'"] + [vintage, test].compactMap(\.self)).joined(separator: ", ")
    }
}

extension Gap {
    /// Whether everybody was counted, on both sides, so that there is no sampling error.
    fileprivate var isCensus: Bool {
        indicator.nature == .register && [low, high].allSatisfy { $0.n != nil && $0.n == $0.of }
    }
}

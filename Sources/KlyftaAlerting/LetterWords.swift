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

    /// What happened, the rule, the indicator, the two groups and the period.
    var subject: String {
        let head = "\(word): \(event.ruleID)"
        guard let alert = event.alert else { return head }
        let gap = alert.finding.gap
        let groups = GapWords(gap, words).subject ?? words.groups(of: gap)
        return "\(head), \(gap.indicator.title[words.language]), \(groups), \(alert.period)"
    }

    private var word: String {
        switch event.kind {
        case .fired: words.pick("Larm", "Varsel", "Alert")
        case .amended: words.pick("Rättat larm", "Rettet varsel", "Amended")
        case .resolved: words.pick("Avslutat larm", "Avsluttet varsel", "Resolved")
        case .retracted: words.pick("Återtaget larm", "Tilbaketrukket varsel", "Withdrawn")
        case .restated: words.pick("Rättelse i efterhand", "Rettelse i ettertid", "Restated")
        }
    }

    var facts: [Letter.Fact] {
        let told = event.alert.map { Explanation(of: $0, event.kind, in: words.language).facts } ?? []
        return told.map { Letter.Fact(label: $0.label, text: $0.value) } + certainty + cause + before
            + [
                fact(("sedan", "siden", "since"), since), fact(("nästa steg", "neste steg", "next step"), next),
                fact(("belägg", "belegg", "proof"), proof),
            ]
    }

    private func fact(_ label: (String, String, String), _ text: String) -> Letter.Fact {
        Letter.Fact(label: words.pick(label.0, label.1, label.2), text: text)
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
        return [fact(("säkerhet", "sikkerhet", "how sure"), text)]
    }

    /// Real, others who answered, or a revision, and whose doing it is.
    private var cause: [Letter.Fact] {
        guard let alert = event.alert else { return [] }
        if let reasons = event.reasons {
            return [fact(("varför", "hvorfor", "why"), reasons[words.language])]
        }
        if event.reason == .revision {
            let text = words.pick(
                "reviderade siffror från källan", "reviderte tall fra kilden", "figures that the source revised")
            return [fact(("orsak", "årsak", "cause"), text)]
        }
        guard let comparison = alert.finding.tested?.comparison, let others = comparison.composition else { return [] }
        let share = MeasureWords(comparison.test.measure, comparison.indicator, words).change(others)
        let text = words.pick(
            "samma kommuner jämförda; att andra svarade gör \(share) av skillnaden i tvärsnittet",
            "de samme kommunene sammenlignet; at andre svarte utgjør \(share) av forskjellen i tverrsnittet",
            "the same municipalities compared; that others answered makes \(share) of the change in the cross-section")
        return [fact(("orsak", "årsak", "cause"), text)]
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
        return [fact(("sagt tidigare", "sagt før", "told before"), text)]
    }

    private var since: String {
        let day = time.day
        let period = event.alert.map { "\($0.period), " } ?? ""
        return period
            + words.pick("upptäckt \(day)", "oppdaget \(day)", "detected \(day)")
    }

    private var next: String {
        switch event.kind {
        case .fired, .amended:
            words.pick(
                "se vilka kommuner som drev det: 'klyfta explain \(event.ruleID)'; fråga källan om siffran är rätt; ta upp det "
                    + "med dem som ansvarar",
                "se hvilke kommuner som drev det: 'klyfta explain \(event.ruleID)'; spør kilden om tallet er riktig; ta det opp "
                    + "med de ansvarlige",
                "see which municipalities drove it: 'klyfta explain \(event.ruleID)'; ask the source whether the figure is "
                    + "right; take it to those responsible")
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

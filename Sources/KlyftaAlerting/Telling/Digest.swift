import KlyftaModel

/// What is sent as one message: the letters on the events of one round, to those who read one language.
package struct Digest: Sendable {
    /// One letter an event, in the order of the events.
    package let letters: [Letter]
    private let kinds: [String]
    private let words: Wording

    /// - Parameter records: at least one.
    package init(_ records: [AlertRecord], in language: Language) {
        letters = records.map { $0.letter(in: language) }
        kinds = records.map(\.kind)
        words = Wording(language: language)
    }

    /// What people see in a list of messages: the subject of the only letter, or how many of what there are.
    package var subject: String {
        if let only = letters.first, letters.count == 1 { return only.subject }
        let counts = Dictionary(grouping: kinds) { $0 }.mapValues(\.count)
        let parts = EventName.allCases.compactMap { name in
            counts[name.rawValue].map { "\($0) \(name.counted($0, words))" }
        }
        let events = words.pick("händelser", "hendelser", "events")
        return "\(letters.count) \(events): \(parts.joined(separator: ", "))"
    }

    /// All letters as plain text; where there are several, each under its subject.
    package var text: String {
        letters.map { letters.count > 1 ? "\($0.subject)\n\n\($0.text)" : $0.text }.joined(separator: "\n\n\n")
    }
}

/// What an event is called: the word of its record, with the noun for one and for several.
enum EventName: String, CaseIterable {
    case fired, amended, resolved, retracted, restated, undeliverable

    /// As it begins a subject.
    func title(_ words: Wording) -> String {
        switch self {
        case .fired: words.pick("Larm", "Varsel", "Alert")
        case .amended: words.pick("Rättat larm", "Rettet varsel", "Amended alert")
        case .resolved: words.pick("Avslutat larm", "Avsluttet varsel", "Resolved alert")
        case .retracted: words.pick("Återtaget larm", "Tilbaketrukket varsel", "Withdrawn alert")
        case .restated: words.pick("Rättelse i efterhand", "Rettelse i ettertid", "Correction of a past alert")
        case .undeliverable: words.pick("Kan inte levereras", "Kan ikke leveres", "Cannot be delivered")
        }
    }

    /// After a number.
    func counted(_ count: Int, _ words: Wording) -> String {
        guard count != 1 else {
            return self == .undeliverable
                ? words.pick("ej levererad", "ikke levert", "undelivered") : title(words).lowercased()
        }
        return switch self {
        case .fired: words.pick("larm", "varsler", "alerts")
        case .amended: words.pick("rättade larm", "rettede varsler", "amended alerts")
        case .resolved: words.pick("avslutade larm", "avsluttede varsler", "resolved alerts")
        case .retracted: words.pick("återtagna larm", "tilbaketrukne varsler", "withdrawn alerts")
        case .restated:
            words.pick("rättelser i efterhand", "rettelser i ettertid", "corrections of past alerts")
        case .undeliverable: words.pick("ej levererade", "ikke leverte", "undelivered")
        }
    }
}

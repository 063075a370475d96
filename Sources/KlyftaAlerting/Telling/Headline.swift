import KlyftaModel

/// The first line of a message: what happened, how grave, to which gap. What people see in a list of mails.
package enum Headline {
    /// What stands in front of everything that is said in a drill.
    package static let drillMark = "[TEST]"

    /// `Alert (warning): 100 Mbit/s, rule broadband-100`.
    package static func text(of record: AlertRecord, in language: Language) -> String {
        let words = Wording(language: language)
        let grave = record.severity.map { " (\(words.severity($0)))" } ?? ""
        let subject = record.numbers?.title ?? ""
        let what = "\(words.happening(record.kind))\(grave): \(subject.isEmpty ? "" : "\(subject), ")"
        let rule = "\(words.pick("regel", "regel", "rule")) \(record.rule)"
        return "\(record.isDrill ? "\(drillMark) " : "")\(what)\(rule)"
    }

    /// `3 events: 2 alerts, 1 resolved`, for a message that holds several.
    package static func text(of records: [AlertRecord], in language: Language) -> String {
        if let only = records.first, records.count == 1 { return text(of: only, in: language) }
        let words = Wording(language: language)
        let kinds = Dictionary(grouping: records, by: \.kind).sorted { $0.key < $1.key }
        let parts = kinds.map { kind, those in "\(those.count) \(words.happening(kind).lowercased())" }
        let events = words.pick("händelser", "hendelser", "events")
        return "\(records.count) \(events): \(parts.joined(separator: ", "))"
    }
}

extension Wording {
    /// What happened, in a word or two.
    fileprivate func happening(_ kind: String) -> String {
        switch kind {
        case "fired": pick("Larm", "Varsel", "Alert")
        case "resolved": pick("Avslutat", "Avsluttet", "Resolved")
        case "retracted": pick("Återkallat", "Trukket tilbake", "Withdrawn")
        case "amended": pick("Ändrat", "Endret", "Amended")
        case "restated": pick("Rättat i efterhand", "Rettet i ettertid", "Restated")
        case "undeliverable": pick("Kan inte levereras", "Kan ikke leveres", "Cannot be delivered")
        default: kind
        }
    }

    /// How grave it is.
    fileprivate func severity(_ word: String) -> String {
        switch word {
        case "critical": pick("kritiskt", "kritisk", "critical")
        case "warning": pick("varning", "advarsel", "warning")
        case "info": pick("information", "informasjon", "information")
        default: word
        }
    }
}

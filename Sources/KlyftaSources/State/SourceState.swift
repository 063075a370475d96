import KlyftaModel

/// How a source fares at a moment. The words are stable: programs read them.
public enum SourceState: String, Sendable, CaseIterable {
    /// It was asked, and nothing is due.
    case fresh
    /// Its next figures should have come by its own calendar, and have not.
    case late
    /// It has missed two dates of its calendar, or three times it was to be asked: its figures are old.
    case stale
    /// Its last answer lacked what the one before had, and was refused.
    case partial
    /// It did not answer, or what it answered could not be read.
    case failing
    /// Its last answer had another form, and was refused.
    case changedShape = "changed-shape"
    /// The office took back figures, and said so.
    case withdrawn
    /// Its last answer was not plausible, and was refused.
    case suspect

    /// How a source fares.
    /// - Parameters:
    ///   - record: what is remembered of it.
    ///   - now: the moment, in milliseconds of Unix time.
    /// - Returns: `nil` if it was never asked.
    public init?(of record: SourceRecord, at now: Int64) {
        guard record.asked != nil else { return nil }
        let missed = record.expected.count { $0 < now }
        if missed > 1 || record.staleAt.map({ $0 < now }) ?? false {
            self = .stale
        } else if let refusal = record.refusal {
            self =
                switch refusal.kind {
                case .failing: .failing
                case .partial: .partial
                case .changedShape: .changedShape
                case .suspect: .suspect
                }
        } else if missed == 1 {
            self = .late
        } else {
            self = record.withdrawn.isEmpty ? .fresh : .withdrawn
        }
    }

    /// The state in plain words, with what it rests on.
    public func message(of record: SourceRecord, in language: Language) -> String {
        let newest = record.newestPeriod ?? "-"
        let day = { (moment: Int64?) in moment.map { CommitTime(milliseconds: $0).description.prefix(10) } ?? "-" }
        let words = record.refusal?.words
        let due = day(record.expected.first)
        let sentence: LocalizedText =
            switch self {
            case .fresh:
                .init(
                    sv: "Aktuell; senaste period \(newest).", nb: "Oppdatert; siste periode \(newest).",
                    en: "Up to date; newest period \(newest).")
            case .late:
                .init(
                    sv: "Nya siffror väntades \(due) och har inte kommit; senaste period \(newest).",
                    nb: "Nye tall var ventet \(due) og har ikke kommet; siste periode \(newest).",
                    en: "New figures were expected on \(due) and have not come; newest period \(newest).")
            case .stale:
                .init(
                    sv: "Siffrorna är gamla: senast hämtade \(day(record.succeeded)), senaste period \(newest).",
                    nb: "Tallene er gamle: sist hentet \(day(record.succeeded)), siste periode \(newest).",
                    en: "The figures are old: last taken on \(day(record.succeeded)), newest period \(newest).")
            case .partial:
                .init(
                    sv: "Ofullständigt svar; de förra siffrorna gäller.",
                    nb: "Ufullstendig svar; de forrige tallene gjelder.",
                    en: "An incomplete answer was refused; the last figures stand.")
            case .failing:
                .init(
                    sv: "Källan svarar inte som den ska; de förra siffrorna gäller.",
                    nb: "Kilden svarer ikke som den skal; de forrige tallene gjelder.",
                    en: "The source does not deliver; the last figures stand.")
            case .changedShape:
                .init(
                    sv: "Källan har ändrat form; de förra siffrorna gäller.",
                    nb: "Kilden har endret form; de forrige tallene gjelder.",
                    en: "The source has changed its form; the last figures stand.")
            case .withdrawn:
                .init(
                    sv: "Källan har dragit tillbaka siffror.", nb: "Kilden har trukket tilbake tall.",
                    en: "The office took back figures.")
            case .suspect:
                .init(
                    sv: "Orimliga siffror togs inte emot; de förra gäller.",
                    nb: "Urimelige tall ble avvist; de forrige gjelder.",
                    en: "Implausible figures were refused; the last ones stand.")
            }
        let detail = self == .withdrawn ? record.withdrawn.joined(separator: "; ") : words
        return detail.map { "\(sentence[language]) \($0)" } ?? sentence[language]
    }
}

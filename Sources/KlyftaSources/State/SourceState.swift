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
    /// The office took back figures, or an indicator with all of them.
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
                case .withdrawn: .withdrawn
                }
        } else if missed == 1 {
            self = .late
        } else {
            self = record.withdrawn.isEmpty ? .fresh : .withdrawn
        }
    }
}

/// What can be wrong with a source: one alert each, so that each can be routed and silenced by its name.
package enum SourceTrouble: String, Sendable, CaseIterable {
    /// Its next figures should have come by its own calendar.
    case late
    /// It has missed so many dates that its figures are old.
    case stale
    /// Its last answer lacked what the one before had.
    case partial
    /// It does not answer, or not so that it can be read.
    case failing
    /// Its last answer had another form.
    case changedShape = "changed-shape"
    /// The office took figures back.
    case withdrawn
    /// Its last answer was not plausible.
    case suspect

    /// What stands where others name their rule.
    package static let rule = "klyfta-source"

    /// The name of its alert.
    package var alertName: String {
        switch self {
        case .late: "KlyftaSourceLate"
        case .stale: "KlyftaSourceStale"
        case .partial: "KlyftaSourcePartial"
        case .failing: "KlyftaSourceFailing"
        case .changedShape: "KlyftaSourceChangedShape"
        case .withdrawn: "KlyftaSourceWithdrawn"
        case .suspect: "KlyftaSourceSuspect"
        }
    }

    /// How urgent it is. Offices are late, and take figures back, without anybody here having to act.
    package var severity: GapRule.Severity {
        switch self {
        case .late, .withdrawn: .info
        case .stale, .partial, .failing, .changedShape, .suspect: .warning
        }
    }

    /// In how many answers running it must be seen. A network fails for a minute now and then; an hour later it is tried
    /// again, and only that is worth a message.
    package var patience: Int { self == .failing ? 2 : 1 }

    /// The labels that make its alert the one it is: that of one source.
    package func labels(of source: String) -> [String: String] { ["alertname": alertName, "source": source] }

    /// The stable name of its alert: see ``Fingerprint``.
    package func alertID(of source: String) -> String { Fingerprint(of: labels(of: source)).description }
}

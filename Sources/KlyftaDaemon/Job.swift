import KlyftaSources

/// Something the daemon does on a schedule.
enum Job: Hashable, Sendable {
    /// Asks one source for its figures.
    case fetch(SourceID)
    /// Recomputes all rules.
    case recompute

    /// Its name in the store.
    var name: String {
        switch self {
        case .fetch(let source): "source:\(source)"
        case .recompute: "recompute"
        }
    }
}

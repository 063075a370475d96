import KlyftaAlerting
import KlyftaSources

/// Something the daemon does on a schedule.
enum Job: Hashable, Sendable {
    /// Asks one source for its figures, with these options.
    case fetch(SourceID, SourceOptions)
    /// Recomputes all rules.
    case recompute

    /// A source of a configuration.
    init(fetching source: SourceConfiguration) { self = .fetch(source.id, source.options) }

    /// Its name in the store. With other options it is another job, which never ran: changed options are followed at
    /// once, after a reload and after a restart.
    var name: String {
        switch self {
        case .fetch(let source, let options) where options.values.isEmpty: "source:\(source)"
        case .fetch(let source, let options):
            "source:\(source):\(Fingerprint(of: options.values.mapValues { $0.joined(separator: "\u{0}") }))"
        case .recompute: "recompute"
        }
    }
}

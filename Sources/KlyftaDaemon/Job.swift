import KlyftaAlerting
import KlyftaSources

/// Something the daemon does on a schedule.
enum Job: Hashable, Sendable {
    /// Asks one source for its figures, with its module and these options.
    case fetch(SourceID, SourceID, SourceOptions)
    /// Recomputes all rules.
    case recompute

    /// A source of a configuration.
    init(fetching source: SourceConfiguration) { self = .fetch(source.id, source.module, source.options) }

    /// Its name in the store. With other options it is another job, which never ran: changed options are followed at
    /// once, after a reload and after a restart.
    var name: String {
        switch self {
        case .fetch(let source, let module, let options) where module == source && options.values.isEmpty:
            "source:\(source)"
        case .fetch(let source, let module, let options):
            "source:\(source):\(Fingerprint(of: Self.wishes(module == source ? nil : module, options)))"
        case .recompute: "recompute"
        }
    }

    /// How long after a failure it is tried again. An office is not pressed; a round, which fails where the state cannot be
    /// written, asks nobody, and what it has to tell should not wait for longer than the state is away.
    var retry: Duration {
        switch self {
        case .fetch: .seconds(3_600)
        case .recompute: .seconds(60)
        }
    }

    private static func wishes(_ module: SourceID?, _ options: SourceOptions) -> [String: String] {
        var wishes = options.values.mapValues { $0.joined(separator: "\u{0}") }
        // No option has a key with a blank in it.
        wishes["the module"] = module?.text
        return wishes
    }
}

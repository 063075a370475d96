public import Logging
internal import Synchronization

/// The least severe level that handlers write, which can be changed while they are in use: a copy of a handler is in every
/// logger, and asks here each time.
public final class LogThreshold: Sendable {
    private let index: Atomic<Int>

    /// A threshold that begins with a level.
    public init(_ level: Logger.Level = .info) {
        index = Atomic(Self.index(of: level))
    }

    /// The level in force.
    public var level: Logger.Level {
        get { Logger.Level.allCases[index.load(ordering: .relaxed)] }
        set { index.store(Self.index(of: newValue), ordering: .relaxed) }
    }

    private static func index(of level: Logger.Level) -> Int {
        Logger.Level.allCases.firstIndex(of: level) ?? 0
    }
}

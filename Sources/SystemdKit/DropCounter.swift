internal import Synchronization

/// How many log entries were given up because whoever reads them did not keep up.
///
/// Logging must never hold up the work, so entries are dropped rather than waited for; whoever owns the counter can say
/// so in a status line or a metric.
public final class DropCounter: Sendable {
    private let dropped = Atomic<Int>(0)

    /// A counter at nought.
    public init() {}

    /// The number so far.
    public var count: Int {
        dropped.load(ordering: .relaxed)
    }

    func increment() {
        dropped.wrappingAdd(1, ordering: .relaxed)
    }
}

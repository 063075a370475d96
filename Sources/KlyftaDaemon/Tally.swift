import KlyftaModel
import KlyftaSinks
import KlyftaSources
import Synchronization

/// How often what went how, since the start: what a monitor draws a line through.
package final class Tally: Sendable {
    private let counts = Mutex(DaemonHealth())

    /// All zero.
    package init() {}

    func round(isGood: Bool) { counts.withLock { $0.rounds[isGood ? .success : .failure, default: 0] += 1 } }

    func reloaded(isGood: Bool) { counts.withLock { $0.reloads[isGood ? .success : .failure, default: 0] += 1 } }

    func fetched(_ source: SourceID, isGood: Bool) {
        counts.withLock { $0.fetches[source.text, default: [:]][isGood ? .success : .failure, default: 0] += 1 }
    }

    /// The counts, without what only a situation tells.
    var health: DaemonHealth { counts.withLock { $0 } }
}

import KlyftaModel
import KlyftaSources
import Synchronization

/// A clock that stands still, and jumps to the end of each wait.
package final class JumpingClock: FetchClock {
    private let state: Mutex<(now: CommitTime, waits: [Int64])>

    /// A clock at a moment, in milliseconds since 1970; by default 2027-01-15 08:00:00 UTC.
    package init(at milliseconds: Int64 = 1_800_000_000_000) {
        state = Mutex((now: CommitTime(milliseconds: milliseconds), waits: []))
    }

    /// How long was waited, each time, in milliseconds.
    package var waits: [Int64] { state.withLock { $0.waits } }

    package func now() -> CommitTime { state.withLock { $0.now } }

    package func wait(milliseconds: Int64) async throws {
        try Task.checkCancellation()
        state.withLock { state in
            state.now = CommitTime(milliseconds: state.now.milliseconds + milliseconds)
            state.waits.append(milliseconds)
        }
    }
}

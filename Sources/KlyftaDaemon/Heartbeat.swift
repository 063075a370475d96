import Synchronization

/// Proof that the loop makes progress: it says until when it may be busy, and is believed no longer. Time asleep does not
/// count, as it does not for the loop.
package final class Heartbeat: Sendable {
    private let busyUntil: Mutex<SuspendingClock.Instant>

    package init() {
        busyUntil = Mutex(.now + .seconds(60))
    }

    /// The loop is alive, and next heard of within `duration`.
    func beat(busyFor duration: Duration) {
        busyUntil.withLock { $0 = .now + duration }
    }

    /// Whether the loop kept its word.
    package var isAlive: Bool { busyUntil.withLock { .now <= $0 } }
}

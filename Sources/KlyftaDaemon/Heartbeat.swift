import Synchronization
import SystemdKit

/// Proof that the loop makes progress. Every beat feeds systemd's watchdog, and nothing else does: a loop that hangs beats
/// no more. There is no timer of its own for it, so an idle machine is not woken twice.
package final class Heartbeat: Sendable {
    /// How long the loop may wait from one beat to the next.
    private let period: Duration?
    /// After how long without a beat the loop counts as hung: what the unit says, or else what ours does.
    private let allowance: Duration
    private let feed: (@Sendable () -> Void)?
    private let last: Mutex<SuspendingClock.Instant>
    private let now: @Sendable () -> SuspendingClock.Instant

    /// - Parameters:
    ///   - watchdog: what systemd expects; without one, nobody is told of beats.
    ///   - feed: tells systemd.
    ///   - now: the time, on a clock that stands still while the machine sleeps.
    package init(
        _ watchdog: Watchdog? = nil, feed: @escaping @Sendable () -> Void = {},
        now: @escaping @Sendable () -> SuspendingClock.Instant = { .now }
    ) {
        period = watchdog?.pingPeriod
        allowance = watchdog.map { $0.pingPeriod * 2 } ?? .seconds(180)
        self.feed = if watchdog == nil { nil } else { feed }
        self.now = now
        last = Mutex(now())
    }

    /// The loop is alive.
    func beat() {
        last.withLock { $0 = now() }
        feed?()
    }

    /// The loop goes on inside a piece of work, which may take longer than systemd allows for. Steps come by the thousand,
    /// so only one that comes a while after the last beat is a beat itself.
    func step() {
        guard last.withLock({ $0.duration(to: now()) >= allowance / 20 }) else { return }
        beat()
    }

    /// Whether the last beat is no longer ago than it may be.
    var isAlive: Bool { last.withLock { $0.duration(to: now()) <= allowance } }

    /// A pause that is no longer than the watchdog allows.
    func pace(_ pause: Duration) -> Duration { period.map { min(pause, $0) } ?? pause }
}

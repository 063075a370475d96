import CalendarEvents
import Foundation
import KlyftaStore

/// When one job is due: a calendar event as in a systemd timer with `Persistent=`, `RandomizedDelaySec=` and
/// `FixedRandomDelay=`.
package struct Schedule: Hashable, Sendable {
    /// The name of the job.
    package let job: String
    /// When it is meant to run.
    package let event: CalendarEvent
    /// How much later it runs on this host, always the same.
    package let delay: Duration
    /// How long after a failure it is tried again, if its next run is not sooner.
    package let retry: Duration

    /// The schedule of a job.
    /// - Parameters:
    ///   - jitter: the delay lies between 0 and this.
    ///   - host: a name of this machine that stays: the same host always has the same delay, so that many hosts
    ///     spread over the jitter and each keeps its time.
    ///   - retry: how long after a failure it is tried again.
    package init(
        _ job: String, _ event: CalendarEvent, jitter: Duration, host: String, retry: Duration = .seconds(3_600)
    ) {
        self.job = job
        self.event = event
        self.retry = retry
        let spread = jitter.components.seconds * 1_000
        let share = Fingerprint.share(of: "\(host)/\(job)")
        delay = .milliseconds(Int64(Double(spread) * share))
    }

    /// When the job is to run next; now or before now if it is due.
    ///
    /// A job that never ran is due. Runs missed while the machine was off or asleep are made up once, since the
    /// answer after the run is counted from it. The last run must not lie in the future: see ``Store/clockSetBack(to:)``.
    /// - Returns: `nil` if the event will never come again.
    package func next(after status: Store.JobStatus?, now: UnixTime, zone: TimeZone = .current) -> UnixTime? {
        guard let status, let last = status.lastRun.map(UnixTime.init) else { return now }
        // A run stands for the elapse that lies one delay before it.
        let base = last.advanced(by: .zero - delay)
        let regular = event.next(after: base, in: zone).map { $0.advanced(by: delay) }
        guard status.fault != nil else { return regular }
        let retried = last.advanced(by: retry)
        return regular.map { min($0, retried) } ?? retried
    }
}

extension Schedule {
    private enum Fingerprint {
        /// A number from 0 to 1 that a text always has (FNV-1a).
        static func share(of text: String) -> Double {
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
            // The low bits of FNV are the better mixed ones.
            return Double(hash & 0xffff_ffff) / Double(UInt64(1) << 32)
        }
    }
}

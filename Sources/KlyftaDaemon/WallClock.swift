import CalendarEvents
import Foundation
import KlyftaModel

/// The time of day, which may jump, and a sleep, which may not. Handed in, so that a test can let a year pass.
package protocol WallClock: Sendable {
    /// The moment now.
    func now() -> UnixTime

    /// Sleeps for a while of running time.
    /// - Throws: `CancellationError`.
    func sleep(for duration: Duration) async throws
}

/// The clock of this machine.
package struct SystemClock: WallClock {
    package init() {}

    package func now() -> UnixTime {
        UnixTime(microseconds: Int64((Date().timeIntervalSince1970 * 1e6).rounded(.down)))
    }

    package func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration, clock: .suspending)
    }
}

extension UnixTime {
    /// The moment as we write it down.
    package var commitTime: CommitTime { CommitTime(milliseconds: microseconds / 1_000) }

    package init(_ time: CommitTime) {
        self.init(microseconds: time.milliseconds * 1_000)
    }

    package func advanced(by duration: Duration) -> UnixTime {
        let (seconds, attoseconds) = duration.components
        return UnixTime(microseconds: microseconds + seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
    }

    package func duration(to other: UnixTime) -> Duration {
        .microseconds(other.microseconds - microseconds)
    }
}

import Foundation
import KlyftaModel

/// The time of day and the waiting between questions. Handed in, so that a test can let a minute pass.
package protocol FetchClock: Sendable {
    /// The moment now.
    func now() -> CommitTime

    /// Waits for so many milliseconds.
    /// - Throws: `CancellationError`.
    func wait(milliseconds: Int64) async throws
}

/// The clock of this machine.
package struct MachineClock: FetchClock {
    /// The clock.
    package init() {}

    package func now() -> CommitTime {
        CommitTime(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
    }

    package func wait(milliseconds: Int64) async throws {
        try await Task.sleep(for: .milliseconds(milliseconds), clock: .suspending)
    }
}

extension CommitTime {
    /// The moment so many milliseconds later.
    func advanced(by milliseconds: Int64) -> CommitTime {
        CommitTime(milliseconds: self.milliseconds + milliseconds)
    }
}

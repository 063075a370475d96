import KlyftaModel
import KlyftaSinks
import KlyftaStore

/// Who leads the daemons that share a database, as `klyfta status` tells it to programs.
package struct LeadershipRecord: Codable, Hashable, Sendable {
    /// What the daemon that is asked does: `leads` or `follows`.
    package let role: String
    /// Whether anybody leads; otherwise what follows is of the one that did last.
    package let held: Bool
    /// The number of the leader.
    package let epoch: Int64
    /// Its machine, as it calls itself.
    package let host: String
    /// Its process there.
    package let process: Int64?
    /// Since when it leads, ISO 8601 in UTC, by the clock of the database.
    package let since: String

    init(_ term: Term) {
        (role, held, epoch) = (term.isLeading ? "leads" : "follows", term.isHeld, term.epoch)
        (host, process, since) = (term.host, term.process, term.since.description)
    }
}

extension DaemonHealth.Leadership {
    /// A term as metrics tell it.
    init(_ term: Term) {
        self.init(
            isHeld: term.isHeld, epoch: term.epoch, host: term.host, process: term.process,
            since: Double(term.since.milliseconds) / 1_000)
    }
}

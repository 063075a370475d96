/// How a running daemon fares, beside where rules and sources stand: what its metrics add to those of a stored state.
package struct DaemonHealth: Sendable, Equatable {
    /// How something ended.
    package enum Outcome: String, Sendable, CaseIterable {
        case success, failure
    }

    /// When it became ready, in seconds since 1970.
    package var startedAt: Double?
    /// Rounds since the start.
    package var rounds: [Outcome: Int] = [:]
    /// Reloads since the start.
    package var reloads: [Outcome: Int] = [:]
    /// Fetches since the start, by source.
    package var fetches: [String: [Outcome: Int]] = [:]
    /// When the last round was, in seconds since 1970.
    package var lastRound: Double?
    /// Whether the last round was made.
    package var isLastRoundGood: Bool?
    /// Events that wait for a sink.
    package var outbox = 0
    /// Sinks that did not take what they were sent.
    package var failingSinks = 0
    /// Whether it leads the daemons that share its state; `nil` where none does.
    package var isLeader: Bool?
    /// Who leads; `nil` where no other daemon shares the state, or it cannot be asked.
    package var leadership: Leadership?
    /// Log entries that were given up.
    package var droppedEntries = 0

    /// A daemon that did nothing yet.
    package init() {}

    /// Who leads the daemons that share a state, or did last.
    package struct Leadership: Sendable, Equatable {
        /// Whether anybody does.
        package var isHeld: Bool
        /// The number of the leader, above all before.
        package var epoch: Int64
        /// Its machine, as it calls itself.
        package var host: String
        /// Its process there; `nil` if that is not known.
        package var process: Int64?
        /// Since when, in seconds since 1970.
        package var since: Double

        /// A leadership.
        package init(isHeld: Bool, epoch: Int64, host: String, process: Int64?, since: Double) {
            (self.isHeld, self.epoch) = (isHeld, epoch)
            (self.host, self.process, self.since) = (host, process, since)
        }
    }
}

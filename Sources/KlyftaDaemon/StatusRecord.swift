import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaStore

/// A situation as a running daemon tells it to `klyfta status`.
package struct StatusRecord: Codable, Hashable, Sendable {
    /// The line that systemd shows too.
    package let status: String
    package let version: String
    package let pid: Int32
    /// When it became ready, ISO 8601 in UTC.
    package let since: String
    package let sources: Int
    /// What ails sources, by name.
    package let ailing: [String: String]
    package let rules: Int
    package let firing: Int
    package let pending: Int
    /// Rules without a verdict on the last period.
    package let blind: Int
    /// Events that wait for a sink.
    package let outbox: Int
    package let failingSinks: [String]
    package let droppedEntries: Int
    package let lastRound: String?
    package let lastFault: String?
    /// Why the state cannot be used; `nil` if it can.
    package let obstacle: String?
    package let next: String?
    /// Who leads; `nil` where the state is one machine's.
    package let leadership: LeadershipRecord?
    /// The log level in force, and what it is if nobody asks for another.
    package let logLevel: String

    private enum CodingKeys: String, CodingKey {
        case status, version, pid, since, sources, ailing, rules, firing, pending, blind, outbox, obstacle, next,
            leadership
        case failingSinks = "failing_sinks"
        case droppedEntries = "dropped_log_entries"
        case lastRound = "last_round"
        case lastFault = "last_fault"
        case logLevel = "log_level"
    }

    init(_ situation: Situation, since: CommitTime, levels: LogLevels) {
        (status, version, pid) = (situation.description, ProgramVersion.text, getpid())
        self.since = since.description
        logLevel = levels.description
        sources = situation.sources
        ailing = Dictionary(
            uniqueKeysWithValues: situation.failing.map { ($0.text, "failing") }
                + situation.ailing.map { ($0.key.text, $0.value) })
        (rules, firing, pending, blind) = (situation.rules, situation.firing, situation.pending, situation.blind)
        (outbox, failingSinks, droppedEntries) = (situation.outbox, situation.failingSinks, situation.droppedEntries)
        (lastRound, lastFault) = (situation.last?.time.description, situation.last?.fault)
        obstacle = situation.obstacle
        next = situation.next?.commitTime.description
        leadership = situation.term.map(LeadershipRecord.init)
    }

    /// One line of JSON, as it comes over the control socket.
    package func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Reads what a daemon sent.
    package static func read(_ line: String) throws -> StatusRecord {
        try JSONDecoder().decode(StatusRecord.self, from: Data(line.utf8))
    }
}

import KlyftaAlerting
import KlyftaModel

/// Which round was the last that wrote anything. While it is the same, so is all that rounds write: events, tests, and where
/// rules stand.
package struct RoundMark: Hashable, Sendable {
    /// Its place among all rounds.
    let seq: Int64
    /// When it was written. A state that was put back by hand may count on from an earlier place.
    let time: CommitTime
}

/// Where rules stand by a round: who knows it need not read it, and a round that says the same need not spell it out.
package struct WrittenStandings: Sendable {
    /// The round.
    package let mark: RoundMark
    /// Where they stand, in order of the rules.
    package let standings: [Standing]

    package init(by mark: RoundMark, _ standings: [Standing]) {
        (self.mark, self.standings) = (mark, standings)
    }
}

extension Store {
    /// The last round that wrote anything; `nil` before the first.
    /// - Throws: ``StoreFault``.
    package func lastRound() throws(StoreFault) -> RoundMark? {
        try storeFaults(at: directory) { try base.read { db in try Self.lastRound(db, latest) } }
    }

    static func lastRound(_ db: Database, _ latest: Int64) throws -> RoundMark? {
        try Row.fetchOne(
            db, sql: "SELECT seq, committed_at FROM round WHERE committed_at <= ? ORDER BY seq DESC LIMIT 1",
            arguments: [latest]
        ).map { RoundMark(seq: $0[0], time: CommitTime(milliseconds: $0[1])) }
    }

    /// Where rules stood after a round, as it was written.
    static func standings(of round: RoundMark, _ db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT standings FROM round WHERE seq = ?", arguments: [round.seq])
    }
}

import KlyftaAlerting
import KlyftaModel
import KlyftaSources

/// The third clock: what was known when. Nothing stored is overwritten, so every moment can be asked again.
extension Store {
    /// The state as it was known at a moment: every reading method of the result answers with what was committed by
    /// then, adoptions, rounds, events, tests and answers alike. It reads only; what is still to be delivered, jobs and
    /// quotas are those of now.
    package func asKnown(at time: CommitTime) -> Store {
        var past = self
        past.horizon = time
        return past
    }

    /// The latest commit time that is looked at, in milliseconds.
    var latest: Int64 { horizon?.milliseconds ?? .max }

    /// When a source's vintage came to stand.
    package struct Adoption: Hashable, Sendable {
        /// Its place among all adoptions of the state; a later one is greater, whatever the clock said.
        package let seq: Int64
        /// Which figures.
        package let vintage: Vintage
        /// When we wrote it down.
        package let time: CommitTime
    }

    /// The release of a source that stood at a moment; `nil` if none did yet.
    /// - Throws: ``StoreFault``.
    package func release(of source: SourceID, asOf time: CommitTime) throws(StoreFault) -> Release? {
        try asKnown(at: time).release(of: source)
    }

    /// When figures were first taken or a round first changed anything; `nil` if nothing ever was.
    /// - Throws: ``StoreFault``.
    package func firstCommit() throws(StoreFault) -> CommitTime? { try commits().map(\.lowerBound) }

    /// When figures were last taken or a round last changed anything; `nil` if nothing ever was.
    /// - Throws: ``StoreFault``.
    package func lastCommit() throws(StoreFault) -> CommitTime? { try commits().map(\.upperBound) }

    /// From the first to the last moment at which something was written down that is looked at.
    private func commits() throws(StoreFault) -> ClosedRange<CommitTime>? {
        try storeFaults(at: directory) {
            try base.read { db in
                let ends = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT min(committed_at), max(committed_at) FROM
                            (SELECT committed_at FROM adoption UNION ALL SELECT committed_at FROM round)
                                AS written
                        WHERE committed_at <= ?
                        """, arguments: [latest])
                guard let ends, let first: Int64 = ends[0], let last: Int64 = ends[1] else { return nil }
                return CommitTime(milliseconds: first)...CommitTime(milliseconds: last)
            }
        }
    }

    /// The moments at which anything was told of a rule, in order.
    /// - Throws: ``StoreFault``.
    package func timesOfEvents() throws(StoreFault) -> [CommitTime] {
        try storeFaults(at: directory) {
            try base.read { db in
                try Int64.fetchAll(
                    db,
                    sql: """
                        SELECT DISTINCT committed_at FROM event JOIN round ON round.seq = event.round
                        WHERE committed_at <= ? AND announced AND rule NOT IN (?, ?) ORDER BY committed_at
                        """, arguments: [latest, SourceTrouble.rule, DeadLetter.rule]
                ).map(CommitTime.init(milliseconds:))
            }
        }
    }
}

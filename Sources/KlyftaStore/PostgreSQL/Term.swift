import KlyftaModel

/// Who leads the klyftas that share a database, or who did last.
package struct Term: Hashable, Sendable {
    /// Its number, above all before.
    package var epoch: Int64
    /// The leader's machine, as it calls itself.
    package var host: String
    /// Its process there; `nil` of one that an older klyfta wrote down.
    package var process: Int64?
    /// Since when, by the clock of the database.
    package var since: CommitTime
    /// Whether it lasts. Otherwise nobody leads.
    package var isHeld: Bool
    /// Whether it is that of whoever asks.
    package var isOwn: Bool

    /// A term as it is known.
    package init(epoch: Int64, host: String, process: Int64?, since: CommitTime, isHeld: Bool, isOwn: Bool) {
        (self.epoch, self.host, self.process) = (epoch, host, process)
        (self.since, self.isHeld, self.isOwn) = (since, isHeld, isOwn)
    }

    /// Whether whoever asks leads.
    package var isLeading: Bool { isHeld && isOwn }

    /// Where the leader is, for people.
    package var place: String { process.map { "\(host), process \($0)" } ?? host }
}

extension Store {
    /// Who leads; `nil` where nobody ever did, and in a directory, which no two share.
    /// - Throws: ``StoreFault``.
    package func term() throws(StoreFault) -> Term? {
        guard let base = base as? PostgresBase else { return nil }
        let last = try storeFaults(at: base.place.name) { try base.read { db in try Term.last(of: base.place, db) } }
        // Known after the session that was asked: a new one of a leader has a new number.
        guard var term = last else { return nil }
        term.isOwn = term.epoch == base.ownEpoch
        return term
    }
}

extension Term {
    /// The last one of a schema, as nobody's own; `nil` if there is none.
    static func last(of place: PostgresPlace, _ db: Database) throws -> Term? {
        try Row.fetchOne(db, sql: latest, arguments: [place.schema]).map { row in
            Term(
                epoch: row[0], host: row[1], process: row[2], since: CommitTime(milliseconds: row[3]), isHeld: row[4],
                isOwn: false)
        }
    }

    /// The last one. It lasts as long as its session holds the lock; a lock that a newer session holds is of a leader who has
    /// not yet taken its number.
    fileprivate static let latest = """
        SELECT epoch, host, process, (extract(epoch FROM began_at) * 1000)::bigint, EXISTS (
            SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database AND datname = current_database()
            WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND pid = term.session
                AND (classid, objid) = (\(Leadership.key.0)::oid, \(Leadership.key.1)::oid))
        FROM term ORDER BY term.epoch DESC LIMIT 1
        """
}

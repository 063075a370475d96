import Foundation
import KlyftaAlerting
import KlyftaModel

/// What people do about alerts. Each act is a row that stays, in the same transaction as what it does.
extension Store {
    /// Keeps alerts from people for a while.
    /// - Returns: the number of the silence.
    /// - Throws: ``StoreFault``.
    package func silence(
        _ match: LabelMatch, from start: CommitTime, to end: CommitTime, by doer: Doer, at now: CommitTime
    ) throws(StoreFault) -> Int64 {
        try storeFaults(at: directory) {
            let text = String(decoding: try JSONEncoder().encode(match), as: UTF8.self)
            return try base.write { db in
                let act = try Self.insert("silence", on: match.text, doer, now, db)
                try db.execute(
                    sql: "INSERT INTO silence (id, match, starts_at, ends_at) VALUES (?, ?, ?, ?)",
                    arguments: [act, text, start.milliseconds, end.milliseconds])
                return act
            }
        }
    }

    /// Ends a silence before its time.
    /// - Returns: whether it was one that had not ended.
    /// - Throws: ``StoreFault``.
    package func expire(_ silence: Int64, by doer: Doer, at now: CommitTime) throws(StoreFault) -> Bool {
        try storeFaults(at: directory) {
            try base.write { db in
                let isOpen = try Bool.fetchOne(
                    db, sql: "SELECT count(*) > 0 FROM silence WHERE id = ? AND expired IS NULL AND ends_at > ?",
                    arguments: [silence, now.milliseconds])
                guard isOpen == true else { return false }
                let act = try Self.insert("expire", on: "\(silence)", doer, now, db)
                try db.execute(sql: "UPDATE silence SET expired = ? WHERE id = ?", arguments: [act, silence])
                return true
            }
        }
    }

    /// The silences that hold at a moment; with `isComing`, those that are still to come too.
    /// - Throws: ``StoreFault``.
    package func silences(at now: CommitTime, orComing isComing: Bool = false) throws(StoreFault) -> [Silence] {
        try storeFaults(at: directory) {
            try base.read { db in
                guard try db.tableExists("silence") else { return [] }
                return try Row.fetchAll(
                    db,
                    sql: """
                        SELECT id, match, starts_at, ends_at, act.author, act.comment
                        FROM silence JOIN act ON act.seq = silence.id LEFT JOIN act AS ending ON ending.seq = expired
                        WHERE act.committed_at <= ?3 AND coalesce(ending.committed_at > ?3, TRUE)
                            AND ends_at > ?1 AND (?2 OR starts_at <= ?1) ORDER BY id
                        """, arguments: [now.milliseconds, isComing, latest]
                ).map { row in
                    let match: String = row[1]
                    return Silence(
                        id: row[0], match: try JSONDecoder().decode(LabelMatch.self, from: Data(match.utf8)),
                        starts: CommitTime(milliseconds: row[2]), ends: CommitTime(milliseconds: row[3]),
                        author: row[4], comment: row[5])
                }
            }
        }
    }

    /// Writes down that somebody has seen an alert that is open.
    /// - Returns: its episode; `nil` if it is not open.
    /// - Throws: ``StoreFault``.
    package func acknowledge(
        _ alert: String, until end: Acknowledgement.End, by doer: Doer, at now: CommitTime
    ) throws(StoreFault) -> Int? {
        try storeFaults(at: directory) {
            try base.write { db in
                guard let episode = try Self.openEpisode(of: alert, db) else { return nil }
                let act = try Self.insert("acknowledge", on: alert, doer, now, db)
                let moment: Int64? = if case .moment(let time) = end { time.milliseconds } else { nil }
                try db.execute(
                    sql: "UPDATE acknowledgement SET withdrawn = ?1 WHERE alert = ?2 AND withdrawn IS NULL",
                    arguments: [act, alert])
                try db.execute(
                    sql: "INSERT INTO acknowledgement (id, alert, episode, until, ends_at) VALUES (?, ?, ?, ?, ?)",
                    arguments: [act, alert, episode, end.text, moment])
                return episode
            }
        }
    }

    /// Takes an acknowledgement back.
    /// - Returns: whether there was one.
    /// - Throws: ``StoreFault``.
    package func unacknowledge(_ alert: String, by doer: Doer, at now: CommitTime) throws(StoreFault) -> Bool {
        let isHeld = try acknowledgements(at: now).contains { $0.alert == alert }
        guard isHeld else { return false }
        return try storeFaults(at: directory) {
            try base.write { db in
                let act = try Self.insert("unacknowledge", on: alert, doer, now, db)
                try db.execute(
                    sql: "UPDATE acknowledgement SET withdrawn = ? WHERE alert = ? AND withdrawn IS NULL",
                    arguments: [act, alert])
                return true
            }
        }
    }

    /// The acknowledgements that hold at a moment: not withdrawn, not over, the episode open, nothing amended since, and,
    /// where it was until the next release, no other figures of the source since.
    /// - Throws: ``StoreFault``.
    package func acknowledgements(at now: CommitTime) throws(StoreFault) -> [Acknowledgement] {
        try storeFaults(at: directory) {
            try base.read { db in
                guard try db.tableExists("acknowledgement") else { return [] }
                return try Row.fetchAll(db, sql: Self.standingAcknowledgements, arguments: [now.milliseconds]).map {
                    Acknowledgement(
                        id: $0[0], alert: $0[1], episode: $0[2], until: $0[3], author: $0[4], comment: $0[5])
                }
            }
        }
    }

    private static let standingAcknowledgements = """
        SELECT ack.id, ack.alert, ack.episode, ack.until, act.author, act.comment
        FROM acknowledgement AS ack JOIN act ON act.seq = ack.id
            JOIN event AS fired ON fired.alert = ack.alert AND fired.episode = ack.episode AND fired.kind = 'fired'
        WHERE ack.withdrawn IS NULL AND (ack.ends_at IS NULL OR ack.ends_at > ?1) AND NOT EXISTS (
            SELECT 1 FROM event JOIN round ON round.seq = event.round
            WHERE event.alert = ack.alert AND event.episode = ack.episode AND (kind IN ('resolved', 'retracted')
                OR kind = 'amended' AND round.committed_at > act.committed_at))
            AND NOT (ack.until = 'next-release' AND EXISTS (
                SELECT 1 FROM adoption WHERE adoption.committed_at > act.committed_at
                    AND (fired.record -> 'numbers' ->> 'indicator') LIKE adoption.source || '.%'))
        ORDER BY ack.id
        """

    private static func openEpisode(of alert: String, _ db: Database) throws -> Int? {
        try Int.fetchOne(
            db,
            sql: """
                SELECT episode FROM event AS fired WHERE alert = ?1 AND kind = 'fired' AND NOT EXISTS (
                    SELECT 1 FROM event WHERE event.alert = ?1 AND event.episode = fired.episode
                        AND kind IN ('resolved', 'retracted'))
                ORDER BY episode DESC LIMIT 1
                """, arguments: [alert])
    }

    /// Lets what waits for a sink, or was given up, be tried again now.
    /// - Parameter seq: one event only.
    /// - Returns: how many are tried again.
    /// - Throws: ``StoreFault``.
    package func retry(_ sink: String, only seq: Int64?, by doer: Doer, at now: CommitTime) throws(StoreFault) -> Int {
        try storeFaults(at: directory) {
            try base.write { db in
                let count = try db.change(
                    sql: """
                        DELETE FROM attempt WHERE sink = ?1 AND (CAST(?2 AS BIGINT) IS NULL OR event = ?2)
                            AND coalesce(ended, 'dead') = 'dead'
                        """, arguments: [sink, seq])
                let stopped = try db.change(sql: "DELETE FROM sink WHERE name = ?", arguments: [sink])
                guard count + stopped > 0 else { return 0 }
                _ = try Self.insert("retry", on: seq.map { "\(sink) \($0)" } ?? sink, doer, now, db)
                return count
            }
        }
    }

    /// Gives up sending events to a sink. They stay written down.
    /// - Parameter seq: one event only.
    /// - Returns: how many are not sent any more.
    /// - Throws: ``StoreFault``.
    package func drop(_ sink: String, only seq: Int64?, by doer: Doer, at now: CommitTime) throws(StoreFault) -> Int {
        try storeFaults(at: directory) {
            try base.write { db in
                let count = try db.change(
                    sql: """
                        INSERT INTO attempt (event, sink, attempts, first_at, next_at, fault, ended)
                        SELECT event, sink, 0, ?3, ?3, '', 'dropped' FROM outbox
                        WHERE sink = ?1 AND (CAST(?2 AS BIGINT) IS NULL OR event = ?2) AND NOT EXISTS (
                            SELECT 1 FROM delivery WHERE delivery.event = outbox.event AND delivery.sink = ?1)
                        ON CONFLICT (event, sink) DO UPDATE SET ended = 'dropped'
                            WHERE coalesce(attempt.ended, '') <> 'dropped'
                        """, arguments: [sink, seq, now.milliseconds])
                guard count > 0 else { return 0 }
                _ = try Self.insert("drop", on: seq.map { "\(sink) \($0)" } ?? sink, doer, now, db)
                return count
            }
        }
    }

    /// Writes down an act that changes nothing in the store.
    /// - Throws: ``StoreFault``.
    package func note(_ verb: String, on object: String, by doer: Doer, at now: CommitTime) throws(StoreFault) {
        try storeFaults(at: directory) {
            try base.write { db in _ = try Self.insert(verb, on: object, doer, now, db) }
        }
    }

    /// Everything that people did, in order.
    /// - Throws: ``StoreFault``.
    package func acts() throws(StoreFault) -> [Act] {
        try storeFaults(at: directory) {
            try base.read { db in
                guard try db.tableExists("act") else { return [] }
                return try Row.fetchAll(
                    db,
                    sql: """
                        SELECT seq, committed_at, author, verb, object, comment FROM act
                        WHERE committed_at <= ? ORDER BY seq
                        """, arguments: [latest]
                ).map {
                    Act(
                        seq: $0[0], time: CommitTime(milliseconds: $0[1]).description, author: $0[2], verb: $0[3],
                        object: $0[4], comment: $0[5])
                }
            }
        }
    }

    private static func insert(
        _ verb: String, on object: String, _ doer: Doer, _ now: CommitTime, _ db: Database
    ) throws -> Int64 {
        try db.insert(
            sql: "INSERT INTO act (committed_at, author, verb, object, comment) VALUES (?, ?, ?, ?, ?) RETURNING seq",
            arguments: [now.milliseconds, doer.author, verb, object, doer.comment])
    }
}

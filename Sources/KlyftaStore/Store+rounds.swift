import Foundation
import GRDB
import KlyftaAlerting
import KlyftaModel

/// Rounds, what they announced, and what has yet to be delivered.
extension Store {
    /// Every episode that was ever written down, whatever rule it came from.
    /// - Throws: ``StoreFault``.
    package func knownEpisodes() throws(StoreFault) -> [KnownEpisode] {
        try storeFaults(at: directory) {
            try database.read { db in
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT fired.alert, fired.rule, fired.rule_revision, fired.episode, fired.period, closing.id IS NOT NULL,
                            closing.period
                        FROM event AS fired LEFT JOIN event AS closing ON closing.alert = fired.alert
                            AND closing.episode = fired.episode AND closing.kind = 'resolved'
                        WHERE fired.kind = 'fired' ORDER BY fired.seq
                        """
                ).map { row in
                    KnownEpisode(
                        alertID: row[0], ruleID: row[1], ruleRevision: row[2], number: row[3],
                        fired: try Period(row[4]), isClosed: row[5],
                        resolved: try (row[6] as String?).map(Period.init(_:)))
                }
            }
        }
    }

    /// Commits a round: its standings, its tests, its events and one outbox row a sink, in one transaction.
    ///
    /// A round that says nothing new is not written at all.
    /// - Returns: whether anything was written.
    /// - Throws: ``StoreFault``.
    package func commit(
        _ events: [AlertEvent], standings: [Standing], tests: [TestedChange] = [], sinks: [String],
        language: Language, at time: CommitTime
    ) throws(StoreFault) -> Bool {
        try storeFaults(at: directory) {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let text = String(decoding: try encoder.encode(standings), as: UTF8.self)
            return try database.write { db in
                let last = try String.fetchOne(db, sql: "SELECT standings FROM round ORDER BY seq DESC LIMIT 1")
                guard !events.isEmpty || !tests.isEmpty || last != text else { return false }
                try db.execute(
                    sql: "INSERT INTO round (committed_at, standings) VALUES (?, ?)",
                    arguments: [time.milliseconds, text])
                let round = db.lastInsertedRowID
                for test in tests { try Self.insert(test, in: round, encoder, db) }
                for event in events {
                    try Self.insert(event, in: round, sinks, AlertRecord(event, at: time, in: language), encoder, db)
                }
                return true
            }
        }
    }

    private static func insert(
        _ event: AlertEvent, in round: Int64, _ sinks: [String], _ record: AlertRecord, _ encoder: JSONEncoder,
        _ db: Database
    ) throws {
        var record = record
        record.seq = try Int64.fetchOne(db, sql: "SELECT coalesce(max(seq), 0) + 1 FROM event") ?? 1
        try db.execute(
            sql: """
                INSERT INTO event
                    (seq, id, round, alert, rule, rule_revision, episode, kind, period, announced, record)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                record.seq, event.id, round, event.alertID, event.ruleID, event.ruleRevision, event.episode,
                event.kind.rawValue,
                event.period?.description, event.isAnnounced,
                String(decoding: try encoder.encode(record), as: UTF8.self),
            ])
        guard event.isAnnounced else { return }
        for sink in sinks {
            try db.execute(sql: "INSERT INTO outbox (event, sink) VALUES (?, ?)", arguments: [record.seq, sink])
        }
    }

    /// Where every rule stood after the last round that changed anything, and which event was the last then.
    /// - Throws: ``StoreFault``.
    package func current() throws(StoreFault) -> CurrentState? {
        try storeFaults(at: directory) {
            try database.read { db in
                try Row.fetchOne(
                    db,
                    sql: """
                        SELECT committed_at, standings, seq FROM round WHERE committed_at <= ? ORDER BY seq DESC LIMIT 1
                        """, arguments: [latest]
                ).map {
                    CurrentState(
                        asOfSeq: try Int64.fetchOne(
                            db, sql: "SELECT coalesce(max(seq), 0) FROM event WHERE round <= ?",
                            arguments: [$0[2] as Int64]) ?? 0,
                        changedAt: CommitTime(milliseconds: $0[0]).description,
                        alerts: try JSONDecoder().decode([Standing].self, from: Data(($0[1] as String).utf8)))
                }
            }
        }
    }

    /// The record of every event, in order; with an alert's name, of its events only.
    /// - Throws: ``StoreFault``.
    package func events(of alert: String? = nil) throws(StoreFault) -> [AlertRecord] {
        try storeFaults(at: directory) {
            try database.read { db in
                try String.fetchAll(
                    db,
                    sql: """
                        SELECT record FROM event JOIN round ON round.seq = event.round
                        WHERE (?1 IS NULL OR alert = ?1) AND committed_at <= ?2 ORDER BY event.seq
                        """, arguments: [alert, latest]
                ).map { try JSONDecoder().decode(AlertRecord.self, from: Data($0.utf8)) }
            }
        }
    }

    /// What has yet to be delivered to a sink, in order.
    /// - Throws: ``StoreFault``.
    package func undelivered(to sink: String) throws(StoreFault) -> [AlertRecord] {
        try storeFaults(at: directory) {
            try database.read { db in
                try String.fetchAll(
                    db,
                    sql: """
                        SELECT record FROM outbox JOIN event ON event.seq = outbox.event
                        WHERE outbox.sink = ?1 AND NOT EXISTS (
                            SELECT 1 FROM delivery WHERE delivery.event = outbox.event AND delivery.sink = ?1)
                        ORDER BY event.seq
                        """, arguments: [sink]
                ).map { try JSONDecoder().decode(AlertRecord.self, from: Data($0.utf8)) }
            }
        }
    }

    /// Writes down that an event reached a sink.
    /// - Throws: ``StoreFault``.
    package func delivered(_ seq: Int64, to sink: String, at time: CommitTime) throws(StoreFault) {
        try storeFaults(at: directory) {
            try database.write { db in
                try db.execute(
                    sql: "INSERT OR IGNORE INTO delivery (event, sink, committed_at) VALUES (?, ?, ?)",
                    arguments: [seq, sink, time.milliseconds])
            }
        }
    }
}

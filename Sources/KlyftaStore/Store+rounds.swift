import Foundation
import GRDB
import KlyftaAlerting
import KlyftaModel

/// Rounds, what they announced, and what has yet to be delivered.
extension Store {
    /// Every episode that was ever written down, whatever rule it came from.
    /// - Throws: ``StoreFault``.
    package func knownEpisodes() throws(StoreFault) -> [KnownEpisode] { KnownEpisode.all(from: try writtenEvents()) }

    /// Every event that was ever written down, in order, as far as later ones depend on it.
    /// - Throws: ``StoreFault``.
    package func writtenEvents() throws(StoreFault) -> [WrittenEvent] {
        try storeFaults(at: directory) {
            try database.read { db in
                let rows = try Row.fetchCursor(
                    db,
                    sql: """
                        SELECT id, alert, rule, rule_revision, episode, kind, period, announced,
                            json_extract(record, '$.numbers.now.period'), json_extract(record, '$.numbers.measured'),
                            json_extract(record, '$.severity'), json_extract(record, '$.vintage'),
                            json_extract(record, '$.numbers.then.period')
                        FROM event JOIN round ON round.seq = event.round WHERE committed_at <= ? ORDER BY event.seq
                        """, arguments: [latest])
                var events: [WrittenEvent] = []
                while let row = try rows.next() { events.append(try written(row)) }
                return events
            }
        }
    }

    private func written(_ row: Row) throws -> WrittenEvent {
        guard let kind = AlertEvent.Kind(rawValue: row[5]) else {
            throw StoreFault(
                .unusable, at: path, "an event has a kind that this klyfta does not know",
                remedy: "Run the version that wrote it. Nothing was changed.")
        }
        let period = try (row[6] as String?).map(Period.init(_:))
        let spoken = try (row[8] as String?).map(Period.init(_:))
        var telling: KnownEpisode.Telling?
        if let spoken, let measured = row[9] as Double? {
            telling = KnownEpisode.Telling(
                id: row[0], period: spoken, measured: measured, severity: row[10] ?? "", vintage: row[11],
                baseline: try (row[12] as String?).map(Period.init(_:)))
        }
        return WrittenEvent(
            id: row[0], alertID: row[1], ruleID: row[2], ruleRevision: row[3], episode: row[4], kind: kind,
            period: period, isAnnounced: row[7], telling: telling)
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
                    let record = AlertRecord(event, at: time, in: language)
                    try Self.insert(event, in: round, sinks, record, at: time, encoder, db)
                }
                return true
            }
        }
    }

    private static func insert(
        _ event: AlertEvent, in round: Int64, _ sinks: [String], _ record: AlertRecord, at time: CommitTime,
        _ encoder: JSONEncoder, _ db: Database
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
        for id in event.references {
            try db.execute(
                sql: "INSERT OR IGNORE INTO event_reference (event, changes) SELECT ?, seq FROM event WHERE id = ?",
                arguments: [record.seq, id])
        }
        guard event.isAnnounced else { return }
        try insertLetters(on: event, record.seq, at: time, encoder, db)
        for sink in try recipients(of: event, record.seq, sinks, db) {
            try db.execute(sql: "INSERT INTO outbox (event, sink) VALUES (?, ?)", arguments: [record.seq, sink])
        }
    }

    /// Who gets an event. One that changes others goes to exactly those who were to get one of them, whoever is served
    /// now: nobody keeps an alert that was taken back, and nobody is told of the end of one he never heard of.
    private static func recipients(
        of event: AlertEvent, _ seq: Int64, _ sinks: [String], _ db: Database
    ) throws -> [String] {
        guard event.kind != .fired, !event.references.isEmpty else { return sinks }
        return try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT sink FROM outbox JOIN event_reference ON changes = outbox.event
                WHERE event_reference.event = ? ORDER BY sink
                """, arguments: [seq])
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

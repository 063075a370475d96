import Foundation
import KlyftaAlerting
import KlyftaModel

/// Rounds, and what they announced to whom.
extension Store {
    /// Every episode that was ever written down, whatever rule it came from.
    /// - Throws: ``StoreFault``.
    package func knownEpisodes() throws(StoreFault) -> [KnownEpisode] { KnownEpisode.all(from: try writtenEvents()) }

    /// Every event of a rule that was ever written down, in order, as far as later ones depend on it. What was told of
    /// sources and of deliveries is no matter of rules.
    /// - Throws: ``StoreFault``.
    package func writtenEvents() throws(StoreFault) -> [WrittenEvent] {
        try storeFaults(at: directory) { try base.read { db in try writtenEvents(db) } }
    }

    /// - Parameter event: a place in the order of events: then those of episodes of which anything was written after it.
    func writtenEvents(ofEpisodesAfter event: Int64 = 0, _ db: Database) throws -> [WrittenEvent] {
        let isTouched = event > 0 ? "AND (alert, episode) IN (SELECT alert, episode FROM event WHERE seq > ?)" : ""
        let sql = """
            SELECT id, alert, rule, rule_revision, episode, kind, period, announced,
                (record -> 'numbers' -> 'now' ->> 'period'), (record -> 'numbers' ->> 'measured'),
                (record ->> 'severity'), (record ->> 'vintage'),
                (record -> 'numbers' -> 'then' ->> 'period')
            FROM event JOIN round ON round.seq = event.round
            WHERE committed_at <= ? AND rule NOT IN (?, ?) \(isTouched) ORDER BY event.seq
            """
        var arguments: SQLArguments = [latest, SourceTrouble.rule, DeadLetter.rule]
        if event > 0 { arguments = arguments + [event] }
        var events: [WrittenEvent] = []
        try Row.forEach(db, sql: sql, arguments: arguments) { events.append(try written($0)) }
        return events
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
    /// - Parameters:
    ///   - routes: who is told of what. What happens to an alert later is told to those who were told that it fired,
    ///     whatever the routes are by then.
    ///   - language: of the records; the letters are stored in every language.
    ///   - step: called after each event that is written.
    ///   - known: where rules stand by a round: if that is the last and says the same, nothing is spelt out to be compared.
    /// - Returns: the last round now, and whether it is this one.
    /// - Throws: ``StoreFault``.
    package func commit(
        _ events: [AlertEvent], standings: [Standing], tests: [TestedChange] = [],
        knowing known: WrittenStandings? = nil,
        routes: [Route], language: Language, at time: CommitTime, step: () -> Void = {}
    ) throws(StoreFault) -> (last: RoundMark, isNew: Bool) {
        try storeFaults(at: directory) {
            try base.write { db in
                let encoder = Self.encoder
                let last = try Self.lastRound(db, .max)
                let isQuiet = events.isEmpty && tests.isEmpty
                if isQuiet, let last, last == known?.mark, standings == known?.standings { return (last, false) }
                let text = String(decoding: try encoder.encode(standings), as: UTF8.self)
                if isQuiet, let last, try Self.standings(of: last, db) == text { return (last, false) }
                let round = try db.insert(
                    sql: "INSERT INTO round (committed_at, standings) VALUES (?, ?) RETURNING seq",
                    arguments: [time.milliseconds, text])
                for test in tests { try Self.insert(test, in: round, encoder, db) }
                for event in events {
                    try Self.insertEvent(EventRow(event, in: round), routes, base: language, db) {
                        AlertRecord(event, at: time, in: $0)
                    }
                    step()
                }
                return (RoundMark(seq: round, time: time), true)
            }
        }
    }

    static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    /// The columns of an event beside its record.
    struct EventRow {
        let round: Int64
        let alert: String
        let rule: String
        let revision: String
        let episode: Int
        let kind: String
        let period: String?
        let isAnnounced: Bool
        /// The events it changes, by their ids.
        var references: [String] = []
    }

    /// Writes an event, the letter on it in every language, and a row of the outbox for each sink that is told.
    static func insertEvent(
        _ row: EventRow, _ routes: [Route], base: Language, _ db: Database, _ record: (Language) -> AlertRecord
    ) throws {
        let seq = try Int64.fetchOne(db, sql: "SELECT coalesce(max(seq), 0) + 1 FROM event") ?? 1
        var basic = record(base)
        basic.seq = seq
        let text = String(decoding: try encoder.encode(basic), as: UTF8.self)
        try db.execute(
            sql: """
                INSERT INTO event
                    (seq, id, round, alert, rule, rule_revision, episode, kind, period, announced, record)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                seq, basic.id, row.round, row.alert, row.rule, row.revision, row.episode, row.kind, row.period,
                row.isAnnounced, text,
            ])
        for id in row.references {
            try db.execute(
                sql: """
                    INSERT INTO event_reference (event, changes) SELECT ?, seq FROM event WHERE id = ?
                    ON CONFLICT DO NOTHING
                    """, arguments: [seq, id])
        }
        guard row.isAnnounced else { return }
        for language in Language.allCases {
            let letter = (language == base ? basic : record(language)).letter(in: language)
            try insert(letter, on: seq, in: language, db)
        }
        for sink in try recipients(of: basic, seq, changing: row.references, routes, db) {
            try db.execute(sql: "INSERT INTO outbox (event, sink) VALUES (?, ?)", arguments: [seq, sink])
        }
    }

    /// Who gets an event. One that changes others goes to exactly those who were to get one of them, whatever the routes
    /// are now: nobody keeps an alert that was taken back, and nobody is told of the end of one he never heard of.
    private static func recipients(
        of record: AlertRecord, _ seq: Int64, changing references: [String], _ routes: [Route], _ db: Database
    ) throws -> [String] {
        guard !record.isOpening, !references.isEmpty else { return routes.filter { $0.takes(record) }.map(\.sink) }
        return try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT outbox.sink FROM outbox JOIN event_reference ON changes = outbox.event
                    LEFT JOIN attempt ON attempt.event = outbox.event AND attempt.sink = outbox.sink
                WHERE event_reference.event = ? AND attempt.ended IS NULL ORDER BY outbox.sink
                """, arguments: [seq])
    }

    /// Where every rule stood after the last round that changed anything, and which event was the last then.
    /// - Parameter known: where they stand by a round: they are not read if that is the last.
    /// - Throws: ``StoreFault``.
    package func current(knowing known: WrittenStandings? = nil) throws(StoreFault) -> CurrentState? {
        try storeFaults(at: directory) {
            try base.read { db in
                try checkRemembered(db)
                guard let round = try Self.lastRound(db, latest) else { return nil }
                let event = try Int64.fetchOne(
                    db, sql: "SELECT coalesce(max(seq), 0) FROM event WHERE round <= ?", arguments: [round.seq])
                let standings = try known.flatMap { $0.mark == round ? $0.standings : nil } ?? Self.read(round, db)
                return CurrentState(asOfSeq: event ?? 0, changedAt: round.time.description, alerts: standings)
            }
        }
    }

    private static func read(_ round: RoundMark, _ db: Database) throws -> [Standing] {
        try JSONDecoder().decode([Standing].self, from: Data((try standings(of: round, db) ?? "[]").utf8))
    }

    /// The record of every event, in order; with an alert's name, of its events only. A notice that something could not be
    /// delivered stands in the round of what was lost, but was written later, as its record says.
    /// - Throws: ``StoreFault``.
    package func events(of alert: String? = nil) throws(StoreFault) -> [AlertRecord] {
        try storeFaults(at: directory) {
            try base.read { db in
                try String.fetchAll(
                    db,
                    sql: """
                        SELECT record FROM event JOIN round ON round.seq = event.round
                        WHERE (CAST(?1 AS TEXT) IS NULL OR alert = ?1) AND committed_at <= ?2
                            AND (CAST(?3 AS TEXT) IS NULL OR (record ->> 'ts') <= ?3) ORDER BY event.seq
                        """, arguments: [alert, latest, horizon?.description]
                ).map { try JSONDecoder().decode(AlertRecord.self, from: Data($0.utf8)) }
            }
        }
    }
}

extension Store.EventRow {
    init(_ event: AlertEvent, in round: Int64) {
        self.init(
            round: round, alert: event.alertID, rule: event.ruleID, revision: event.ruleRevision,
            episode: event.episode,
            kind: event.kind.rawValue, period: event.period?.description, isAnnounced: event.isAnnounced,
            references: event.references)
    }
}

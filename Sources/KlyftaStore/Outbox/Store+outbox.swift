import Foundation
import KlyftaAlerting
import KlyftaModel

/// What has yet to be delivered, sink by sink, and what came of each try. Each note is a small transaction of its own.
extension Store {
    /// The most events that are looked at at once: what is behind them waits for them.
    private static let window = 1_000

    /// That a row of `outbox` has no delivery, in SQL.
    private static let undelivered = """
        NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.event = outbox.event AND delivery.sink = outbox.sink)
        """

    /// What has yet to be delivered to a sink, in order, whether or not its time has come.
    /// - Parameters:
    ///   - language: of the letters; without one they come in the words of the record alone.
    ///   - isDead: those that were given up instead.
    /// - Throws: ``StoreFault``.
    package func waiting(
        for sink: String, in language: Language? = nil, given isDead: Bool = false
    ) throws(StoreFault) -> [WaitingEvent] {
        try storeFaults(at: directory) {
            try base.read { db in
                guard try db.tableExists("attempt") else { return [] }
                return try Row.fetchAll(
                    db,
                    sql: """
                        SELECT event.record, telling.letter, event.round, attempt.attempts, attempt.next_at,
                            attempt.fault, attempt.ended
                        FROM outbox JOIN event ON event.seq = outbox.event
                            LEFT JOIN attempt ON attempt.event = outbox.event AND attempt.sink = outbox.sink
                            LEFT JOIN \(Self.tellings(db)) AS telling
                                ON telling.event = outbox.event AND telling.language = ?2
                        WHERE outbox.sink = ?1 AND attempt.ended IS NOT DISTINCT FROM ?3 AND \(Self.undelivered)
                        ORDER BY event.seq LIMIT ?4
                        """, arguments: [sink, language?.rawValue, isDead ? "dead" : nil, Self.window]
                ).map(Self.waitingEvent)
            }
        }
    }

    private static func waitingEvent(_ row: Row) throws -> WaitingEvent {
        WaitingEvent(
            record: try told(row[0], row[1]), round: row[2], attempts: row[3] ?? 0,
            next: CommitTime(milliseconds: row[4] ?? 0), fault: row[5], isDead: (row[6] as String?) == "dead")
    }

    /// Every sink that did not take what it was sent.
    /// - Throws: ``StoreFault``.
    package func failingSinks() throws(StoreFault) -> [String] {
        try storeFaults(at: directory) {
            try base.read { db in
                try String.fetchAll(
                    db,
                    sql: """
                        SELECT name FROM sink UNION
                        SELECT sink FROM attempt WHERE coalesce(ended, '') <> 'dropped' ORDER BY 1
                        """)
            }
        }
    }

    /// How many deliveries wait; what was given up or dropped does not.
    /// - Throws: ``StoreFault``.
    package func outboxCount() throws(StoreFault) -> Int {
        try storeFaults(at: directory) {
            try base.read { db in
                guard try db.tableExists("attempt") else { return 0 }
                return try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM outbox LEFT JOIN attempt USING (event, sink)
                        WHERE attempt.ended IS NULL AND \(Self.undelivered)
                        """) ?? 0
            }
        }
    }

    /// Every sink that an event waits for or was given up for.
    /// - Throws: ``StoreFault``.
    package func sinksAwaited() throws(StoreFault) -> [String] {
        try storeFaults(at: directory) {
            try base.read { db in
                guard try db.tableExists("attempt") else { return [] }
                return try String.fetchAll(
                    db,
                    sql: """
                        SELECT DISTINCT outbox.sink FROM outbox LEFT JOIN attempt USING (event, sink)
                        WHERE coalesce(attempt.ended, '') <> 'dropped' AND \(Self.undelivered)
                        ORDER BY outbox.sink
                        """)
            }
        }
    }

    /// Writes down that events reached a sink, and that it works.
    /// - Throws: ``StoreFault``.
    package func delivered(_ events: [Int64], to sink: String, at time: CommitTime) throws(StoreFault) {
        try storeFaults(at: directory) {
            try base.write { db in
                for seq in events {
                    try db.execute(
                        sql: """
                            INSERT INTO delivery (event, sink, committed_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
                            """,
                        arguments: [seq, sink, time.milliseconds])
                    try db.execute(
                        sql: "DELETE FROM attempt WHERE event = ? AND sink = ?", arguments: [seq, sink])
                }
                try db.execute(sql: "DELETE FROM sink WHERE name = ?", arguments: [sink])
            }
        }
    }

    /// Writes down that a sink did not take events as they are.
    /// - Parameter next: when they are tried again.
    /// - Throws: ``StoreFault``.
    package func refused(
        _ events: [Int64], by sink: String, _ fault: String, at time: CommitTime, next: CommitTime
    ) throws(StoreFault) {
        try storeFaults(at: directory) {
            try base.write { db in
                for seq in events { try Self.note(fault, of: seq, sink, at: time, next: next, db) }
            }
        }
    }

    /// Writes down that a sink was not to be had: all that waits for it waits, and has waited since now at the latest.
    /// - Parameter events: those that were tried.
    /// - Throws: ``StoreFault``.
    package func failed(_ standing: SinkStanding, trying events: [Int64], at time: CommitTime) throws(StoreFault) {
        try storeFaults(at: directory) {
            try base.write { db in
                let fault = standing.fault ?? ""
                for seq in events { try Self.note(fault, of: seq, standing.sink, at: time, next: time, db) }
                try db.execute(
                    sql: """
                        INSERT INTO attempt (event, sink, attempts, first_at, next_at, fault)
                        SELECT event, sink, 0, ?2, ?2, ?3 FROM outbox WHERE sink = ?1 AND \(Self.undelivered)
                        ON CONFLICT DO NOTHING
                        """, arguments: [standing.sink, time.milliseconds, fault])
                try db.execute(
                    sql: """
                        INSERT INTO sink (name, failures, next_at, fault, disabled) VALUES (?1, ?2, ?3, ?4, ?5)
                        ON CONFLICT (name) DO UPDATE SET failures = ?2, next_at = ?3, fault = ?4, disabled = ?5
                        """,
                    arguments: [
                        standing.sink, standing.failures, standing.next.milliseconds, standing.fault,
                        standing.isDisabled,
                    ])
            }
        }
    }

    private static func note(
        _ fault: String, of seq: Int64, _ sink: String, at time: CommitTime, next: CommitTime, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO attempt (event, sink, attempts, first_at, next_at, fault) VALUES (?1, ?2, 1, ?3, ?4, ?5)
                ON CONFLICT (event, sink) DO UPDATE SET attempts = attempt.attempts + 1, next_at = ?4, fault = ?5
                """, arguments: [seq, sink, time.milliseconds, next.milliseconds, fault])
    }

    /// How a sink fares.
    /// - Throws: ``StoreFault``.
    package func standing(of sink: String) throws(StoreFault) -> SinkStanding {
        try storeFaults(at: directory) {
            try base.read { db in
                var standing = SinkStanding(sink: sink)
                guard try db.tableExists("sink"),
                    let row = try Row.fetchOne(
                        db, sql: "SELECT failures, next_at, fault, disabled FROM sink WHERE name = ?", arguments: [sink]
                    )
                else { return standing }
                standing.failures = row[0]
                standing.next = CommitTime(milliseconds: row[1])
                standing.fault = row[2]
                standing.isDisabled = row[3]
                return standing
            }
        }
    }

    /// Gives up what a sink did not take for too long, and writes a notice to others in the same transaction.
    /// - Parameters:
    ///   - limit: what was first tried before this moment is given up.
    ///   - routes: those who are told; the sink itself is not among them.
    /// - Returns: how many were given up.
    /// - Throws: ``StoreFault``.
    package func giveUp(
        on sink: String, before limit: CommitTime, telling routes: [Route], language: Language, at time: CommitTime
    ) throws(StoreFault) -> Int {
        try storeFaults(at: directory) {
            try base.write { db in
                let rows = try Row.fetchAll(
                    db,
                    sql: """
                        SELECT event.seq, event.kind, event.round FROM attempt JOIN event ON event.seq = attempt.event
                        WHERE attempt.sink = ?1 AND attempt.ended IS NULL AND attempt.first_at < ?2 ORDER BY event.seq
                        """, arguments: [sink, limit.milliseconds])
                guard let first = rows.first else { return 0 }
                try db.execute(
                    sql: "UPDATE attempt SET ended = 'dead' WHERE sink = ?1 AND ended IS NULL AND first_at < ?2",
                    arguments: [sink, limit.milliseconds])
                // A notice that could not be delivered is told to nobody: it would be told for ever.
                let lost = rows.filter { ($0[1] as String) != DeadLetter.kind }
                if !lost.isEmpty {
                    let letter = DeadLetter(sink: sink, count: lost.count, firstSeq: first[0])
                    try Self.insert(letter, in: first[2], routes.filter { $0.sink != sink }, language, at: time, db)
                }
                return rows.count
            }
        }
    }

    private static func insert(
        _ letter: DeadLetter, in round: Int64, _ routes: [Route], _ language: Language, at time: CommitTime,
        _ db: Database
    ) throws {
        let isKnown = try Bool.fetchOne(
            db, sql: "SELECT count(*) > 0 FROM event WHERE id = ?", arguments: [letter.id])
        guard isKnown != true else { return }
        try insertEvent(
            EventRow(
                round: round, alert: letter.alert, rule: DeadLetter.rule, revision: "", episode: 1,
                kind: DeadLetter.kind, period: nil, isAnnounced: true), routes, base: language, db
        ) { letter.record(at: time, in: $0) }
    }
}

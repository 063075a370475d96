import KlyftaModel

/// What of the past may go, where the operator does not want to keep it: never figures, events, tests or acts, and nothing
/// that an open alert, a delivery or the next round needs.
extension Store {
    /// How many answers of each source are kept whatever their age: the next look at it counts from them.
    private static let answersKept = 2

    /// Forgets where rules stood and how sources fared before a moment, and the letters on alerts that were over and told
    /// by then. How all stood at the moment itself is still known.
    /// - Returns: how many rows went.
    /// - Throws: ``StoreFault``; nothing is forgotten then.
    package func forgetHistory(before moment: CommitTime) throws(StoreFault) -> Int {
        try storeFaults(at: directory) {
            try base.write { db in
                var count = 0
                for sql in [Self.rounds, Self.answers, Self.letters] {
                    count += try db.change(sql: sql, arguments: [moment.milliseconds])
                }
                guard count > 0 else { return 0 }
                try db.execute(
                    sql: """
                        INSERT INTO forgotten (what, before) VALUES ('history', ?1)
                        ON CONFLICT (what) DO UPDATE SET before = ?1 WHERE forgotten.before < ?1
                        """, arguments: [moment.milliseconds])
                return count
            }
        }
    }

    /// The first moment of which it is still known where rules stood and how sources fared; `nil` if nothing was forgotten.
    static func historyBegins(_ db: Database) throws -> CommitTime? {
        guard try db.tableExists("forgotten") else { return nil }
        return try Int64.fetchOne(db, sql: "SELECT before FROM forgotten WHERE what = 'history'")
            .map(CommitTime.init(milliseconds:))
    }

    /// - Throws: ``StoreFault`` if the moment that is asked about was forgotten.
    func checkRemembered(_ db: Database) throws {
        guard let horizon, let begin = try Self.historyBegins(db), horizon < begin else { return }
        throw StoreFault(
            .forgotten, at: "--as-of \(horizon)",
            "where rules stood and how sources fared is known from \(begin) on; what is older was forgotten",
            remedy:
                "'klyfta history' and 'klyfta gaps' take any moment; 'history: keep:' says how long the rest is kept.")
    }

    /// Rounds that said nothing: those with events or tests stay, and the last one before the moment.
    private static let rounds = """
        DELETE FROM round WHERE committed_at < ?1
            AND seq <> (SELECT max(seq) FROM round WHERE committed_at < ?1)
            AND seq NOT IN (SELECT round FROM event) AND seq NOT IN (SELECT round FROM test)
        """

    private static let answers = """
        DELETE FROM source_history AS old WHERE committed_at < ?1
            AND seq <> (SELECT max(seq) FROM source_history WHERE source = old.source AND committed_at < ?1)
            AND \(answersKept) <= (SELECT count(*) FROM source_history WHERE source = old.source AND seq > old.seq)
        """

    private static let letters = "DELETE FROM telling WHERE event IN (\(told))"

    /// Events of episodes that ended before the moment, and that wait for nobody.
    private static let told = """
        SELECT event.seq FROM event
            JOIN event AS ending ON ending.alert = event.alert AND ending.episode = event.episode
                AND ending.kind IN ('resolved', 'retracted')
            JOIN round ON round.seq = ending.round
        WHERE round.committed_at < ?1 AND NOT EXISTS (
            SELECT 1 FROM outbox LEFT JOIN attempt USING (event, sink)
            WHERE outbox.event = event.seq AND coalesce(attempt.ended, '') <> 'dropped' AND NOT EXISTS (
                SELECT 1 FROM delivery WHERE delivery.event = outbox.event AND delivery.sink = outbox.sink))
        """
}

import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSources

/// Alerts about sources: in the ledger and the outbox of all alerts.
extension Store {
    /// What was remembered of a source after each of its last answers, in order of time.
    /// - Throws: ``StoreFault``.
    package func lastRecords(of source: SourceID, _ count: Int) throws(StoreFault) -> [SourceRecord] {
        try storeFaults(at: directory) {
            try base.read { db in
                try String.fetchAll(
                    db, sql: "SELECT record FROM source_history WHERE source = ? ORDER BY seq DESC LIMIT ?",
                    arguments: [source.text, count]
                ).reversed().map { try JSONDecoder().decode(SourceRecord.self, from: Data($0.utf8)) }
            }
        }
    }

    /// The last episode of every alert about a source.
    /// - Throws: ``StoreFault``.
    package func sourceEpisodes() throws(StoreFault) -> [SourceEpisode] {
        try storeFaults(at: directory) {
            try base.read { db in
                try Row.fetchAll(db, sql: Self.lastSourceEpisodes, arguments: [SourceTrouble.rule, latest])
                    .compactMap { row in
                        guard let trouble = SourceTrouble.allCases.first(where: { $0.alertName == row[0] }) else {
                            return nil
                        }
                        return SourceEpisode(
                            source: row[1], trouble: trouble, number: row[2],
                            began: CommitTime(milliseconds: row[3]), isOpen: row[4])
                    }
            }
        }
    }

    private static let lastSourceEpisodes = """
        SELECT (fired.record -> 'identity' ->> 'alertname'), (fired.record -> 'identity' ->> 'source'),
            fired.episode, round.committed_at, NOT EXISTS (
                SELECT 1 FROM event JOIN round ON round.seq = event.round
                WHERE event.alert = fired.alert AND event.episode = fired.episode AND kind = 'resolved'
                    AND committed_at <= ?2)
        FROM event AS fired JOIN round ON round.seq = fired.round
        WHERE fired.rule = ?1 AND fired.kind = 'fired' AND committed_at <= ?2 AND NOT EXISTS (
            SELECT 1 FROM event AS later JOIN round ON round.seq = later.round
            WHERE later.alert = fired.alert AND later.episode > fired.episode AND committed_at <= ?2)
        ORDER BY fired.seq
        """

    /// Commits what is new of sources, with one outbox row a sink, in one transaction. It is a round in which no rule
    /// stands otherwise than before.
    /// - Throws: ``StoreFault``.
    package func commit(
        _ events: [SourceEvent], routes: [Route], language: Language, at time: CommitTime
    ) throws(StoreFault) {
        try storeFaults(at: directory) {
            try base.write { db in
                let round = try db.insert(
                    sql: """
                        INSERT INTO round (committed_at, standings)
                        SELECT ?, coalesce((SELECT standings FROM round ORDER BY seq DESC LIMIT 1), '[]') RETURNING seq
                        """, arguments: [time.milliseconds])
                for event in events {
                    let row = EventRow(
                        round: round, alert: event.alertID, rule: SourceTrouble.rule, revision: "",
                        episode: event.episode, kind: event.kind.rawValue, period: nil, isAnnounced: true,
                        references: event.references)
                    try Self.insertEvent(row, routes, base: language, db) { AlertRecord(event, at: time, in: $0) }
                }
            }
        }
    }
}

import Foundation
import GRDB
import KlyftaAlerting
import KlyftaModel

/// An alert by its announced events, for those who are told states rather than events.
package struct AnnouncedEpisode: Hashable, Sendable {
    /// The event that opened it.
    package let opening: AlertRecord
    /// The last event of it, up to the one that closed it.
    package let latest: AlertRecord
    /// When it closed; `nil` while it is open.
    package let ended: CommitTime?
}

extension Store {
    /// The episodes that are open, and those that closed since a moment.
    /// - Parameter language: of the sentences; `nil` for that of the configuration of then.
    /// - Throws: ``StoreFault``.
    package func announcedEpisodes(
        openOrClosedSince moment: CommitTime, in language: Language? = nil
    ) throws(StoreFault) -> [AnnouncedEpisode] {
        try storeFaults(at: directory) {
            try database.read { db in
                guard try db.tableExists("rendering") else { return [] }
                return try Row.fetchAll(
                    db, sql: Self.episodes, arguments: [moment.milliseconds, language?.rawValue]
                ).map { row in
                    let (opening, latest): (String, String) = (row[0], row[1])
                    return AnnouncedEpisode(
                        opening: try JSONDecoder().decode(AlertRecord.self, from: Data(opening.utf8)),
                        latest: try JSONDecoder().decode(AlertRecord.self, from: Data(latest.utf8)),
                        ended: (row[2] as Int64?).map(CommitTime.init))
                }
            }
        }
    }

    private static let episodes = """
        WITH fired AS (SELECT seq, alert, episode FROM event WHERE kind = 'fired' AND announced),
            episode AS (
                SELECT fired.seq AS opening, (
                    SELECT min(seq) FROM event WHERE event.alert = fired.alert AND event.episode = fired.episode
                        AND kind IN ('resolved', 'retracted')) AS closing, (
                    SELECT max(seq) FROM event WHERE event.alert = fired.alert AND event.episode = fired.episode) AS latest
                FROM fired)
        SELECT coalesce(r1.record, e1.record), coalesce(r2.record, e2.record), round.committed_at
        FROM episode JOIN event AS e1 ON e1.seq = opening JOIN event AS e2 ON e2.seq = coalesce(closing, latest)
            LEFT JOIN event AS e3 ON e3.seq = closing LEFT JOIN round ON round.seq = e3.round
            LEFT JOIN rendering AS r1 ON r1.event = e1.seq AND r1.language = ?2
            LEFT JOIN rendering AS r2 ON r2.event = e2.seq AND r2.language = ?2
        WHERE closing IS NULL OR round.committed_at >= ?1 ORDER BY opening
        """
}

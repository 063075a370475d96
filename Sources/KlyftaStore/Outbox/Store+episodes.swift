import Foundation
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
    /// - Parameter language: of the letters; without one they come in the words of the record alone.
    /// - Throws: ``StoreFault``.
    package func announcedEpisodes(
        openOrClosedSince moment: CommitTime, in language: Language? = nil
    ) throws(StoreFault) -> [AnnouncedEpisode] {
        try storeFaults(at: directory) {
            try base.read { db in
                return try Row.fetchAll(
                    db, sql: Self.episodes(Self.tellings(db)), arguments: [moment.milliseconds, language?.rawValue]
                ).map { row in
                    AnnouncedEpisode(
                        opening: try Self.told(row[0], row[1]), latest: try Self.told(row[2], row[3]),
                        ended: (row[4] as Int64?).map(CommitTime.init))
                }
            }
        }
    }

    private static func episodes(_ tellings: String) -> String {
        """
        WITH fired AS (SELECT seq, alert, episode FROM event WHERE kind = 'fired' AND announced),
            episode AS (
                SELECT fired.seq AS opening, (
                    SELECT min(seq) FROM event WHERE event.alert = fired.alert AND event.episode = fired.episode
                        AND kind IN ('resolved', 'retracted')) AS closing, (
                    SELECT max(seq) FROM event WHERE event.alert = fired.alert AND event.episode = fired.episode) AS latest
                FROM fired)
        SELECT e1.record, t1.letter, e2.record, t2.letter, round.committed_at
        FROM episode JOIN event AS e1 ON e1.seq = opening JOIN event AS e2 ON e2.seq = coalesce(closing, latest)
            LEFT JOIN event AS e3 ON e3.seq = closing LEFT JOIN round ON round.seq = e3.round
            LEFT JOIN \(tellings) AS t1 ON t1.event = e1.seq AND t1.language = ?2
            LEFT JOIN \(tellings) AS t2 ON t2.event = e2.seq AND t2.language = ?2
        WHERE closing IS NULL OR round.committed_at >= ?1 ORDER BY opening
        """
    }
}

import Foundation
import KlyftaAlerting
import KlyftaModel

extension Store {
    /// What had yet to be delivered as of the moment that this state is asked for, sink by sink in order: written by then,
    /// not delivered by then, and not dropped by then. How often it had been tried is known only while it waits.
    /// - Throws: ``StoreFault``.
    package func waitingThen() throws(StoreFault) -> [(sink: String, event: AlertRecord)] {
        try storeFaults(at: directory) {
            try base.read { db in
                guard try db.tableExists("act") else { return [] }
                return try Row.fetchAll(
                    db,
                    sql: """
                        SELECT outbox.sink, event.record
                        FROM outbox JOIN event ON event.seq = outbox.event JOIN round ON round.seq = event.round
                        WHERE round.committed_at <= ?1 AND (CAST(?2 AS TEXT) IS NULL OR (event.record ->> 'ts') <= ?2)
                            AND NOT EXISTS (
                                SELECT 1 FROM delivery WHERE delivery.event = outbox.event
                                    AND delivery.sink = outbox.sink AND delivery.committed_at <= ?1)
                            AND NOT EXISTS (
                                SELECT 1 FROM act WHERE act.verb = 'drop' AND act.committed_at <= ?1
                                    AND act.committed_at >= round.committed_at
                                    AND act.object IN (outbox.sink, outbox.sink || ' ' || outbox.event))
                        ORDER BY outbox.sink, event.seq
                        """, arguments: [latest, horizon?.description]
                ).map { row in
                    let record: String = row[1]
                    return (row[0], try JSONDecoder().decode(AlertRecord.self, from: Data(record.utf8)))
                }
            }
        }
    }
}

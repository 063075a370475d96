import KlyftaAlerting

/// Every episode that was ever written down, and by which event. To read on from there costs what was written since.
package struct WrittenEpisodes: Sendable {
    /// What was written down of each alert.
    package let known: KnownEpisodes
    private let last: Event?

    private struct Event: Equatable {
        let seq: Int64
        let id: String
    }

    fileprivate init(_ known: KnownEpisodes, upTo row: Row?) {
        self.known = known
        last = row.map { Event(seq: $0[0], id: $0[1]) }
    }

    /// The place of the last event, if it stands there still. Events are never overwritten, but a state can be put back.
    fileprivate func place(_ db: Database) throws -> Int64? {
        guard let last else { return nil }
        let id = try String.fetchOne(db, sql: "SELECT id FROM event WHERE seq = ?", arguments: [last.seq])
        return id == last.id ? last.seq : nil
    }
}

extension Store {
    /// Every episode that was written down.
    /// - Parameter before: what was read before: only what was written since is read again.
    /// - Throws: ``StoreFault``.
    package func writtenEpisodes(after before: WrittenEpisodes? = nil) throws(StoreFault) -> WrittenEpisodes {
        try storeFaults(at: directory) {
            try base.read { db in
                let last = try Row.fetchOne(db, sql: "SELECT seq, id FROM event ORDER BY seq DESC LIMIT 1")
                guard let before, let place = try before.place(db) else {
                    return WrittenEpisodes(KnownEpisodes(KnownEpisode.all(from: try writtenEvents(db))), upTo: last)
                }
                let now = KnownEpisode.all(from: try writtenEvents(ofEpisodesAfter: place, db))
                return WrittenEpisodes(before.known.continued(by: now), upTo: last)
            }
        }
    }
}

import KlyftaDivide
import KlyftaModel
import KlyftaSources

/// What an office changed, and when we learnt of it.
extension Store {
    /// An adoption that changed figures of an indicator, or was the first to have any.
    package struct Revision: Sendable {
        /// Which vintage came to stand, and when.
        package let adoption: Adoption
        /// The vintage that stood before; `nil` for the first.
        package let before: Vintage?
        /// The figures that are not what they were.
        package let changes: [FigureChange]
        /// For each period the answers that its figures by municipality were read from; none for figures that shipped
        /// or came as lines.
        package let answers: [Period: [PayloadReference]]
    }

    /// Every adoption that changed figures of an indicator, the first one first.
    /// - Throws: ``StoreFault``.
    package func revisions(of indicator: IndicatorID) throws(StoreFault) -> [Revision] {
        try storeFaults(at: directory) {
            let source = try SourceID(indicator.module)
            return try base.read { db in
                var last: (vintage: Vintage, edition: IndicatorEdition)?
                var revisions: [Revision] = []
                for (adoption, release) in try adoptions(of: source, db) {
                    guard adoption.vintage != last?.vintage else { continue }
                    var reader = LineReader(db, at: path)
                    let edition = try reader.edition(of: indicator, in: release, source)
                    let changes = edition.changes(since: last?.edition)
                    if !changes.isEmpty {
                        revisions.append(
                            Revision(
                                adoption: adoption, before: last?.vintage, changes: changes,
                                answers: try Self.answers(for: indicator, in: release, db)))
                    }
                    last = (adoption.vintage, edition)
                }
                return revisions
            }
        }
    }

    /// The figures of one vintage of a source, whether or not it stands; `nil` if it was never taken.
    /// - Throws: ``StoreFault``.
    package func figures(of source: SourceID, _ vintage: Vintage) throws(StoreFault) -> Figures? {
        try storeFaults(at: directory) {
            try base.read { db in try stored(source, vintage, db).map { Figures([FigurePart($0)]) } }
        }
    }

    private func adoptions(of source: SourceID, _ db: Database) throws -> [(Adoption, release: Int64)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT seq, vintage, adoption.committed_at, release.id FROM adoption
                JOIN release ON release.id = adoption.release
                WHERE adoption.source = ? AND adoption.committed_at <= ? ORDER BY seq
                """, arguments: [source.text, latest]
        ).map { row in
            (
                Adoption(seq: row[0], vintage: try Vintage(row[1]), time: CommitTime(milliseconds: row[2])),
                release: row[3]
            )
        }
    }

    /// Every adoption of a source, the first one first. A vintage that came back after a revision was reverted is there
    /// twice.
    /// - Throws: ``StoreFault``.
    package func vintages(of source: SourceID) throws(StoreFault) -> [Adoption] {
        try storeFaults(at: directory) {
            try base.read { db in try adoptions(of: source, db).map(\.0) }
        }
    }

    /// By period, the answers that lines of an indicator in a release rest on.
    private static func answers(
        for indicator: IndicatorID, in release: Int64, _ db: Database
    ) throws -> [Period: [PayloadReference]] {
        guard try db.tableExists("sheet") else { return [:] }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT sheet.period AS sheet_period, release_payload.name AS name, payload.* FROM release_line
                JOIN sheet ON sheet.line = release_line.line
                JOIN line_payload ON line_payload.release = release_line.release
                    AND line_payload.line = release_line.position
                JOIN release_payload ON release_payload.release = release_line.release
                    AND release_payload.position = line_payload.payload
                JOIN payload ON payload.id = release_payload.payload
                WHERE release_line.release = ? AND sheet.indicator = ?
                ORDER BY release_line.position, line_payload.payload
                """, arguments: [release, indicator.text])
        var answers: [Period: [PayloadReference]] = [:]
        for row in rows {
            answers[try Period(row["sheet_period"] as String), default: []].append(try PayloadReference(row: row))
        }
        return answers
    }
}

/// One indicator in one vintage.
struct IndicatorEdition {
    let indicator: IndicatorID
    var sheets: ObservationSheets
    var published: [PublishedFigure]

    /// What differs from an earlier one, by municipality first and then by the office's own groups.
    func changes(since earlier: IndicatorEdition?) -> [FigureChange] {
        sheets.changes(of: indicator, since: earlier?.sheets ?? ObservationSheets())
            + published.changes(since: earlier?.published ?? [])
    }
}

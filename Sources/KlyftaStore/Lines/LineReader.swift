import Foundation
import KlyftaModel
import KlyftaSources

/// Reads lines back, the observations straight into columns.
struct LineReader {
    private let db: Database
    private let path: String
    private var sheets = ObservationSheets()
    private var rosters: [Int64: Int] = [:]

    /// - Parameter path: of the database, for what a fault says.
    init(_ db: Database, at path: String) {
        self.db = db
        self.path = path
    }

    /// A release, its observations apart.
    mutating func release(_ id: Int64, of source: SourceID) throws -> StoredRelease {
        var reader = ReleaseReader(of: source)
        try Row.forEach(db, sql: Self.linesInOrder(db), arguments: [id]) { row in
            if let text = row[0] as String? {
                try reader.read(text)
            } else {
                let sheet = try sheet(row)
                reader.read(sheet)
                sheets.add(sheet)
            }
        }
        return StoredRelease(rest: try reader.finish(), sheets: sheets)
    }

    /// How to ask for the lines of a release. A state that no writer of this version has opened yet has all as text.
    private static func linesInOrder(_ db: Database) throws -> String {
        try db.tableExists("sheet")
            ? """
            SELECT text, indicator, period, roster, \(cells(db)) FROM release_line
            JOIN line ON line.id = release_line.line LEFT JOIN sheet ON sheet.line = release_line.line
            WHERE release = ? ORDER BY position
            """
            : """
            SELECT text FROM release_line JOIN line ON line.digest = release_line.line
            WHERE release = ? ORDER BY position
            """
    }

    /// The columns with the figures of a sheet.
    private static func cells(_ db: Database) -> String {
        db.session.sheetForm == .packed ? "cells" : "figures, states"
    }

    /// One indicator of a release: its sheets, and what was published for groups.
    ///
    /// Its lines alone are read, unless observations are kept as text, which tells whose they are only when it is read.
    mutating func edition(
        of indicator: IndicatorID, in release: Int64, _ source: SourceID
    ) throws -> IndicatorEdition {
        guard try isLaidOut(release) else {
            let stored = try self.release(release, of: source)
            return IndicatorEdition(
                indicator: indicator, sheets: stored.allSheets,
                published: stored.rest.published.filter { $0.indicator == indicator })
        }
        try Row.forEach(
            db,
            sql: """
                SELECT NULL, indicator, period, roster, \(Self.cells(db)) FROM release_line
                JOIN sheet ON sheet.line = release_line.line
                WHERE release = ? AND indicator = ? ORDER BY position
                """, arguments: [release, indicator.text]
        ) { sheets.add(try sheet($0)) }
        return IndicatorEdition(
            indicator: indicator, sheets: sheets,
            published: try texts(of: release, key: "published").compactMap(ReleaseReader.published)
                .filter { $0.indicator == indicator })
    }

    /// Whether all observations of a release lie on sheets.
    private func isLaidOut(_ release: Int64) throws -> Bool {
        try db.tableExists("sheet") && texts(of: release, key: "observations", most: 1).isEmpty
    }

    /// Gives the observations of a release, a sheet at a time and never all at once; where some are kept as text, they are laid
    /// out first.
    /// - Parameter body: says whether it wants to go on.
    mutating func forEachSheet(
        of release: Int64, _ source: SourceID, _ body: (ObservationSheet, [Municipality]) -> Bool
    ) throws {
        guard try isLaidOut(release) else {
            let known = try self.release(release, of: source).allSheets
            _ = known.sheets.first { !body($0, known.rosters[$0.roster]) }
            return
        }
        let sql = """
            SELECT NULL, indicator, period, roster, \(Self.cells(db)) FROM release_line
            JOIN sheet ON sheet.line = release_line.line
            WHERE release = ? ORDER BY position
            """
        try db.session.forEachRow(sql, [.integer(release)]) { row in
            let sheet = try sheet(row)
            return body(sheet, sheets.rosters[sheet.roster])
        }
    }

    /// The lines of a release that are kept as text and have a key.
    private func texts(of release: Int64, key: String, most: Int = .max) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT text FROM release_line JOIN line ON line.id = release_line.line
                WHERE release = ? AND text >= ? AND text < ? ORDER BY position LIMIT ?
                """, arguments: [release, "{\"\(key)\":", "{\"\(key)\";", most])
    }

    private mutating func sheet(_ row: Row) throws -> ObservationSheet {
        guard let name = row[1] as String? else {
            throw StoreFault(
                .system, at: path, "a line of the release has neither text nor figures",
                remedy: """
                    Where the tables are spread over machines they are not there yet, and are read again. Otherwise put a copy \
                    from a backup in the place of the database.
                    """)
        }
        let (indicator, period) = (try IndicatorID(name), try Period(row[2] as String))
        let roster = try roster(row[3])
        let count = sheets.rosters[roster].count
        let columns =
            switch db.session.sheetForm {
            case .packed: (row[4] as Data).withUnsafeBytes { SheetCells.columns(of: $0, rows: count) }
            case .lists: SheetLists.columns(row[4], row[5], rows: count)
            }
        guard let columns else {
            throw StoreFault(
                .unusable, at: path, "the figures of \(indicator) in \(period) are damaged",
                remedy: "Nothing was changed. Put a copy of \(Store.fileName) from a backup in its place.")
        }
        return ObservationSheet(indicator, period, roster: roster, values: columns.values, states: columns.states)
    }

    private mutating func roster(_ id: Int64) throws -> Int {
        if let known = rosters[id] { return known }
        let text = try String.fetchOne(db, sql: "SELECT municipalities FROM roster WHERE id = ?", arguments: [id])
        let number = sheets.add(
            roster: try (text ?? "").split(separator: " ").map { try Municipality(String($0)) })
        rosters[id] = number
        return number
    }
}

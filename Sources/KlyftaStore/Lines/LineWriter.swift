import Foundation
import KlyftaModel
import KlyftaSources

/// The lines of releases, each stored once whichever vintages have it: observations as columns, all else as text.
struct LineWriter {
    private let db: Database
    private let find: Statement
    private let line: Statement
    private let sheet: Statement
    /// The rows of the rosters that were met, by their number in the release.
    private var rosters: [Int: Int64] = [:]

    init(_ db: Database) {
        self.db = db
        find = db.makeStatement(sql: "SELECT id FROM line WHERE digest = ?")
        line = db.makeStatement(sql: "INSERT INTO line (digest, text) VALUES (?, ?) RETURNING id")
        sheet = db.makeStatement(
            sql: db.session.sheetForm == .packed
                ? "INSERT INTO sheet (line, indicator, period, roster, cells) VALUES (?, ?, ?, ?, ?)"
                : "INSERT INTO sheet (line, indicator, period, roster, figures, states) VALUES (?, ?, ?, ?, ?, ?)")
    }

    /// Writes the lines of a release, in order.
    mutating func write(_ hashed: HashedRelease, as release: Int64) throws {
        let place = db.makeStatement(sql: "INSERT INTO release_line (release, position, line) VALUES (?, ?, ?)")
        let sheets = hashed.release.sheets
        for (position, (content, digest)) in zip(hashed.release.lines, hashed.digests).enumerated() {
            let row =
                switch content {
                case .text(let text): try id(of: text, digest)
                case .sheet(let number):
                    try id(of: sheets.sheets[number], digest) { writer in
                        try writer.id(of: sheets.sheets[number].roster, among: sheets.rosters)
                    }
                }
            try place.execute(arguments: [release, position, row])
        }
    }

    /// The row of a line that is kept as text.
    mutating func id(of text: String, _ digest: Data) throws -> Int64 {
        if let known = try Int64.fetchOne(find, arguments: [digest]) { return known }
        return try db.insert(line, arguments: [digest, text])
    }

    /// The row of a line that is kept as a sheet.
    /// - Parameter roster: asked for the row of its roster only if the line is new.
    mutating func id(
        of content: ObservationSheet, _ digest: Data, on roster: (inout LineWriter) throws -> Int64
    ) throws -> Int64 {
        if let known = try Int64.fetchOne(find, arguments: [digest]) { return known }
        let roster = try roster(&self)
        let row = try db.insert(line, arguments: [digest, nil])
        let (indicator, period) = (content.indicator.text, content.period.description)
        switch db.session.sheetForm {
        case .packed:
            try sheet.execute(arguments: [
                row, indicator, period, roster, SheetCells.bytes(of: content.values, states: content.states),
            ])
        case .lists:
            try sheet.execute(
                arguments: [
                    row, indicator, period, roster, SheetLists.figures(content.values, states: content.states),
                    SheetLists.states(content.states),
                ])
        }
        return row
    }

    private mutating func id(of number: Int, among all: [[Municipality]]) throws -> Int64 {
        if let known = rosters[number] { return known }
        let row = try id(of: all[number])
        rosters[number] = row
        return row
    }

    /// The row of a roster.
    func id(of roster: [Municipality]) throws -> Int64 {
        let text = roster.map(\.description).joined(separator: " ")
        let digest = ContentDigest.bytes(of: Array(text.utf8))
        if let known = try Int64.fetchOne(db, sql: "SELECT id FROM roster WHERE digest = ?", arguments: [digest]) {
            return known
        }
        return try db.insert(
            sql: "INSERT INTO roster (digest, municipalities) VALUES (?, ?) RETURNING id", arguments: [digest, text])
    }
}

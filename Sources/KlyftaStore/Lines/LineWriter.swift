import Foundation
import KlyftaModel
import KlyftaSources

/// The lines of releases, each stored once whichever vintages have it: observations as columns, all else as text.
struct LineWriter {
    private let db: Database

    init(_ db: Database) { self.db = db }

    /// Writes the lines of a release, in order.
    func write(_ hashed: HashedRelease, as release: Int64) throws {
        let rows = try rows(of: Array(zip(hashed.release.lines, hashed.digests)), hashed.release.sheets)
        try db.inBulk(
            Array(hashed.digests.enumerated()), { [release, $0.offset, rows[$0.element]] },
            sql: { "INSERT INTO release_line (release, position, line) VALUES \($0)" })
    }

    /// The rows of lines by their digests. Those that are new are written, in order.
    /// - Parameter sheets: those that the lines refer to.
    func rows(of lines: [(CanonicalRelease.Line, Data)], _ sheets: ObservationSheets) throws -> [Data: Int64] {
        var rows: [Data: Int64] = [:]
        func note(_ row: Row) { rows[row[0] as Data] = row[1] as Int64 }
        try db.inBulk(
            lines, { [$0.1] }, sql: { "SELECT digest, id FROM line WHERE digest IN (VALUES \($0))" }, note)
        var met = Set(rows.keys)
        let new = lines.filter { met.insert($0.1).inserted }
        try db.inBulk(
            new, { [$0.1, $0.0.text] }, sql: { "INSERT INTO line (digest, text) VALUES \($0) RETURNING digest, id" },
            note)
        let laid = new.compactMap { content, digest in
            content.sheet.flatMap { sheet in rows[digest].map { (line: $0, sheet: sheets.sheets[sheet]) } }
        }
        try lay(laid, on: sheets.rosters)
        return rows
    }

    /// A sheet on its way into its table, whose line and roster are there.
    private typealias Laid = (line: Int64, sheet: ObservationSheet, roster: Int64)

    /// Writes sheets. One of a whole country is large, so few are under way at once.
    private func lay(_ sheets: [(line: Int64, sheet: ObservationSheet)], on rosters: [[Municipality]]) throws {
        var known: [Int: Int64] = [:]
        let laid = try sheets.map { line, sheet -> Laid in
            let roster = try known[sheet.roster] ?? id(of: rosters[sheet.roster])
            known[sheet.roster] = roster
            return (line, sheet, roster)
        }
        switch db.session.sheetForm {
        case .packed: try insert(laid, "cells") { [SheetCells.bytes(of: $0.values, states: $0.states)] }
        case .lists:
            // A statement is prepared for values of the same types, so what has no states is written apart.
            let hasStates = laid.map { SheetLists.states($0.sheet.states) != nil }
            try insert(zip(laid, hasStates).filter { !$1 }.map(\.0), "figures") {
                [SheetLists.figures($0.values, states: $0.states)]
            }
            try insert(zip(laid, hasStates).filter { $1 }.map(\.0), "figures, states") {
                [SheetLists.figures($0.values, states: $0.states), SheetLists.states($0.states)]
            }
        }
    }

    private func insert(
        _ sheets: [Laid], _ columns: String, _ cells: (ObservationSheet) -> SQLArguments
    ) throws {
        try db.inBulk(
            sheets, atMost: 16,
            { line, sheet, roster in
                [line, sheet.indicator.text, sheet.period.description, roster] + cells(sheet)
            }, sql: { "INSERT INTO sheet (line, indicator, period, roster, \(columns)) VALUES \($0)" })
    }

    /// The row of a roster.
    private func id(of roster: [Municipality]) throws -> Int64 {
        let text = roster.map(\.description).joined(separator: " ")
        let digest = ContentDigest.bytes(of: Array(text.utf8))
        if let known = try Int64.fetchOne(db, sql: "SELECT id FROM roster WHERE digest = ?", arguments: [digest]) {
            return known
        }
        return try db.insert(
            sql: "INSERT INTO roster (digest, municipalities) VALUES (?, ?) RETURNING id", arguments: [digest, text])
    }
}

extension CanonicalRelease.Line {
    /// Its text; `nil` if it is a sheet.
    fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }

    /// The number of its sheet; `nil` if it is text.
    fileprivate var sheet: Int? { if case .sheet(let number) = self { number } else { nil } }
}

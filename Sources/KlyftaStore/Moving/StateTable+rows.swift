import Foundation

/// Rows in one form, whatever database they lie in: numbers, texts and bytes.
extension StateTable {
    /// All rows in the order of their keys, never all of them in memory.
    func forEachRow(_ db: Database, _ body: ([SQLValue]) throws -> Void) throws {
        let selection = columns.flatMap { $0.selection(in: db.session) }.joined(separator: ", ")
        let order = columns.prefix(keys).flatMap { $0.names(in: db.session) }.map(quoted).joined(separator: ", ")
        let sql = "SELECT \(selection) FROM \(quoted(name)) ORDER BY \(order)"
        try db.session.stream(sql, named: "moved_\(name)", atATime: atATime) { row in
            try body(row.values.count == columns.count ? row.values.map(\.plain) : packed(row.values))
        }
    }

    /// The figures of a sheet lie in the last two columns; here they are one.
    private func packed(_ values: [SQLValue]) throws -> [SQLValue] {
        let (figures, states) = (values[columns.count - 1], values[columns.count])
        guard let figures = [Double](figures),
            let columns = SheetLists.columns(figures, Data(states), rows: figures.count)
        else { throw DamagedSheet() }
        return values.dropLast(2).map(\.plain)
            + [.blob(SheetCells.bytes(of: columns.values, states: columns.states))]
    }

    /// The statement that writes a row, with its numbers as they are.
    func insertion(_ db: Database) -> Statement {
        let names = columns.flatMap { $0.names(in: db.session) }
        let own = db.session.hasOwnTypes ? " OVERRIDING SYSTEM VALUE" : ""
        let marks = names.map { _ in "?" }.joined(separator: ", ")
        return db.makeStatement(
            sql: "INSERT INTO \(quoted(name)) (\(names.map(quoted).joined(separator: ", ")))\(own) VALUES (\(marks))")
    }

    /// A row as a database gets it.
    /// - Parameter rows: how many municipalities the roster of a row has, by its number.
    func arguments(_ values: [SQLValue], _ db: Database, _ rows: (Int64) throws -> Int) throws -> SQLArguments {
        guard db.session.hasOwnTypes else { return SQLArguments(values) }
        return SQLArguments(
            try zip(columns, values).flatMap { column, value -> [SQLValue] in
                switch (column, value) {
                case (.flag, .integer(let number)): return [.bool(number != 0)]
                case (.figures, .blob(let bytes)):
                    guard case .integer(let roster) = values[3] else { throw DamagedSheet() }
                    let count = try rows(roster)
                    guard let sheet = bytes.withUnsafeBytes({ SheetCells.columns(of: $0, rows: count) }) else {
                        throw DamagedSheet()
                    }
                    return [
                        .reals(SheetLists.figures(sheet.values, states: sheet.states)),
                        SheetLists.states(sheet.states)?.sqlValue ?? .null,
                    ]
                default: return [value]
                }
            })
    }
}

extension SQLSession {
    /// Whether the database has truth, moments, lists and sequences. SQLite spells them otherwise.
    var hasOwnTypes: Bool { sheetForm == .lists }
}

/// The figures of a sheet are not what they should be.
struct DamagedSheet: Error {}

/// A name in SQL: some of ours are words of one of the languages.
private func quoted(_ name: String) -> String { "\"\(name)\"" }

extension StateTable.Column {
    /// How it is asked for.
    fileprivate func selection(in session: any SQLSession) -> [String] {
        switch self {
        case .moment(let name) where session.hasOwnTypes:
            [#"to_char(\#(quoted(name)) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"#]
        default: names(in: session).map(quoted)
        }
    }
}

extension SQLValue {
    /// The form that both databases have.
    fileprivate var plain: SQLValue { if case .bool(let value) = self { .integer(value ? 1 : 0) } else { self } }
}

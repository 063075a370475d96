/// The numbers that the rows of a table were given, the last one of which counts although its row may be gone: none is given twice.
struct Numbering {
    private let table: StateTable
    private let column: String

    /// - Returns: `nil` for a table whose rows have no numbers of their own.
    init?(_ table: StateTable) {
        guard table.isCounted || ["line", "roster", "release"].contains(table.name),
            case .plain(let column)? = table.columns.first
        else { return nil }
        (self.table, self.column) = (table, column)
    }

    /// The last number that was given; of tables where that does not count, the last one that is there.
    func last(_ db: Database) throws -> Int64 {
        let there =
            try Int64.fetchOne(db, sql: "SELECT coalesce(max(\"\(column)\"), 0) FROM \"\(table.name)\"") ?? 0
        guard table.isCounted else { return there }
        let given = try Int64.fetchOne(
            db,
            sql: db.session.hasOwnTypes
                ? "SELECT pg_sequence_last_value(pg_get_serial_sequence(?, ?)::regclass)"
                : "SELECT seq FROM sqlite_sequence WHERE name = ?",
            arguments: db.session.hasOwnTypes ? [table.name, column] : [table.name])
        return max(there, given ?? 0)
    }

    /// Goes on from there in another database.
    func carry(from old: Database, to new: Database) throws {
        let last = try last(old)
        guard last > 0 else { return }
        if new.session.hasOwnTypes {
            try new.execute(
                sql: "SELECT setval(pg_get_serial_sequence(?, ?)::regclass, ?)",
                arguments: [table.name, column, last])
        } else if table.isCounted {
            try new.execute(sql: "DELETE FROM sqlite_sequence WHERE name = ?", arguments: [table.name])
            try new.execute(
                sql: "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", arguments: [table.name, last])
        }
    }
}

/// A connection in a transaction: what the statements of the store run on, whatever database is beneath. They are written in
/// the SQL that SQLite and PostgreSQL share; question marks may be numbered, and one that is only compared with null is cast.
struct Database {
    let session: any SQLSession

    /// Runs a statement that answers nothing.
    func execute(sql: String, arguments: SQLArguments = []) throws {
        _ = try session.execute(sql, arguments.values)
    }

    /// Runs a statement that answers nothing.
    /// - Returns: how many rows it changed.
    func change(sql: String, arguments: SQLArguments) throws -> Int {
        try session.execute(sql, arguments.values)
    }

    /// Runs an insertion that ends with `RETURNING` and the number of its row.
    func insert(sql: String, arguments: SQLArguments) throws -> Int64 {
        guard let number = try Int64.fetchOne(self, sql: sql, arguments: arguments) else {
            preconditionFailure("an insertion answers with its row")
        }
        return number
    }

    /// Whether a table is there. A reader may meet a state that no writer of this version has opened yet.
    func tableExists(_ name: String) throws -> Bool { try session.tableExists(name) }

    /// A statement that is run many times.
    func makeStatement(sql: String) -> Statement { Statement(database: self, sql: sql) }
}

/// A statement that is run many times; a session keeps what it was prepared to.
struct Statement {
    fileprivate let database: Database
    fileprivate let sql: String

    /// Runs it.
    func execute(arguments: SQLArguments) throws { try database.execute(sql: sql, arguments: arguments) }
}

/// What a database has to be able to do beneath ``Database``. The words of the store for it are GRDB's.
protocol SQLSession {
    /// Runs a statement and returns how many rows it changed.
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int
    /// Runs a query and gives its rows in order; they are never all in memory if the body lets them go.
    /// - Parameter body: says whether it wants to go on.
    func forEachRow(_ sql: String, _ arguments: [SQLValue], _ body: (Row) throws -> Bool) throws
    /// Gives the rows of a query in order, some at a time: also where an answer is one whole, they are never all in memory.
    /// - Parameter name: a name that no other query of the session has.
    func stream(_ sql: String, named name: String, atATime: Int, _ body: (Row) throws -> Void) throws
    /// Whether a table is there.
    func tableExists(_ name: String) throws -> Bool
    /// How the figures of a sheet lie in its table.
    var sheetForm: SheetForm { get }
    /// Whether other machines use it too: then what one of them has in files has to lie in a table as well.
    var isShared: Bool { get }
}

/// A database that transactions can be made in.
protocol SQLBase: Sendable {
    /// A transaction that sees one moment and writes nothing.
    func read<Value>(_ work: (Database) throws -> Value) throws -> Value
    /// A transaction that is there whole afterwards, for good, or not at all.
    func write<Value>(_ work: (Database) throws -> Value) throws -> Value
}

extension Row {
    /// The rows of a query, one after another.
    static func forEach(
        _ db: Database, sql: String, arguments: SQLArguments = [], _ body: (Row) throws -> Void
    ) throws {
        try db.session.forEachRow(sql, arguments.values) { row in
            try body(row)
            return true
        }
    }

    /// All rows of a query.
    static func fetchAll(_ db: Database, sql: String, arguments: SQLArguments = []) throws -> [Row] {
        var rows: [Row] = []
        try forEach(db, sql: sql, arguments: arguments) { rows.append($0) }
        return rows
    }

    /// The first row of a query.
    static func fetchOne(_ db: Database, sql: String, arguments: SQLArguments = []) throws -> Row? {
        var first: Row?
        try db.session.forEachRow(sql, arguments.values) { row in
            first = row
            return false
        }
        return first
    }
}

extension SQLConvertible {
    /// The first column of all rows of a query.
    static func fetchAll(_ db: Database, sql: String, arguments: SQLArguments = []) throws -> [Self] {
        try Row.fetchAll(db, sql: sql, arguments: arguments).map { $0[0] }
    }

    /// The first column of the first row of a query; `nil` if there is no row, or nothing in it.
    static func fetchOne(_ db: Database, sql: String, arguments: SQLArguments = []) throws -> Self? {
        try Row.fetchOne(db, sql: sql, arguments: arguments).flatMap { $0[0] }
    }
}

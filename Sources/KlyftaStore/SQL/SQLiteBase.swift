import Foundation
import GRDB

/// SQLite beneath the store, by GRDB: the embedded database, one file in the state directory.
struct SQLiteBase: SQLBase {
    /// What only SQLite is asked for: its schema, its pragmas, copies.
    let queue: DatabaseQueue
    private let directory: String

    /// What is done with the database.
    enum Use {
        case writer, reader
        /// Nobody writes: the file is read as it lies there, without locks.
        case readerOfStill
        /// A new one beside the place of the database, which nobody misses if it comes to nothing.
        case draft
    }

    init(in directory: String, _ use: Use) throws {
        var configuration = GRDB.Configuration()
        configuration.readonly = ![.writer, .draft].contains(use)
        configuration.busyMode = .timeout(5)
        configuration.journalMode = use == .writer ? .wal : .default
        configuration.prepareDatabase { db in
            // What SQLite puts aside while it works, such as what one statement may have to take back, would else go to files
            // in a folder for all; where the root cannot be written there is none.
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            // A committed event must survive a power cut: it may have been sent already.
            if use == .writer { try db.execute(sql: "PRAGMA synchronous = FULL") }
            if use == .draft { try db.execute(sql: "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF") }
        }
        let path = use == .draft ? Self.draft(in: directory) : "\(directory)/\(Store.fileName)"
        self.directory = directory
        queue = try DatabaseQueue(
            path: use == .readerOfStill ? "\(URL(filePath: path).absoluteString)?immutable=1" : path,
            configuration: configuration)
    }

    /// A damaged page may lie where no query of today passes: look everywhere before anything is written.
    /// - Throws: ``StoreFault``, also if the state is of a newer klyfta.
    func check() throws {
        let answer = try read { db in try String.fetchAll(db, sql: "PRAGMA quick_check(1)") }
        guard answer == ["ok"] else {
            throw StoreFault(
                .unusable, at: path, "the database is damaged: \(answer.joined(separator: "; "))",
                remedy: "Nothing was changed. Run 'klyfta state restore --state \(directory)'.")
        }
        try refuseNewer()
    }

    /// - Throws: ``StoreFault`` if the state is of a newer klyfta.
    func refuseNewer() throws {
        guard try queue.read(Schema.migrator.hasBeenSuperseded) else { return }
        throw StoreFault(
            .unusable, at: path, "the state was written by a newer klyfta",
            remedy: "Run that version, or give this one another state directory. Nothing was changed.")
    }

    /// Whether the schema is that of this klyfta.
    func isUpToDate() throws -> Bool { try queue.read(Schema.migrator.hasCompletedMigrations) }

    /// Brings the schema up to date, that of nothing too.
    func layOut() throws { try Schema.migrator.migrate(queue) }

    /// Ends the connection.
    func close() throws { try queue.close() }

    /// Where a database lies that is being made.
    static func draft(in directory: String) -> String { "\(directory)/\(Store.fileName).new" }

    private var path: String { "\(directory)/\(Store.fileName)" }

    func read<Value>(_ work: (Database) throws -> Value) throws -> Value {
        try queue.read { db in try work(Database(session: SQLiteSession(db: db))) }
    }

    func write<Value>(_ work: (Database) throws -> Value) throws -> Value {
        try queue.write { db in try work(Database(session: SQLiteSession(db: db))) }
    }
}

/// A connection of GRDB as the store sees it.
struct SQLiteSession: SQLSession {
    let db: GRDB.Database
    let sheetForm = SheetForm.packed
    let isShared = false

    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        let statement = try db.cachedStatement(sql: sql)
        try statement.execute(arguments: StatementArguments(arguments.map(\.databaseValue)))
        return db.changesCount
    }

    func forEachRow(_ sql: String, _ arguments: [SQLValue], _ body: (Row) throws -> Bool) throws {
        let statement = try db.cachedStatement(sql: sql)
        let rows = try GRDB.Row.fetchCursor(
            statement, arguments: StatementArguments(arguments.map(\.databaseValue)))
        let names = ColumnNames(statement.columnNames)
        while let row = try rows.next() {
            let values = Array(row.databaseValues.map(SQLValue.init))
            guard try body(Row(values, names: names)) else { return }
        }
    }

    func stream(_ sql: String, named name: String, atATime: Int, _ body: (Row) throws -> Void) throws {
        try forEachRow(sql, []) { row in
            try body(row)
            return true
        }
    }

    func tableExists(_ name: String) throws -> Bool { try db.tableExists(name) }
}

extension SQLValue {
    /// As GRDB gets it.
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .bool(let value): value.databaseValue
        case .integer(let value): value.databaseValue
        case .real(let value): value.databaseValue
        case .text(let value): value.databaseValue
        case .blob(let value): value.databaseValue
        case .reals: preconditionFailure("SQLite has no lists: a sheet is packed into bytes there")
        }
    }

    /// As GRDB gives it.
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let value): self = .integer(value)
        case .double(let value): self = .real(value)
        case .string(let value): self = .text(value)
        case .blob(let value): self = .blob(value)
        }
    }
}

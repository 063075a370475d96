import Foundation
import KlyftaModel
import PostgresKit

/// A schema in PostgreSQL that a state is moved from or to, in one transaction: what arrives is there when that is committed.
final class MovingSchema: ArrivingSide {
    private let transaction: OpenTransaction
    /// Where answers are laid down while they are looked at.
    private let scratch = FileManager.default.temporaryDirectory.appending(path: "klyfta-\(UUID().uuidString)").path

    var base: any SQLBase { transaction }
    var store: Store { Store(base: transaction, directory: scratch, lock: nil) }

    /// - Throws: ``StoreFault`` if there is no state of this version, or if a daemon leads there.
    convenience init(from place: PostgresPlace) throws {
        try self.init(place, "READ ONLY") { session in try PostgresSchema.check(session, place) }
    }

    /// - Throws: ``StoreFault`` if anything is there, or if a daemon leads there.
    convenience init(to place: PostgresPlace) throws {
        try self.init(place, "READ WRITE") { session in
            let answer = try session.ask(
                "SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = $1",
                [.text(place.schema)])
            guard answer.row(0) == [.integer(0)] else {
                throw StoreFault(
                    .system, at: place.name, "the schema is not empty",
                    remedy: "Nothing was moved. Name another one, or drop it if what is in it may go.")
            }
            try PostgresSchema.layOut(session, place)
        }
    }

    private init(_ place: PostgresPlace, _ mode: String, _ prepare: (PostgresSession) throws -> Void) throws {
        do {
            let session = try place.begin()
            // It is open while figures are made again, which may take longer than the daemon ever thinks.
            try session.run("SET idle_in_transaction_session_timeout = 0")
            try Leadership(place).lock(session)
            try session.run("BEGIN ISOLATION LEVEL REPEATABLE READ \(mode)")
            try prepare(session)
            transaction = OpenTransaction(session, at: place)
            try FileManager.default.createDirectory(
                atPath: scratch, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch let error as PostgresError {
            throw place.fault(error)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: scratch) }

    func packed(_ digest: String) throws -> Data? {
        try base.read { db in
            try Data.fetchOne(db, sql: "SELECT packed FROM payload_content WHERE digest = ?", arguments: [digest])
        }
    }

    func lay(_ packed: Data, as digest: String) throws {
        try base.write { db in
            try db.execute(
                sql: "INSERT INTO payload_content (digest, packed) VALUES (?, ?)", arguments: [digest, packed])
        }
    }

    func finish() throws { try transaction.commit() }
}

/// The one transaction of a session, in which all is read and written.
final class OpenTransaction: SQLBase, @unchecked Sendable {
    private let session: PostgresSession
    private let place: PostgresPlace
    /// One thread at a time uses the session.
    private let lock = NSLock()

    init(_ session: PostgresSession, at place: PostgresPlace) {
        (self.session, self.place) = (session, place)
    }

    func read<Value>(_ work: (Database) throws -> Value) throws -> Value {
        try told { try work(Database(session: PostgresSQL(session: session))) }
    }

    func write<Value>(_ work: (Database) throws -> Value) throws -> Value { try read(work) }

    func commit() throws { try told { try session.run("COMMIT") } }

    private func told<Value>(_ work: () throws -> Value) throws -> Value {
        lock.lock()
        defer { lock.unlock() }
        do { return try work() } catch let error as PostgresError { throw place.fault(error) }
    }
}

import Foundation
import PostgresKit

/// PostgreSQL beneath the store: a database that an operator runs already, with a schema for each instance.
///
/// One session, begun anew when it was lost. A transaction that was cut off counts as not made: if it was, the next round
/// finds what it wrote and says nothing twice.
final class PostgresBase: SQLBase, @unchecked Sendable {
    let place: PostgresPlace
    private let use: Use
    /// One thread at a time uses what follows.
    private let lock = NSLock()
    private var session: PostgresSession?
    /// How often leadership had changed when this one took it.
    private var epoch: Int64?

    /// What is done with the database.
    enum Use {
        case writer, reader
    }

    /// Begins a session; a writer takes the schema for itself and brings it up to date.
    /// - Throws: ``StoreFault``: `held` if another writes there.
    init(_ place: PostgresPlace, _ use: Use) throws {
        self.place = place
        self.use = use
        session = try begin()
    }

    deinit {
        if use == .writer, let session, session.isOpen { Leadership.letGo(session) }
    }

    func read<Value>(_ work: (Database) throws -> Value) throws -> Value {
        try transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") { session in
            try work(Database(session: PostgresSQL(session: session)))
        }
    }

    func write<Value>(_ work: (Database) throws -> Value) throws -> Value {
        precondition(use == .writer, "a reader writes nothing")
        return try transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE") { session in
            if let epoch { try Leadership(place).check(epoch, session) }
            return try work(Database(session: PostgresSQL(session: session)))
        }
    }

    /// The number under which this one writes, or wrote before its session was lost; `nil` if it never led.
    var ownEpoch: Int64? { lock.withLock { epoch } }

    private func transaction<Value>(_ opening: String, _ work: (PostgresSession) throws -> Value) throws -> Value {
        lock.lock()
        defer { lock.unlock() }
        let session = try session ?? begin()
        self.session = session
        do {
            try session.run(opening)
            let value = try work(session)
            try session.run("COMMIT")
            return value
        } catch {
            if session.isOpen, session.isInTransaction { try? session.run("ROLLBACK") }
            if !session.isOpen { self.session = nil }
            throw told(error)
        }
    }

    /// A new session. The right to write went with the old one, so it is asked for again.
    private func begin() throws -> PostgresSession {
        do {
            let session = try place.begin()
            guard use == .writer else {
                try PostgresSchema.check(session, place)
                return session
            }
            let leadership = Leadership(place)
            try leadership.lock(session)
            try PostgresSchema.migrate(session, place)
            epoch = try leadership.take(session, after: epoch)
            return session
        } catch {
            throw told(error)
        }
    }

    private func told(_ error: any Error) -> any Error { (error as? PostgresError).map(place.fault) ?? error }
}

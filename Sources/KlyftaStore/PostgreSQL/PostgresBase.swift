import Foundation
import PostgresKit

/// PostgreSQL beneath the store: a database that an operator runs already, with a schema for each instance.
///
/// One session, begun anew when it was lost. A transaction that was cut off counts as not made: if it was, the next round
/// finds what it wrote and says nothing twice.
final class PostgresBase: SQLBase, @unchecked Sendable {
    let place: PostgresPlace
    /// One thread at a time uses what follows.
    private let lock = NSLock()
    private var use: Use
    private var session: PostgresSession?
    /// How often leadership had changed when this one took it.
    private var epoch: Int64?
    /// Whether the schema was found to be one that this klyfta reads.
    private var isKnown = false
    /// Whether others may have written since this was asked last.
    private var isBehind = false

    /// Why a session could not be had, and since when.
    private var refusal: (fault: any Error, since: ContinuousClock.Instant)?
    /// For how long nobody tries again then. Whoever asks for many things in a row would wait for the server with each.
    private static let pause = Duration.seconds(1)

    /// What is done with the database. A follower reads, and comes to write when nobody else does.
    enum Use {
        case writer, reader, follower
    }

    /// Begins a session; a writer takes the schema for itself and brings it up to date.
    /// - Throws: ``StoreFault``: `held` if another writes there.
    init(_ place: PostgresPlace, _ use: Use) throws {
        self.place = place
        self.use = use
        session = try begin()
    }

    /// Whether it reads only, until nobody else writes.
    var isFollower: Bool { lock.withLock { use == .follower } }

    /// Comes to write, if nobody else does.
    /// - Returns: whether it writes, from now on or since before.
    /// - Throws: ``StoreFault``.
    func lead() throws -> Bool {
        try alone { session in
            guard use == .follower else { return use == .writer }
            let leadership = Leadership(place)
            guard try leadership.tryLock(session) else { return false }
            do {
                try PostgresSchema.migrate(session, place)
                epoch = try leadership.take(session, after: nil)
                try session.run("UNLISTEN *")
            } catch {
                Leadership.letGo(session)
                throw error
            }
            use = .writer
            return true
        }
    }

    /// Whether others have written since this was asked last; also where a new session cannot know.
    func takeNews() -> Bool {
        lock.withLock {
            let isNoticed = session.map { !$0.takeNotices().isEmpty } ?? true
            defer { isBehind = false }
            // Whoever wrote may be newer than this one, and have changed the tables.
            if isNoticed { isKnown = false }
            return isNoticed || isBehind
        }
    }

    /// Writes no more, and lets another one. It follows from then on, in a session that knows nothing of before.
    func resign() {
        lock.withLock {
            guard use == .writer else { return }
            if let session, session.isOpen { Leadership.letGo(session) }
            (use, session, epoch, refusal) = (.follower, nil, nil, nil)
            (isKnown, isBehind) = (false, true)
        }
    }

    deinit {
        if use == .writer, let session, session.isOpen { Leadership.letGo(session) }
    }

    func read<Value>(_ work: (Database) throws -> Value) throws -> Value {
        try transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") { session in
            try know(session)
            return try work(Database(session: PostgresSQL(session: session)))
        }
    }

    func write<Value>(_ work: (Database) throws -> Value) throws -> Value {
        try transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE") { session in
            let leadership = Leadership(place)
            guard use == .writer, let epoch else { throw leadership.refusal(try leadership.term(session)) }
            try leadership.check(epoch, session)
            return try work(Database(session: PostgresSQL(session: session)))
        }
    }

    /// The number under which this one writes, or wrote before its session was lost; `nil` if it never led.
    var ownEpoch: Int64? { lock.withLock { epoch } }

    private func transaction<Value>(_ opening: String, _ work: (PostgresSession) throws -> Value) throws -> Value {
        try alone(beginning: opening) { session in
            let value = try work(session)
            try session.run("COMMIT")
            return value
        }
    }

    /// Uses the session, begun anew if it was lost.
    /// - Parameter opening: what is asked of it first.
    private func alone<Value>(
        beginning opening: String = "", _ work: (PostgresSession) throws -> Value
    ) throws -> Value {
        lock.lock()
        defer { lock.unlock() }
        do {
            return try work(try opened(opening))
        } catch {
            if let session, session.isOpen, session.isInTransaction { try? session.run("ROLLBACK") }
            if session?.isOpen == false { session = nil }
            throw told(error)
        }
    }

    /// The session, with the first statement run. One that ended while nobody used it, as when the server was started anew, is
    /// begun again without anybody being told: nothing else was asked of it yet.
    private func opened(_ opening: String) throws -> PostgresSession {
        if let session {
            do {
                try session.run(opening)
                return session
            } catch let error where error.kind == .lost {
                self.session = nil
            }
        }
        if let refusal, refusal.since.duration(to: .now) < Self.pause { throw refusal.fault }
        do {
            let session = try begin()
            (self.session, refusal) = (session, nil)
            try session.run(opening)
            return session
        } catch {
            refusal = (error, .now)
            throw error
        }
    }

    /// A new session. The right to write went with the old one, so it is asked for again.
    private func begin() throws -> PostgresSession {
        do {
            let session = try place.begin()
            guard use == .writer else {
                (isKnown, isBehind) = (false, true)
                if use == .follower { try session.run("LISTEN \"\(Leadership(place).channel)\"") }
                if use == .reader { try know(session) }
                return session
            }
            let leadership = Leadership(place)
            try leadership.lock(session, after: epoch)
            try PostgresSchema.migrate(session, place)
            epoch = try leadership.take(session, after: epoch)
            return session
        } catch {
            throw told(error)
        }
    }

    /// - Throws: ``StoreFault`` if nothing is there, or it is older or newer than this klyfta; a ``PostgresError``. A follower
    /// may be there before anything else is.
    private func know(_ session: PostgresSession) throws {
        guard use != .writer, !isKnown else { return }
        try PostgresSchema.check(session, place)
        isKnown = true
    }

    private func told(_ error: any Error) -> any Error { (error as? PostgresError).map(place.fault) ?? error }
}

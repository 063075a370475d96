import Foundation
import KlyftaModel
import PostgresKit

/// The right to write to a schema: held by one session at a time, and gone with it.
///
/// The lock of a session that a network cut off may be given to another while the first still believes that it has it. So
/// each leader has a number, and what one of an older number writes is refused.
struct Leadership {
    private let place: PostgresPlace

    init(_ place: PostgresPlace) {
        self.place = place
    }

    /// How long the lock is waited for, in milliseconds: a session that was cut off lets go of it when the server notices. It
    /// is less than an answer may take, or the wait would look like a server that does not answer.
    private var grace: Int { min(2_000, place.patience * 500) }

    /// The two numbers of the lock in SQL, the second one of the schema that is `$1`.
    static let key = ("hashtext('klyfta leader')", "hashtext(current_database() || '.' || $1::text)")

    /// Takes the lock.
    /// - Parameter own: the number that this process had; `nil` if it had none.
    /// - Throws: ``StoreFault`` `held` if another session has it, or a ``PostgresError``.
    func lock(_ session: PostgresSession, after own: Int64? = nil) throws {
        try session.run("SET lock_timeout = \(grace)")
        let lock = "SELECT pg_advisory_lock(\(Self.key.0), \(Self.key.1))"
        let answer = Result { try session.ask(lock, [.text(place.schema)]).count }
        if case .failure(let error as PostgresError) = answer, error.code == "55P03" {
            if let own { throw try isLatest(own, session) ? lingering : superseded }
            throw StoreFault(
                .held, at: place.name, "another klyfta works on this schema\(Self.named(try? term(session)))",
                remedy: "Stop it, or give this one a schema of its own. Reading commands need no lock.")
        }
        _ = try answer.get()
        try session.run("RESET lock_timeout")
    }

    /// Whether nobody took a number since.
    private func isLatest(_ own: Int64, _ session: PostgresSession) throws -> Bool {
        try session.ask("SELECT epoch FROM leadership").row(0) == [.integer(own)]
    }

    private var lingering: StoreFault {
        StoreFault(
            .system, at: place.name,
            "the server still holds the session that this klyfta lost; nothing of this was written",
            remedy: "It lets go within 15 s of silence. Klyfta goes on by itself.")
    }

    /// Takes the lock if nobody has it.
    /// - Throws: a ``PostgresError``.
    func tryLock(_ session: PostgresSession) throws -> Bool {
        try session.ask("SELECT pg_try_advisory_lock(\(Self.key.0), \(Self.key.1))", [.text(place.schema)]).row(0)
            == [.bool(true)]
    }

    /// Lets go of the lock, for whoever is next.
    static func letGo(_ session: PostgresSession) { _ = try? session.ask("SELECT pg_advisory_unlock_all()") }

    /// Becomes the leader, with a number above all before. The number and its term are one statement: a session that ends
    /// between the two leaves neither.
    /// - Parameter own: the number that this process had; `nil` if it had none.
    /// - Throws: ``StoreFault`` `held` if another led since, for what this process remembers is old then.
    func take(_ session: PostgresSession, after own: Int64?) throws -> Int64 {
        // The clock as it is then, not that of the beginning: the last transaction of the leader before may be waited for.
        let answer = try session.ask(
            """
            WITH raised AS (
                UPDATE leadership SET epoch = epoch + 1, taken_at = clock_timestamp()
                WHERE $1::bigint IS NULL OR epoch = $1::bigint RETURNING epoch, taken_at)
            INSERT INTO term (epoch, began_at, host, process, session)
            SELECT epoch, taken_at, $2, $3, pg_backend_pid() FROM raised RETURNING epoch
            """,
            [
                own.map { .integer($0) } ?? .null, .text(ProcessInfo.processInfo.hostName),
                .integer(Int64(getpid())),
            ])
        guard answer.count == 1, case .integer(let epoch) = answer.row(0)[0] else { throw superseded }
        // Every round carries it, so that whoever looks can tell that the leaders never mixed.
        _ = try session.ask("SELECT set_config('klyfta.epoch', $1::bigint::text, false)", [.integer(epoch)])
        return epoch
    }

    /// Holds the number for a transaction; at its end those who follow are notified.
    /// - Throws: ``StoreFault`` `held` if another leads by now. Whoever wants to lead waits until this transaction is over.
    func check(_ epoch: Int64, _ session: PostgresSession) throws {
        let answer = try session.ask(
            "SELECT epoch, pg_notify($1::text, '') IS NULL FROM leadership FOR SHARE", [.text(channel)])
        guard answer.count == 1, answer.row(0)[0] == .integer(epoch) else { throw superseded }
    }

    /// The channel on which followers hear that something was written.
    var channel: String { place.schema }

    /// Who leads, or did last; `nil` if nobody ever did.
    /// - Throws: a ``PostgresError``.
    func term(_ session: PostgresSession) throws -> Term? {
        try Term.last(of: place, Database(session: PostgresSQL(session: session)))
    }

    /// What is said to whoever wants to write where this one follows.
    /// - Parameter term: who leads.
    func refusal(_ term: Term?) -> StoreFault {
        guard let term, term.isHeld else {
            return StoreFault(
                .held, at: place.name, "this klyfta stands by and writes nothing, and nobody leads at this moment",
                remedy: "Try again in a few seconds.")
        }
        return StoreFault(
            .held, at: place.name, "this klyfta stands by and writes nothing; the one that leads runs on \(term.place)",
            remedy: "Ask that one, there.")
    }

    private static func named(_ term: Term??) -> String {
        term.flatMap(\.self).map { " (\($0.isHeld ? "it runs" : "the last one ran") on \($0.place))" } ?? ""
    }

    /// What is said to a leader that another one has followed.
    var superseded: StoreFault {
        StoreFault(
            .held, at: place.name, "another klyfta has taken over; nothing of this was written",
            remedy: "A daemon waits for its turn; a command has to be started again.")
    }
}

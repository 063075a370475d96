import Foundation
import Glibc
import KlyftaTestKit
import PostgresKit
import Testing

/// A state on its way between SQLite and PostgreSQL, as an operator sends it.
@Suite("klyfta state migrate", .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
struct MigrateTests {
    private let scratch: Scratch
    private let address: String
    private let schema: String

    init() throws {
        scratch = try Scratch()
        address = try #require(PostgresServer.shared).address
        schema = "m\(scratch.path.utf8.suffix(6).map { String($0) }.joined())"
        // One configuration for each database; the state directory is the same.
        try scratch.prepare(head: "store: postgresql\npostgresql: { address: \"\(address)\", schema: \(schema) }\n")
        try scratch.copy("klyfta.yaml", to: "postgresql.yaml")
        try scratch.prepare()
    }

    private var shared: String { scratch["postgresql.yaml"] }
    private var state: String { scratch["state"] }

    private func klyfta(_ arguments: String...) throws -> Ending { try scratch.start(arguments).ending() }

    private func migrate(from: String, to: String, _ more: String...) throws -> Ending {
        try scratch.start(["state", "migrate", "--from", from, "--to", to] + more).ending()
    }

    /// What people read of the state that a configuration names, or of one in a directory.
    private func answers(_ configuration: String? = nil, of directory: String? = nil) throws -> [String] {
        let place = ["--config", configuration ?? scratch["klyfta.yaml"]] + (directory.map { ["--state", $0] } ?? [])
        return try [
            ["alerts", "--history"], ["history"], ["gaps", "skl.N07900"], ["revisions", "skl.N07900"], ["sources"],
        ].map { command in
            let ending = try scratch.start(command + place).ending()
            guard ending.status == .exited(0) else { throw Missed("\(command): \(ending)") }
            return ending.output
        }
    }

    private func isThere() throws -> Bool {
        let session = try PostgresSession([("dbname", address)], patience: .seconds(60))
        return try session.ask("SELECT FROM pg_namespace WHERE nspname = $1", [.text(schema)]).count == 1
    }

    /// The schema as if it had never been.
    private func drop() throws {
        let session = try PostgresSession([("dbname", address)], patience: .seconds(600))
        try session.run("SET client_min_messages = warning; DROP SCHEMA IF EXISTS \(schema) CASCADE")
    }

    @Test func `it goes there and back, answers the same everywhere, and goes on where it is`() throws {
        #expect(try scratch.once().status == .exited(0))
        let before = try answers(of: state)
        let database = try Data(contentsOf: URL(filePath: scratch["state/klyfta.sqlite"]))
        let there = try migrate(from: state, to: shared)
        #expect(there.status == .exited(0) && there.output.contains("the same row by row"), "\(there)")
        #expect(try Data(contentsOf: URL(filePath: scratch["state/klyfta.sqlite"])) == database)
        #expect(try answers(shared) == before)
        try scratch.writeFigures(through: 2014)
        #expect(try klyfta("once", "--config", shared).status == .exited(0))
        let after = try answers(shared)
        #expect(after != before)
        let back = try migrate(from: shared, to: scratch["back"])
        #expect(back.status == .exited(0), "\(back)")
        #expect(try answers(of: scratch["back"]) == after)
        #expect(try klyfta("state", "verify", "--state", scratch["back"]).status == .exited(0))
        let again = try migrate(from: scratch["back"], to: address, "--schema", "\(schema)_2")
        #expect(again.status == .exited(0), "\(again)")
    }

    @Test func `a place that is not empty, or where a daemon works, is left as it is`() throws {
        #expect(try scratch.once().status == .exited(0))
        let daemon = try Daemon(in: scratch)
        let held = try migrate(from: state, to: shared)
        #expect(held.status == .exited(75) && held.errors.contains("another klyfta works on this"), "\(held)")
        #expect(try daemon.stop() == .exited(0))
        #expect(try migrate(from: state, to: shared).status == .exited(0))
        let full = try migrate(from: state, to: shared)
        #expect(full.status == .exited(74) && full.errors.contains("the schema is not empty"), "\(full)")
        let other = try migrate(from: shared, to: state)
        #expect(other.status == .exited(74) && other.errors.contains("there is a state already"), "\(other)")
    }

    @Test(arguments: [
        (["--to", "postgresql://klyfta:sesame@db.example/klyfta"], "the address holds a password"),
        (["--to", "postgresql://klyfta@db.example/klyfta?password=sesame"], "the address holds a password"),
        (["--to", "postgresql://klyfta@db.example/klyfta", "--password", "sesame"], "this names no place of a secret"),
        (["--to", "postgresql://klyfta@db.example/klyfta", "--schema", "K"], "this is no name of a schema"),
        (["--to", "/elsewhere", "--schema", "k"], "no address is named"),
    ])
    func `what names no place is refused, and no password is shown`(arguments: [String], problem: String) throws {
        let ending = try scratch.start(["state", "migrate", "--from", state] + arguments).ending()
        #expect(ending.status == .exited(64) && ending.errors.contains(problem), "\(ending)")
        #expect(!ending.errors.contains("sesame"))
    }

    @Test func `a state from nowhere is told as such, and nothing is made of it`() throws {
        let ending = try migrate(from: scratch["nothing"], to: shared)
        #expect(
            ending.status == .exited(74) && ending.errors.contains("no klyfta has stored anything here yet"),
            "\(ending)")
        #expect(!scratch.exists("nothing"))
        #expect(try !isThere())
    }

    @Test func `one that is killed leaves the state where it was, and nothing or all where it was to go`() throws {
        #expect(try scratch.once().status == .exited(0))
        let database = try Data(contentsOf: URL(filePath: scratch["state/klyfta.sqlite"]))
        let expected = try answers(of: state)
        var (kills, duration) = (0, Duration.milliseconds(800))
        for step in 0..<(DisturbedRound.isSlow ? 200 : 10) {
            let share = (Double(step) * 0.618_034).truncatingRemainder(dividingBy: 1)
            let start = ContinuousClock.now
            let process = try scratch.start(["state", "migrate", "--from", state, "--to", shared])
            let isKilled = try process.ending(killedAfter: duration * share).status == .signalled(SIGKILL)
            kills += isKilled ? 1 : 0
            if !isKilled { duration = .now - start }
            #expect(try Data(contentsOf: URL(filePath: scratch["state/klyfta.sqlite"])) == database, "step \(step)")
            // The server notices that the session is gone when it next speaks to it.
            try eventually("the server lets go of it", within: .seconds(600)) { try !isWorking() }
            if try !isThere() { #expect(try migrate(from: state, to: shared).status == .exited(0), "step \(step)") }
            #expect(try answers(shared) == expected, "step \(step)")
            try drop()
        }
        #expect(kills > 0)
    }

    @Test func `one that is killed on its way to a directory leaves a draft at most, which the next one begins anew`()
        throws
    {
        #expect(try klyfta("once", "--config", shared).status == .exited(0))
        let expected = try answers(shared)
        for step in 0..<(DisturbedRound.isSlow ? 200 : 10) {
            let share = (Double(step) * 0.618_034).truncatingRemainder(dividingBy: 1)
            let target = scratch["target-\(step)"]
            let process = try scratch.start(["state", "migrate", "--from", shared, "--to", target])
            _ = try process.ending(killedAfter: .milliseconds(800) * share)
            try eventually("the server lets go of it", within: .seconds(600)) { try !isWorking() }
            if !scratch.exists("target-\(step)/klyfta.sqlite") {
                #expect(try migrate(from: shared, to: target).status == .exited(0), "step \(step)")
            }
            #expect(!scratch.exists("target-\(step)/klyfta.sqlite.new"))
            #expect(try answers(of: target) == expected, "step \(step)")
        }
    }

    /// Whether a session of klyfta holds the lock of the schema.
    private func isWorking() throws -> Bool {
        let session = try PostgresSession([("dbname", address)], patience: .seconds(60))
        let answer = try session.ask(
            """
            SELECT FROM pg_locks WHERE locktype = 'advisory'
                AND objid = hashtext(current_database() || '.' || $1::text)::oid
            """, [.text(schema)])
        return answer.count > 0
    }
}

import Foundation
import Glibc
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import PostgresKit
import Testing

@testable import KlyftaStore

@Suite(
    "A state in a PostgreSQL that fails",
    .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
struct PostgresFaultTests {
    private let place: PostgresPlace
    private let directory = FileManager.default.temporaryDirectory.path

    init() throws { place = try .ownSchema() }

    private func fault(_ work: () throws -> Void) -> StoreFault? { #expect(throws: StoreFault.self) { try work() } }

    @Test
    func `a leader's number and its term are there together or not at all`() throws {
        _ = try Store.open(place, beside: directory)
        try place.begin().run("INSERT INTO term (epoch, host) VALUES (2, 'x')")
        #expect(fault { _ = try Store.open(place, beside: directory) }?.kind == .system)
        #expect(try place.begin().ask("SELECT epoch FROM leadership").row(0) == [.integer(1)])
    }

    @Test
    func `a leader whose lost session lingers at the server is no other one's follower, and goes on when it is gone`()
        throws
    {
        let store = try Store.open(place, beside: directory)
        let other = try place.begin()
        try place.endLeader()
        try other.run(
            "SELECT pg_advisory_lock(hashtext('klyfta leader'), hashtext(current_database() || '.\(place.schema)'))")
        let wait = fault { _ = try store.take(.fibre(), at: .monday) }
        #expect(wait?.kind == .system && wait?.problem.hasPrefix("the server still holds the session") == true)
        try other.run("SELECT pg_advisory_unlock_all()")
        // Who was refused asks again a second later.
        try eventually { (try? store.take(.fibre(), at: .monday)) != nil }
        #expect(try store.count("release") == 1)
    }

    private func eventually(_ isSo: () -> Bool) throws {
        let end = ContinuousClock.now + .seconds(600)
        while !isSo() {
            try #require(.now < end)
            usleep(20_000)
        }
    }

    /// A place whose server has a second for an answer.
    private func hurried() throws -> PostgresPlace {
        try PostgresPlace(address: #require(PostgresServer.shared).address, schema: place.schema, patience: 1)
    }

    @Test
    func `a server that takes longer than it may is told with how long that is, and nothing of it is stored`() throws {
        let store = try Store.open(hurried(), beside: directory)
        let slowness = fault {
            try store.base.write { db in
                try db.execute(sql: "INSERT INTO forgotten (what, before) VALUES ('x', 1)")
                _ = try Row.fetchOne(db, sql: "SELECT 1 FROM pg_sleep(600)")
            }
        }
        #expect(slowness?.problem == "PostgreSQL took longer than 1 s; nothing of this was stored")
        #expect(try store.count("forgotten") == 0)
    }

    @Test
    func `what waits for another session waits no longer than it may, and goes on behind it`() throws {
        let store = try Store.open(hurried(), beside: directory)
        let other = try place.begin()
        try other.run("BEGIN; LOCK TABLE release IN ACCESS EXCLUSIVE MODE")
        let wait = fault { _ = try store.take(.fibre(), at: .monday) }
        #expect(wait?.problem.hasPrefix("PostgreSQL took longer") == true)
        try other.run("ROLLBACK")
        _ = try store.take(.fibre(), at: .monday)
    }

    @Test(arguments: [
        ("53100", "could not extend file: No space left on device", "lacks room or memory"),
        ("57014", "canceling statement due to statement timeout", "took longer than 30 s"),
        ("25006", "cannot execute INSERT in a read-only transaction", "refuses"),
    ])
    func `what the server refuses is told in the words of whoever has to mend it`(
        code: String, message: String, problem: String
    ) {
        let fault = place.fault(PostgresError(.refused, code: code, message))
        #expect(fault.problem.contains(problem) && !fault.remedy.isEmpty, "\(fault)")
    }
}

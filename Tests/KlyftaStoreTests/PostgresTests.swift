import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import PostgresKit
import Testing

@testable import KlyftaStore

/// What is PostgreSQL's alone. What holds of every store is run on it by ``OnEveryStore``.
@Suite("A state in PostgreSQL", .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
struct PostgresTests {
    private let place: PostgresPlace
    private let directory = FileManager.default.temporaryDirectory.path

    init() throws { place = try .ownSchema() }

    private func fault(_ work: () throws -> Void) -> StoreFault? { #expect(throws: StoreFault.self) { try work() } }

    @Test
    func `one writes, any number read`() throws {
        let store = try Store.open(place, beside: directory)
        _ = try store.take(.fibre(), at: .monday)
        #expect(fault { _ = try Store.open(place, beside: directory) }?.kind == .held)
        for _ in 0..<3 { #expect(try Store.read(place, beside: directory).release(of: .office) != nil) }
    }

    @Test
    func `two instances on one database see nothing of each other`() throws {
        let other = try PostgresPlace.ownSchema()
        let (one, two) = (try Store.open(place, beside: directory), try Store.open(other, beside: directory))
        _ = try one.take(.fibre(), at: .monday)
        try one.commit([])
        #expect(try two.vintages().isEmpty && two.current() == nil)
    }

    @Test
    func `a schema in which nothing was stored is not made by a reader`() throws {
        #expect(
            fault { _ = try Store.read(place, beside: directory) }?.problem == "no klyfta has stored anything here yet")
        #expect(fault { _ = try Store.read(place, beside: directory) }?.kind == .absent)
    }

    @Test
    func `fault 44: a schema of a newer klyfta is refused to reader and writer`() throws {
        _ = try Store.open(place, beside: directory)
        try place.begin().run("INSERT INTO schema_step (name) VALUES ('99 of a newer one')")
        for open in [Store.open, Store.read] as [(PostgresPlace, String) throws -> Store] {
            #expect(fault { _ = try open(place, directory) }?.kind == .unusable)
        }
    }

    @Test
    func `a session that was lost is begun anew by the next transaction, and nothing half is there`() throws {
        let store = try Store.open(place, beside: directory)
        let first = try store.take(.fibre(), at: .monday)
        let lost = fault {
            try store.base.write { db in
                try db.execute(sql: "INSERT INTO forgotten (what, before) VALUES ('x', 1)")
                try place.endLeader()
                try db.execute(sql: "INSERT INTO forgotten (what, before) VALUES ('y', 1)")
            }
        }
        #expect(lost?.kind == .system && lost?.problem.hasPrefix("the session with PostgreSQL was lost") == true)
        #expect(try store.count("forgotten") == 0)
        #expect(try store.vintages() == [.office: first.vintage])
        #expect(try store.take(.fibre(small: 61), at: .tuesday) != first)
    }

    @Test
    func `a session that ended while nobody used it is begun anew, and nobody is told`() throws {
        let store = try Store.open(place, beside: directory)
        try place.endLeader()
        _ = try store.take(.fibre(), at: .monday)
        #expect(try store.count("release") == 1)
    }

    @Test
    func `what a leader writes after another has taken over is refused, and does not come back`() throws {
        let old = try Store.open(place, beside: directory)
        try place.endLeader()
        let new = try Store.open(place, beside: directory)
        _ = try new.take(.fibre(), at: .monday)
        let kinds = (0..<2).map { _ in fault { _ = try old.take(.fibre(small: 61), at: .tuesday) }?.kind }
        #expect(kinds == [.held, .held])
        #expect(try new.count("release") == 1)
    }

    @Test
    func `a leader whose number is old is refused although its session goes on`() throws {
        let store = try Store.open(place, beside: directory)
        try place.begin().run("UPDATE leadership SET epoch = epoch + 1")
        #expect(
            fault { _ = try store.take(.fibre(), at: .monday) }?.problem.hasPrefix("another klyfta has taken over")
                == true)
        #expect(try store.count("release") == 0)
    }

    @Test
    func `the observations are rows for whoever asks in SQL, and the words for what is not there`() throws {
        let store = try Store.open(place, beside: directory)
        _ = try store.take(.fibre(small: 60), at: .monday)
        _ = try store.take(.fibre(small: 61), at: .tuesday)
        let rows = try store.base.read { db in
            try Row.fetchAll(db, sql: "SELECT municipality, period, value, absence FROM standing_observation")
        }
        let told = Set(
            rows.map { row in
                "\(row[0] as String) \(row[1] as String) \(row[2] as Double?, default: "-") \(row[3] as String? ?? "")"
            })
        let known = Release.fibre(small: 61).observations.map { figure in
            let absence = if case .absent(let reason) = figure.outcome { "\(reason)" } else { "" }
            return "\(figure.municipality) \(figure.period) \(figure.outcome.value, default: "-") \(absence)"
        }
        #expect(told == Set(known))
        #expect(try store.count("observation") == 2 * known.count)
    }

    @Test(arguments: ["", "Klyfta", "k; DROP TABLE x", "1a", "k-1", String(repeating: "a", count: 64), "å"])
    func `a schema has a plain name, since it is the one thing that is part of a statement`(name: String) {
        #expect(throws: StoreFault.self) { try PostgresPlace(address: "postgresql:///x", schema: name) }
    }

    @Test(arguments: ["postgresql://klyfta:secret@db1,db2/klyfta?sslmode=verify-full", "host=db1 password=secret"])
    func `no fault names a password`(address: String) throws {
        let place = try PostgresPlace(address: address, password: "secret")
        let fault = place.fault(PostgresError(.noSession, "no"))
        #expect(!"\(fault.place) \(fault.problem) \(fault.remedy)".contains("secret"))
    }

    @Test(
        arguments: [
            ("SELECT ?, ?", "SELECT $1, $2"), ("SELECT ?2, ?1", "SELECT $2, $1"),
            ("SELECT '?', ? WHERE a = '''?'", "SELECT '?', $1 WHERE a = '''?'"),
        ])
    func `question marks become numbers, but for those in texts`(sql: String, numbered: String) {
        #expect(PostgresSQL.numbered(sql) == numbered)
    }
}

@Suite(
    "Answers that several machines need",
    .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
struct SharedPayloadTests {
    private let place: PostgresPlace

    init() throws { place = try .ownSchema() }

    /// One machine fetched an answer, and a release rests on it.
    private func fetched(_ bytes: [UInt8], in directory: String) throws -> (Store, PayloadReference) {
        let store = try Store.open(place, beside: directory)
        try Data(bytes).write(to: URL(filePath: "\(directory)/handed-over"))
        let file = try FileHandle(forReadingFrom: URL(filePath: "\(directory)/handed-over"))
        let digest = ContentDigest.hex(of: bytes)
        try store.archive.keep(digest, from: file.fileDescriptor)
        let answer = PayloadReference(
            name: "answer", address: "https://office.example", sha256: digest, bytes: bytes.count, retrieved: .monday)
        let origin = Store.Origin(
            payloads: [answer], lines: [[], [], [0], [0]] + Array(repeating: [], count: 6), options: SourceOptions())
        _ = try store.take(.fibre(), from: origin, at: .monday)
        return (store, answer)
    }

    @Test
    func `what one machine fetched another gets from the database, whole`() throws {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* $0) }
        try withTemporaryDirectory { one in
            let (_, answer) = try fetched(bytes, in: one)
            try withTemporaryDirectory { two in
                let other = try Store.read(place, beside: two)
                #expect(throws: StoreFault.self) { try other.archive.bytes(of: answer.sha256) }
                try other.collect(other.knownPayloads(of: .office))
                #expect(try other.archive.bytes(of: answer.sha256) == bytes)
            }
        }
    }

    @Test
    func `content that is not what its name says is not laid down`() throws {
        try withTemporaryDirectory { one in
            let (store, answer) = try fetched([1, 2, 3], in: one)
            try store.base.write { db in
                try db.execute(sql: "UPDATE payload_content SET packed = ?", arguments: [Data([1, 2])])
            }
            try withTemporaryDirectory { two in
                let other = try Store.read(place, beside: two)
                #expect(throws: StoreFault.self) { try other.collect([answer]) }
                #expect(!other.archive.has(answer.sha256))
            }
        }
    }

    @Test
    func `what nothing speaks of any more goes from the table too`() throws {
        try withTemporaryDirectory { one in
            let (store, _) = try fetched([1, 2, 3], in: one)
            try store.base.write { db in
                try db.execute(
                    sql: "INSERT INTO payload_content (digest, packed) VALUES ('ab', ?)", arguments: [Data()])
            }
            _ = try store.prunePayloads(before: .tuesday)
            #expect(try store.count("payload_content") == 1)
        }
    }
}

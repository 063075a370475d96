import Foundation
import GRDB
import KlyftaAlerting
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import PostgresKit
import Testing

@testable import KlyftaStore

/// A whole state from one database to the other. Each test runs from SQLite and from PostgreSQL.
@Suite(
    "A state that is moved", .onEveryStore,
    .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
struct StateMoveTests {
    /// Runs a test with a state to move, the place it is in, an empty one on the other database, and a directory.
    private func withState(_ body: (_ old: MovingPlace, _ new: MovingPlace, _ directory: String) throws -> Void) throws
    {
        try withTemporaryDirectory { directory in
            let old = "\(directory)/old"
            do { try openStore(old).fillEveryTable() }
            try body(try placeOfStore(old), try #require(try otherPlace("\(directory)/new")), directory)
        }
    }

    private func move(_ old: MovingPlace, _ new: MovingPlace) throws -> StateMove.Tally {
        let move = try StateMove(from: old, to: new)
        let tally = try move.copy()
        try move.finish()
        return tally
    }

    private func fault(_ work: () throws -> Void) -> StoreFault? { #expect(throws: StoreFault.self) { try work() } }

    @Test
    func `every row of every table arrives, and is the same when it comes back`() throws {
        try withState { old, new, directory in
            let before = try old.read(beside: "\(directory)/old").everything()
            #expect(Set(before.keys) == Set(StateTable.all.map(\.name)) && before.values.allSatisfy { !$0.isEmpty })
            let tally = try move(old, new)
            #expect(tally.rows == before.values.map(\.count).reduce(0, +) && tally.answers == 1 && tally.lost.isEmpty)
            #expect(tally.tables == StateTable.all.count)
            let back = try placeOfStore("\(directory)/back")
            _ = try move(new, back)
            #expect(try back.read(beside: "\(directory)/back").everything() == before)
            #expect(try old.read(beside: "\(directory)/old").everything() == before, "it was only read")
        }
    }

    @Test
    func `what arrived is written on as if it had always been there, and no number is given twice`() throws {
        try withState { old, new, directory in
            // The last answer goes, and its number with it.
            let last = try old.open(beside: "\(directory)/old").prunePayload()
            _ = try move(old, new)
            let store = try new.open(beside: "\(directory)/new")
            #expect(try store.vintages().count == 1)
            #expect(
                try store.release(of: .office).map(ReleaseWriter.lines) == ReleaseWriter.lines(of: .fibre(small: 61)))
            try store.commit([.init(.resolved, of: "a", in: .year(2024))], at: .wednesday)
            #expect(try store.events().map(\.seq) == [1, 2, 3])
            _ = try store.take(.fibre(small: 62), at: .wednesday)
            #expect(try store.addPayload() == last + 1)
        }
    }

    @Test
    func `before it is finished nothing is there, and what was begun is gone`() throws {
        try withState { old, new, directory in
            do {
                let move = try StateMove(from: old, to: new)
                _ = try move.copy()
                #expect(try move.arrived.vintages().count == 1, "whoever moves sees it")
                #expect(fault { _ = try new.read(beside: directory) } != nil, "nobody else does")
            }
            #expect(fault { _ = try new.read(beside: directory) } != nil)
            #expect(!FileManager.default.fileExists(atPath: "\(directory)/new/klyfta.sqlite.new"))
            #expect(PayloadArchive(in: "\(directory)/new").digests() == [])
            _ = try move(old, new)
        }
    }

    @Test
    func `a place that is not empty, or the same, is refused`() throws {
        try withState { old, new, _ in
            #expect(fault { _ = try StateMove(from: old, to: old) }?.problem == "the state is there already")
            _ = try move(old, new)
            let problem = isStoreShared ? "there is a state already" : "the schema is not empty"
            #expect(fault { _ = try StateMove(from: old, to: new) }?.problem == problem)
        }
    }

    @Test
    func `while somebody writes to either side, nothing is moved`() throws {
        try withState { old, new, directory in
            do {
                let writer = try old.open(beside: "\(directory)/old")
                #expect(fault { _ = try StateMove(from: old, to: new) }?.kind == .held)
                withExtendedLifetime(writer) {}
            }
            let move = try StateMove(from: old, to: new)
            #expect(fault { _ = try old.open(beside: "\(directory)/old") }?.kind == .held)
            #expect(fault { _ = try new.open(beside: "\(directory)/new") }?.kind == .held)
            withExtendedLifetime(move) {}
        }
    }

    @Test
    func `there has to be a state`() throws {
        try withTemporaryDirectory { directory in
            let (old, new) = (try placeOfStore("\(directory)/old"), try #require(try otherPlace("\(directory)/new")))
            let fault = fault { _ = try StateMove(from: old, to: new) }
            #expect(fault?.problem == "no klyfta has stored anything here yet")
        }
    }

    @Test
    func `an answer that was lost or damaged before is named, and all else is moved`() throws {
        try withState { old, new, directory in
            try old.open(beside: "\(directory)/old").damageAnswers()
            let tally = try move(old, new)
            #expect(tally.answers == 0 && tally.lost.count == 1)
            #expect(try new.read(beside: "\(directory)/new").vintages().count == 1)
        }
    }
}

/// What is moved is all there is.
@Suite("The tables that are moved")
struct StateTableTests {
    @Test
    func `every table and column of SQLite is moved`() throws {
        try withTemporaryDirectory { directory in
            let store = try Store.open(directory)
            let names = try store.base.read { db in
                try String.fetchAll(
                    db,
                    sql: """
                        SELECT master.name || '.' || info.name FROM sqlite_master AS master, pragma_table_info(master.name) AS info
                        WHERE master.type = 'table' AND master.name NOT IN ('grdb_migrations', 'sqlite_sequence')
                        """)
            }
            #expect(Set(names) == Set(StateTable.all.flatMap { $0.names(inLists: false) }))
        }
    }

    @Test(.enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"), .onEveryStore)
    func `every table and column of PostgreSQL is moved`() throws {
        try withTemporaryDirectory { directory in
            guard isStoreShared else { return }
            // The content of answers is moved too, one by one.
            let names = try openStore(directory).base.read { db in
                try String.fetchAll(
                    db,
                    sql: """
                        SELECT table_name || '.' || column_name FROM information_schema.columns
                        JOIN information_schema.tables USING (table_schema, table_name)
                        WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
                            AND table_name NOT IN ('schema_step', 'payload_content')
                        """)
            }
            #expect(Set(names) == Set(StateTable.all.flatMap { $0.names(inLists: true) }))
        }
    }

    @Test(
        arguments: [
            ([[.integer(1)], [.integer(2)]], [[.integer(2)], [.integer(1)]]),
            ([[.integer(1)]], [[.integer(1)], [.integer(1)]]), ([[.integer(1)]], [[.real(1)]]),
            ([[.text("a"), .text("b")]], [[.text("ab"), .text("")]]), ([[.text("a")]], [[.blob(Data("a".utf8))]]),
            ([[.null]], [[.text("")]]), ([[.null]], [[.integer(0)]]),
            ([[.real(1)]], [[.real(1.000_000_000_000_000_2)]]),
            ([[.text("\u{E5}")]], [[.text("a\u{30A}")]]),
            ([[.integer(1), .integer(2)]], [[.integer(1)], [.integer(2)]]),
        ] as [([[SQLValue]], [[SQLValue]])])
    func `rows that differ in anything have another digest`(one: [[SQLValue]], other: [[SQLValue]]) {
        let digests = [one, other, one].map { rows in
            var digest = RowDigest()
            for row in rows { digest.take(row) }
            return digest
        }
        #expect(digests[0] != digests[1] && digests[0] == digests[2])
    }
}

extension StateTable {
    /// Its columns in one of the databases, with the table's name in front.
    fileprivate func names(inLists: Bool) -> [String] {
        columns.flatMap { column -> [String] in
            switch column {
            case .plain(let name), .flag(let name), .moment(let name): [name]
            case .figures: inLists ? ["figures", "states"] : ["cells"]
            }
        }.map { "\(name).\($0)" }
    }
}

import Foundation
import GRDB
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import Testing

@testable import KlyftaStore

@Suite("A state of an older klyfta")
struct MigrationTests {
    /// Writes a state as klyfta wrote it when every line was kept as text: vintages, each adopted on a day of its own,
    /// and what the lines of the first rest on.
    private func writeOldState(_ releases: [Release], in directory: String) throws {
        let database = try DatabaseQueue(path: "\(directory)/klyfta.sqlite")
        try Schema.migrator.migrate(database, upTo: "5 how sources fared")
        try database.write { db in
            for (number, release) in releases.enumerated() {
                let lines = ReleaseWriter.lines(of: release)
                let hashed = try HashedRelease(CanonicalRelease(release))
                try db.execute(
                    sql: "INSERT OR IGNORE INTO release (source, vintage, committed_at) VALUES (?, ?, ?)",
                    arguments: [release.source.text, hashed.vintage.digest, number])
                let id = try #require(
                    try Int64.fetchOne(
                        db, sql: "SELECT id FROM release WHERE vintage = ?", arguments: [hashed.vintage.digest]))
                for (position, text) in lines.enumerated() {
                    let digest = ContentDigest.hex(of: Array(text.utf8))
                    try db.execute(
                        sql: "INSERT OR IGNORE INTO line (digest, text) VALUES (?, ?)", arguments: [digest, text])
                    try db.execute(
                        sql: "INSERT OR IGNORE INTO release_line (release, position, line) VALUES (?, ?, ?)",
                        arguments: [id, position, digest])
                }
                try db.execute(
                    sql: "INSERT INTO adoption (source, release, committed_at) VALUES (?, ?, ?)",
                    arguments: [release.source.text, id, number])
            }
            try db.execute(sql: Self.origin)
        }
        try database.close()
    }

    private static let origin = """
        INSERT INTO payload (source, address, digest, bytes, retrieved_at, headers, committed_at)
            VALUES ('office', 'https://office.example', 'ab', 1, 0, '{}', 0);
        INSERT INTO release_origin (release, options, klyfta) VALUES (1, '{}', '0');
        INSERT INTO release_payload (release, position, name, payload) VALUES (1, 0, 'answer', 1);
        INSERT INTO line_payload (release, line, payload) VALUES (1, 2, 0), (1, 3, 0);
        """

    private static let history = [60.0, 61, 60, 1e-7, 1e22].map { Release.fibre(small: $0) }

    private func expectWhole(_ store: Store) throws {
        let adoptions = try store.vintages(of: .office)
        #expect(adoptions.map(\.time.milliseconds) == [0, 1, 2, 3, 4])
        // Four vintages of five observations: one of them stood twice.
        var count = 0
        try store.forEachSheet { known in
            count += known.sheet.count
            return true
        }
        #expect(count == 20)
        for (adoption, release) in zip(adoptions, Self.history) {
            let read = try #require(try store.release(of: .office, asOf: adoption.time))
            #expect(ReleaseWriter.lines(of: read) == ReleaseWriter.lines(of: release))
            #expect(try store.vintage(of: read) == adoption.vintage)
        }
        #expect(try store.origins().map(\.origin.lines).first?.prefix(5) == [[], [], [0], [0], []])
    }

    /// Before, what was told stood in two tables: a record in the language of a sink, and a letter that nobody sent.
    @Test
    func `what was told in other languages is kept: the sentence that was sent, and the facts of the letter`() throws {
        try withTemporaryDirectory { directory in
            let database = try DatabaseQueue(path: "\(directory)/klyfta.sqlite")
            try Schema.migrator.migrate(database, upTo: "10 what stands from before")
            try database.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO round (committed_at, standings) VALUES (0, '[]');
                        INSERT INTO event (seq, id, round, alert, rule, rule_revision, episode, kind, announced, record)
                            VALUES (1, 'a-1-fired', 1, 'a', 'r', '', 1, 'fired', 1, '{}'),
                                (2, 'b-1-fired', 1, 'b', 'r', '', 1, 'fired', 1, '{}');
                        INSERT INTO rendering (event, language, record)
                            VALUES (1, 'sv', '{"message": "skickat", "kind": "fired", "rule": "r", "numbers": {"title": "T"}}'),
                                (2, 'sv', '{"message": "även detta", "kind": "fired", "rule": "r"}');
                        INSERT INTO letter (event, language, letter)
                            VALUES (1, 'sv', '{"subject": "Larm", "sentence": "s", "facts": [{"label": "a", "text": "b"}]}'),
                                (1, 'en', '{"subject": "Alert", "sentence": "e", "facts": []}');
                        """)
            }
            try database.close()
            #expect(try Store.read(directory).letter(on: 1, in: .swedish) == nil, "read as it is, without letters")
            let store = try Store.open(directory)
            let facts = [Letter.Fact(label: "a", text: "b")]
            #expect(
                try store.letter(on: 1, in: .swedish)
                    == Letter(subject: "Larm", sentence: "skickat", facts: facts, title: "T"))
            #expect(try store.letter(on: 1, in: .english) == Letter(subject: "Alert", sentence: "e"))
            #expect(try store.letter(on: 2, in: .swedish) == Letter(subject: "fired: r", sentence: "även detta"))
        }
    }

    @Test
    func `it is read as it is, and brought up to date by a writer: the same vintages, the same bytes`() throws {
        try withTemporaryDirectory { directory in
            try writeOldState(Self.history, in: directory)
            try expectWhole(Store.read(directory))
            let store = try Store.open(directory)
            try expectWhole(store)
            try expectWhole(Store.read(directory))
            // 2023 and four editions of 2024.
            #expect(try store.count("sheet") == 5)
            #expect(try store.take(Self.history[4], at: .monday) == .unchanged(store.vintage(of: Self.history[4])))
            #expect(try store.take(Self.history[0], at: .tuesday) == .adopted(store.vintage(of: Self.history[0])))
            #expect(try store.count("sheet") == 5, "what the old one stored is not stored again")
            let flaws = try store.base.read { db in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") }
            #expect(flaws.isEmpty)
        }
    }

    @Test(arguments: [
        // The keys in another order, a number with a point too many.
        "{\"observations\":{\"indicator\":\"office.fibre\",\"absent\":{},\"period\":\"2025\",\"values\":{\"SE-0002\":1}}}",
        "{\"observations\":{\"absent\":{},\"indicator\":\"office.fibre\",\"period\":\"2025\",\"values\":{\"SE-0002\":1.0}}}",
    ])
    func `a line that we would write otherwise keeps its text, and its figures count`(line: String) throws {
        try withTemporaryDirectory { directory in
            try writeOldState([.fibre()], in: directory)
            let database = try DatabaseQueue(path: "\(directory)/klyfta.sqlite")
            try database.write { db in
                // In place of the figures of 2023, of which there are two.
                try db.execute(
                    sql: "INSERT INTO line VALUES (?, ?)",
                    arguments: [ContentDigest.hex(of: Array(line.utf8)), line])
                try db.execute(
                    sql: "UPDATE release_line SET line = ? WHERE position = 2",
                    arguments: [ContentDigest.hex(of: Array(line.utf8))])
                let end = try #require(try String.fetchOne(db, sql: "SELECT text FROM line WHERE text LIKE '{\"end%'"))
                try db.execute(
                    sql: "UPDATE line SET text = ? WHERE text LIKE '{\"end%'",
                    arguments: [end.replacing("\"observations\":5", with: "\"observations\":4")])
            }
            try database.close()
            let store = try Store.open(directory)
            let kept = try store.base.read { db in
                try String.fetchAll(db, sql: "SELECT text FROM line WHERE text LIKE '{\"observations%'")
            }
            #expect(kept == [line])
            let indicator = try IndicatorID("office.fibre")
            #expect(try store.figures(of: [.office]).periods(of: indicator) == [.year(2024), .year(2025)])
            #expect(try store.revisions(of: indicator).first?.changes.count == 5)
        }
    }

    @Test
    func `fault 44: a state that was brought up to date is refused by the klyfta before`() throws {
        try withTemporaryDirectory { directory in
            try writeOldState(Self.history, in: directory)
            let before = try Store.open(directory).base.read { db in
                try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid")
            }
            var older = DatabaseMigrator()
            for step in before.prefix(while: { !$0.hasPrefix("7") }) { older.registerMigration(step) { _ in } }
            let database = try DatabaseQueue(path: "\(directory)/klyfta.sqlite")
            #expect(try database.read(older.hasBeenSuperseded))
        }
    }

    @Test
    func `fault 44: a state whose way was cut off is as it was, and brought up to date by the next start`() throws {
        try withTemporaryDirectory { directory in
            try writeOldState(Self.history, in: directory)
            let before = try Data(contentsOf: URL(filePath: "\(directory)/klyfta.sqlite"))
            struct Cut: Error {}
            var configuration = Configuration()
            // As the migrator has it: what refers to a table that is made anew is checked at the end.
            configuration.foreignKeysEnabled = false
            let database = try DatabaseQueue(path: "\(directory)/klyfta.sqlite", configuration: configuration)
            #expect(throws: Cut.self) {
                try database.inTransaction { db in
                    try Schema.layOutSheets(db)
                    throw Cut()
                }
            }
            try database.close()
            #expect(try Data(contentsOf: URL(filePath: "\(directory)/klyfta.sqlite")) == before)
            try expectWhole(Store.open(directory))
        }
    }

    @Test
    func `a state from before there were tests is read, and brought up to date by a writer`() throws {
        try withTemporaryDirectory { directory in
            let database = try DatabaseQueue(path: "\(directory)/klyfta.sqlite")
            try Schema.migrator.migrate(database, upTo: "1 releases, rounds, events, outbox")
            try database.write { db in
                try db.execute(sql: "INSERT INTO round (committed_at, standings) VALUES (1, '[]')")
            }
            try database.close()
            #expect(try Store.read(directory).tests().isEmpty)
            #expect(try Store.read(directory).current()?.alerts == [])
            let store = try Store.open(directory)
            #expect(try store.tests().isEmpty)
            let isNews = try store.commit(
                [], standings: [], tests: TestedRoundTests.tested(), routes: [], language: .english, at: .monday
            ).isNew
            #expect(try isNews && store.count("round") == 2)
        }
    }
}

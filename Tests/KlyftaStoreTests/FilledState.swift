import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSources

@testable import KlyftaStore

/// A state with something in every table.
extension Store {
    /// Fills an empty state, each table in a way that a daemon might.
    func fillEveryTable() throws {
        let bytes = Array("an answer of an office".utf8)
        let digest = ContentDigest.hex(of: bytes)
        let file = "\(directory)/handed-over"
        try Data(bytes).write(to: URL(filePath: file))
        let handle = try FileHandle(forReadingFrom: URL(filePath: file))
        try archive.keep(digest, from: handle.fileDescriptor)
        let answer = PayloadReference(
            name: "answer", address: "https://office.example", sha256: digest, bytes: bytes.count, retrieved: .monday)
        let lines = [[], [], [0], [0]] + Array(repeating: [Int](), count: 6)
        let origin = Origin(payloads: [answer], lines: lines, options: SourceOptions())
        _ = try take(.fibre(), from: origin, at: .monday)
        _ = try take(.fibre(small: 61), at: .tuesday)
        try commit([.init(.fired, of: "a")], standings: [.init(of: "rule-a")], at: .monday)
        try commit([.init(.amended, of: "a", references: ["a-1-fired"])], at: .tuesday)
        _ = try commit(
            [], standings: [], tests: TestedRoundTests.tested(), routes: [], language: .english, at: .tuesday)
        try delivered([1], to: "file", at: .tuesday)
        try base.write { db in
            for statement in Self.rest.split(separator: ";\n") { try db.execute(sql: String(statement)) }
            guard !db.session.hasOwnTypes else { return }
            // As of a state that came from PostgreSQL.
            try db.execute(sql: "UPDATE leadership SET epoch = 7, taken_at = '2026-11-27T11:00:00.123456Z'")
            try db.execute(
                sql: """
                    INSERT INTO term (epoch, host, process, session, began_at)
                    VALUES (7, 'db1', 12, NULL, '2026-11-27T11:00:00.123456Z')
                    """)
            try db.execute(sql: "UPDATE round SET epoch = 7 WHERE seq = 1")
        }
    }

    private static let rest = """
        INSERT INTO attempt (event, sink, attempts, first_at, next_at, fault) VALUES (1, 'log', 2, 1, 2, 'nö "x"');
        INSERT INTO sink (name, failures, next_at, disabled) VALUES ('log', 3, 4, (1 = 1));
        INSERT INTO act (committed_at, author, verb, object, comment) VALUES (1, 'me', 'silence', 'a', 'why');
        INSERT INTO act (committed_at, author, verb, object, comment) VALUES (2, 'me', 'expire', 'a', '');
        INSERT INTO silence (id, match, starts_at, ends_at, expired) VALUES (1, '{}', 1, 2, 2);
        INSERT INTO acknowledgement (id, alert, episode, until, ends_at) VALUES (2, 'a', 1, 'resolved', NULL);
        INSERT INTO job (name, last_run, fault) VALUES ('recompute', 5, 'no');
        INSERT INTO source (name, record) VALUES ('office', '{"b": 1, "a": 1.0}');
        INSERT INTO source_history (source, committed_at, record) VALUES ('office', 1, '{}');
        INSERT INTO forgotten (what, before) VALUES ('history', 0);
        INSERT INTO host_budget (host, budget) VALUES ('office.example', '{}');

        """

    /// Every row of every table in the form that it is moved in, and the numbers that were given.
    func everything() throws -> [String: [[SQLValue]]] {
        try base.read { db in
            var tables: [String: [[SQLValue]]] = [:]
            for table in StateTable.all {
                var rows: [[SQLValue]] = []
                try table.forEachRow(db) { rows.append($0) }
                tables[table.name] = rows
            }
            return tables
        }
    }

    /// An answer that no figure rests on.
    /// - Returns: its number.
    func addPayload() throws -> Int64 {
        try base.write { db in
            try db.insert(
                sql: """
                    INSERT INTO payload (source, address, digest, bytes, retrieved_at, headers, committed_at)
                    VALUES ('office', 'https://office.example/2', 'ab', 1, 0, '{}', 0) RETURNING id
                    """, arguments: [])
        }
    }

    /// Adds an answer and forgets it.
    /// - Returns: the number it had.
    func prunePayload() throws -> Int64 {
        let number = try addPayload()
        _ = try prunePayloads(before: .tuesday)
        return number
    }

    /// Damages the content of all answers, wherever it lies.
    func damageAnswers() throws {
        for digest in archive.digests() { archive.remove(digest) }
        try base.write { db in
            guard db.session.isShared else { return }
            try db.execute(sql: "UPDATE payload_content SET packed = ?", arguments: [Data([1, 2])])
        }
    }
}

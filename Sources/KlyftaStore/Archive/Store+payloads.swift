import Foundation
import KlyftaModel
import KlyftaSources

/// Which answers are kept, which figures rest on which, and what is left of the hosts' quotas.
extension Store {
    /// The archive of the answers.
    package var archive: PayloadArchive { PayloadArchive(in: directory) }

    /// The newest answer to each question of a source.
    /// - Throws: ``StoreFault``.
    package func knownPayloads(of source: SourceID) throws(StoreFault) -> [PayloadReference] {
        try storeFaults(at: directory) {
            try base.read { db in
                let sql = """
                    SELECT '' AS name, payload.* FROM payload JOIN
                        (SELECT max(id) AS id FROM payload WHERE source = ? GROUP BY address, body) AS newest USING (id)
                    ORDER BY id
                    """
                return try Row.fetchAll(db, sql: sql, arguments: [source.text]).map(PayloadReference.init(row:))
            }
        }
    }

    /// The releases that were read from answers, each with what is needed to read it again, the oldest first.
    /// - Throws: ``StoreFault``.
    package func origins() throws(StoreFault) -> [(source: SourceID, vintage: Vintage, origin: Origin)] {
        try storeFaults(at: directory) {
            try base.read { db in
                let sql = """
                    SELECT release.id, source, vintage, release_origin.* FROM release_origin
                    JOIN release ON release.id = release_origin.release WHERE committed_at <= ? ORDER BY release.id
                    """
                return try Row.fetchAll(db, sql: sql, arguments: [latest]).map { row in
                    (try SourceID(row["source"]), try Vintage(row["vintage"]), try Self.origin(row, db))
                }
            }
        }
    }

    /// What the release of a source that stands was read from; `nil` if it was read from no answers.
    /// - Throws: ``StoreFault``.
    package func standingOrigin(of source: SourceID) throws(StoreFault) -> Origin? {
        try storeFaults(at: directory) {
            try base.read { db in
                guard let standing = try Self.standing(source, latest, db) else { return nil }
                let sql = "SELECT release AS id, * FROM release_origin WHERE release = ?"
                return try Row.fetchOne(db, sql: sql, arguments: [standing.release]).map { try Self.origin($0, db) }
            }
        }
    }

    private static func origin(_ row: Row, _ db: Database) throws -> Origin {
        let decoder = JSONDecoder()
        let options = try decoder.decode([String: [String]].self, from: Data((row["options"] as String).utf8))
        return Origin(
            payloads: try payloads(of: row["id"], db), lines: try lineOrigins(of: row["id"], db),
            // Columns that a state of an older klyfta does not have are nil.
            options: SourceOptions(options), module: try (row["module"] as String?).map { try SourceID($0) },
            base: try (row["base"] as String?).map { try decoder.decode(Origin.Base.self, from: Data($0.utf8)) })
    }

    /// How many vintages there are in all, and how many of them were read from answers.
    /// - Throws: ``StoreFault``.
    package func vintageCounts() throws(StoreFault) -> (all: Int, withOrigin: Int) {
        try storeFaults(at: directory) {
            try base.read { db in
                let counts = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT count(*), count(release_origin.release) FROM release
                        LEFT JOIN release_origin ON release_origin.release = release.id WHERE committed_at <= ?
                        """, arguments: [latest])
                return counts.map { ($0[0], $0[1]) } ?? (0, 0)
            }
        }
    }

    private static func payloads(of release: Int64, _ db: Database) throws -> [PayloadReference] {
        let sql = """
            SELECT release_payload.name AS name, payload.* FROM release_payload
            JOIN payload ON payload.id = release_payload.payload WHERE release = ? ORDER BY position
            """
        return try Row.fetchAll(db, sql: sql, arguments: [release]).map(PayloadReference.init(row:))
    }

    private static func lineOrigins(of release: Int64, _ db: Database) throws -> [[Int]] {
        let count =
            try Int.fetchOne(db, sql: "SELECT count(*) FROM release_line WHERE release = ?", arguments: [release]) ?? 0
        var lines = [[Int]](repeating: [], count: count)
        let sql = "SELECT line, payload FROM line_payload WHERE release = ? ORDER BY line, payload"
        for row in try Row.fetchAll(db, sql: sql, arguments: [release]) { lines[row[0]].append(row[1]) }
        return lines
    }
}

// MARK: - Writing

extension Store {
    /// Writes down the answers that are new, and if the release is new what it rests on. Their content is in the
    /// archive by now.
    static func insert(
        _ origin: Origin, of source: SourceID, release: Int64, isNew: Bool, _ time: CommitTime, _ db: Database
    ) throws {
        let rows = try origin.payloads.map { try row(of: $0, source, time, db) }
        guard isNew else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let options = String(decoding: try encoder.encode(origin.options.values), as: UTF8.self)
        let base = try origin.base.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
        try db.execute(
            sql: "INSERT INTO release_origin (release, options, klyfta, module, base) VALUES (?, ?, ?, ?, ?)",
            arguments: [release, options, ProgramVersion.text, origin.module?.text, base])
        try db.inBulk(
            Array(origin.payloads.enumerated()), { [release, $0.offset, $0.element.name, rows[$0.offset]] },
            sql: { "INSERT INTO release_payload (release, position, name, payload) VALUES \($0)" })
        let places = origin.lines.enumerated().flatMap { line, positions in positions.map { (line, $0) } }
        try db.inBulk(
            places, { [release, $0.0, $0.1] },
            sql: { "INSERT INTO line_payload (release, line, payload) VALUES \($0)" })
    }

    /// The row of an answer: that of the one which was held already, or a new one.
    private static func row(
        of payload: PayloadReference, _ source: SourceID, _ time: CommitTime, _ db: Database
    ) throws -> Int64 {
        if payload.isKnown,
            let known = try Int64.fetchOne(
                db,
                sql: """
                    SELECT max(id) FROM payload WHERE source = ? AND address = ? AND body IS NOT DISTINCT FROM ? AND digest = ?
                    """, arguments: [source.text, payload.address, payload.body, payload.sha256])
        {
            return known
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try db.insert(
            sql: """
                INSERT INTO payload (source, address, body, digest, bytes, retrieved_at, edition, headers, committed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
                """,
            arguments: [
                source.text, payload.address, payload.body, payload.sha256, payload.bytes, payload.retrieved,
                payload.edition, String(decoding: try encoder.encode(payload.headers), as: UTF8.self),
                time.milliseconds,
            ])
    }

    /// Forgets answers that came before a moment, unless a stored figure rests on them, and takes away the files that
    /// nothing speaks of any more.
    /// - Returns: how many files were taken away.
    /// - Throws: ``StoreFault``.
    package func prunePayloads(before moment: CommitTime) throws(StoreFault) -> Int {
        let kept = try storeFaults(at: directory) {
            try base.write { db in
                try db.execute(
                    sql: """
                        DELETE FROM payload WHERE committed_at < ? AND id NOT IN (SELECT payload FROM release_payload)
                        """, arguments: [moment.milliseconds])
                try Self.forgetShared(db)
                return try Set(String.fetchAll(db, sql: "SELECT digest FROM payload"))
            }
        }
        let loose = archive.digests().filter { !kept.contains($0) }
        for digest in loose { archive.remove(digest) }
        return loose.count
    }
}

extension PayloadReference {
    /// - Parameter row: of `payload`, with the `name` that a release has for it.
    init(row: Row) throws {
        let headers = try JSONDecoder().decode([String: String].self, from: Data((row["headers"] as String).utf8))
        self.init(
            name: row["name"], address: row["address"], body: row["body"], sha256: row["digest"], bytes: row["bytes"],
            retrieved: CommitTime(milliseconds: row["retrieved_at"]), edition: row["edition"], headers: headers,
            isKnown: true)
    }
}

import Foundation
import KlyftaAlerting
import KlyftaModel

/// What people get to read of each event, written when it was: a letter can be sent in the language of whoever gets it, also
/// once the figures and the rule are others. It is what sinks send, and what was told stands nowhere else.
extension Store {
    /// The letter on an event.
    /// - Parameter event: its place in the order of events.
    /// - Returns: `nil` for an event that nobody was to hear of, and for one from before letters were kept.
    /// - Throws: ``StoreFault``.
    package func letter(on event: Int64, in language: Language) throws(StoreFault) -> Letter? {
        try storeFaults(at: directory) {
            try base.read { db in
                let text = try String.fetchOne(
                    db, sql: "SELECT letter FROM \(Self.tellings(db)) AS telling WHERE event = ? AND language = ?",
                    arguments: [event, language.rawValue])
                return try text.map(Self.letter)
            }
        }
    }

    /// What people were told, with the letters on it in every language they were written in: the last of it, the newest first.
    /// What was only written down of the past is not in it.
    /// - Throws: ``StoreFault``.
    package func told(atMost limit: Int) throws(StoreFault) -> [(record: AlertRecord, letters: [Language: Letter])] {
        try storeFaults(at: directory) {
            try base.read { db in
                let records = try String.fetchAll(
                    db,
                    sql: """
                        SELECT record FROM event JOIN round ON round.seq = event.round
                        WHERE committed_at <= ?1 AND (CAST(?2 AS TEXT) IS NULL OR (record ->> 'ts') <= ?2)
                            AND (record ->> 'reason') <> 'history' ORDER BY event.seq DESC LIMIT ?3
                        """, arguments: [latest, horizon?.description, limit]
                ).map { try JSONDecoder().decode(AlertRecord.self, from: Data($0.utf8)) }
                let letters = try records.last.map { try Self.letters(since: $0.seq, db) } ?? [:]
                return records.map { ($0, letters[$0.seq] ?? [:]) }
            }
        }
    }

    private static func letters(since event: Int64, _ db: Database) throws -> [Int64: [Language: Letter]] {
        let sql = "SELECT event, language, letter FROM \(try tellings(db)) AS telling WHERE event >= ?"
        var letters: [Int64: [Language: Letter]] = [:]
        try Row.forEach(db, sql: sql, arguments: [event]) { row in
            guard let language = Language(rawValue: row[1]) else { return }
            letters[row[0], default: [:]][language] = try letter(row[2])
        }
        return letters
    }

    private static func letter(_ text: String) throws -> Letter {
        try JSONDecoder().decode(Letter.self, from: Data(text.utf8))
    }

    /// The table of letters; in a state that no writer has brought up to date yet, one without rows.
    static func tellings(_ db: Database) throws -> String {
        try db.tableExists("telling")
            ? "telling" : "(SELECT NULL AS event, NULL AS language, NULL AS letter WHERE false)"
    }

    static func insert(_ letter: Letter, on event: Int64, in language: Language, _ db: Database) throws {
        let text = String(decoding: try encoder.encode(letter), as: UTF8.self)
        try db.execute(
            sql: "INSERT INTO telling (event, language, letter) VALUES (?, ?, ?)",
            arguments: [event, language.rawValue, text])
    }

    /// An event as it is stored, in the words of its letter.
    static func told(_ record: String, _ letter: String?) throws -> AlertRecord {
        let record = try JSONDecoder().decode(AlertRecord.self, from: Data(record.utf8))
        guard let letter else { return record }
        return record.told(by: try Self.letter(letter))
    }
}

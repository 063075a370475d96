import Foundation
import GRDB
import KlyftaAlerting
import KlyftaModel

/// What people get to read of each event, written when it was: a letter can be sent in the language of whoever gets it, also
/// once the figures and the rule are others.
extension Store {
    /// The letter on an event.
    /// - Parameter event: its place in the order of events.
    /// - Returns: `nil` for an event that nobody was to hear of, and for one from before letters were kept.
    /// - Throws: ``StoreFault``.
    package func letter(on event: Int64, in language: Language) throws(StoreFault) -> Letter? {
        try storeFaults(at: directory) {
            try database.read { db in
                guard try db.tableExists("letter") else { return nil }
                let text = try String.fetchOne(
                    db, sql: "SELECT letter FROM letter WHERE event = ? AND language = ?",
                    arguments: [event, language.rawValue])
                return try text.map { try JSONDecoder().decode(Letter.self, from: Data($0.utf8)) }
            }
        }
    }

    /// Writes down the letter on an event, in every language.
    static func insertLetters(on event: Int64, _ db: Database, _ letter: (Language) -> Letter) throws {
        for language in Language.allCases {
            let text = String(decoding: try encoder.encode(letter(language)), as: UTF8.self)
            try db.execute(
                sql: "INSERT INTO letter (event, language, letter) VALUES (?, ?, ?)",
                arguments: [event, language.rawValue, text])
        }
    }
}

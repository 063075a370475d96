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

    static func insertLetters(
        on event: AlertEvent, _ seq: Int64, at time: CommitTime, _ encoder: JSONEncoder, _ db: Database
    ) throws {
        for language in Language.allCases {
            let letter = try encoder.encode(Letter(on: event, at: time, in: language))
            try db.execute(
                sql: "INSERT INTO letter (event, language, letter) VALUES (?, ?, ?)",
                arguments: [seq, language.rawValue, String(decoding: letter, as: UTF8.self)])
        }
    }
}

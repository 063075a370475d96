import Foundation
import GRDB

extension Scratch {
    /// The state that an older klyfta left of `Watched` through 2013, with the rule g-tested: kept as its SQL.
    func writeOlderState(to directory: String) throws {
        try makeDirectory(directory)
        let fixture = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/state-5.sql")
        let sql = try String(contentsOf: fixture, encoding: .utf8)
        var configuration = Configuration()
        // The tables come in order of their names.
        configuration.foreignKeysEnabled = false
        let database = try DatabaseQueue(path: self["\(directory)/klyfta.sqlite"], configuration: configuration)
        try database.write { db in try db.execute(sql: sql) }
        // What was delivered was delivered.
        let told = try database.read { db in try String.fetchAll(db, sql: "SELECT record FROM event ORDER BY seq") }
        try database.close()
        try write(told.map { $0 + "\n" }.joined(), to: "\(directory)/alerts.jsonl")
    }
}

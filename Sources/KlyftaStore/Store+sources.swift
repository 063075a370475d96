import Foundation
import KlyftaModel
import KlyftaSources

/// What is remembered of each source, to say how it fares.
extension Store {
    /// What is remembered of every source that was ever asked. A state of an older klyfta remembers nothing.
    /// - Throws: ``StoreFault``.
    package func sourceRecords() throws(StoreFault) -> [SourceID: SourceRecord] {
        try storeFaults(at: directory) {
            try base.read { db in
                try checkRemembered(db)
                var records: [SourceID: SourceRecord] = [:]
                for row in try sourceRows(db) {
                    let text: String = row[1]
                    records[try SourceID(row[0])] = try JSONDecoder().decode(SourceRecord.self, from: Data(text.utf8))
                }
                return records
            }
        }
    }

    private func sourceRows(_ db: Database) throws -> [Row] {
        guard let horizon else {
            return try db.tableExists("source") ? Row.fetchAll(db, sql: "SELECT name, record FROM source") : []
        }
        guard try db.tableExists("source_history") else { return [] }
        let sql = """
            SELECT source, record FROM source_history WHERE seq IN
                (SELECT max(seq) FROM source_history WHERE committed_at <= ? GROUP BY source)
            """
        return try Row.fetchAll(db, sql: sql, arguments: [horizon.milliseconds])
    }

    /// Remembers how a source fared: in place of what is remembered now, and in its history.
    /// - Throws: ``StoreFault``.
    package func remember(
        _ record: SourceRecord, of source: SourceID, at time: CommitTime
    ) throws(StoreFault) {
        try storeFaults(at: directory) {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let text = String(decoding: try encoder.encode(record), as: UTF8.self)
            try base.write { db in
                let count = try db.change(
                    sql: """
                        INSERT INTO source (name, record) VALUES (?1, ?2)
                        ON CONFLICT (name) DO UPDATE SET record = ?2 WHERE source.record <> ?2
                        """, arguments: [source.text, text])
                guard count > 0 else { return }
                try db.execute(
                    sql: "INSERT INTO source_history (source, committed_at, record) VALUES (?, ?, ?)",
                    arguments: [source.text, time.milliseconds, text])
            }
        }
    }
}

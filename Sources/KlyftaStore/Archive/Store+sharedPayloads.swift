import Foundation
import KlyftaModel
import KlyftaSources

/// The content of answers in a database that several machines use: each has an archive of its own, from which children read, and
/// what one of them fetched the others get from a table.
extension Store {
    /// Puts the content of answers into the database, in the transaction that writes down who rests on them.
    func share(_ payloads: [PayloadReference], _ db: Database) throws {
        guard db.session.isShared else { return }
        for payload in payloads where archive.has(payload.sha256) {
            let isThere = try Bool.fetchOne(
                db, sql: "SELECT count(*) > 0 FROM payload_content WHERE digest = ?", arguments: [payload.sha256])
            guard isThere != true else { continue }
            try db.execute(
                sql: "INSERT INTO payload_content (digest, packed) VALUES (?, ?)",
                arguments: [payload.sha256, try archive.packed(payload.sha256)])
        }
    }

    /// Lays answers into the archive of this machine that another one fetched.
    /// - Throws: ``StoreFault``; what the database has no content of is left to whoever reads it.
    package func collect(_ payloads: [PayloadReference]) throws(StoreFault) {
        let lacking = Set(payloads.map(\.sha256)).filter { !archive.has($0) }.sorted()
        guard !lacking.isEmpty else { return }
        for digest in lacking {
            let packed = try storeFaults(at: directory) {
                try base.read { db -> Data? in
                    guard db.session.isShared else { return nil }
                    return try Data.fetchOne(
                        db, sql: "SELECT packed FROM payload_content WHERE digest = ?", arguments: [digest])
                }
            }
            if let packed { try archive.lay(packed, as: digest) }
        }
    }

    /// Forgets the content that no answer speaks of any more.
    static func forgetShared(_ db: Database) throws {
        guard db.session.isShared else { return }
        try db.execute(sql: "DELETE FROM payload_content WHERE digest NOT IN (SELECT digest FROM payload)")
    }
}

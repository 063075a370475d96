import Foundation
import KlyftaTestKit
import PostgresKit
import Testing

@testable import KlyftaStore

extension PostgresPlace {
    /// A schema that no other test has, in the database that tests share.
    static func ownSchema() throws -> PostgresPlace {
        let name = UUID().uuidString.lowercased().filter { $0 != "-" }
        return try PostgresPlace(address: try #require(PostgresServer.shared).address, schema: "t\(name)")
    }

    /// As a server does that is restarted: every session that leads in the schema ends.
    func endLeader() throws {
        try begin().run(
            """
            SELECT pg_terminate_backend(pid, 60000) FROM pg_locks
            WHERE locktype = 'advisory' AND objid = hashtext(current_database() || '.\(schema)')::oid
            """)
    }
}

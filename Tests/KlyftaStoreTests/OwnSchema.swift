import Foundation
import KlyftaTestKit
import Testing

@testable import KlyftaStore

extension PostgresPlace {
    /// A schema that no other test has, in the database that tests share.
    static func ownSchema() throws -> PostgresPlace {
        let name = UUID().uuidString.lowercased().filter { $0 != "-" }
        return try PostgresPlace(address: try #require(PostgresServer.shared).address, schema: "t\(name)")
    }
}

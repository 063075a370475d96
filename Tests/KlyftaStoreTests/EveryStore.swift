import Foundation
import KlyftaTestKit
import Testing

@testable import KlyftaStore

/// The databases that the store may lie in. What holds of one has to hold of all.
enum Beneath: CaseIterable {
    case sqlite, postgresql

    /// Which one tests of the contract run on now.
    @TaskLocal static var current = Beneath.sqlite
}

/// Runs the tests of a suite once on every database. Where PostgreSQL is not installed they run on SQLite alone, and
/// ``PostgresTests`` says so.
struct OnEveryStore: SuiteTrait, TestTrait, TestScoping {
    let isRecursive = true

    func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? { testCase == nil ? nil : self }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        for beneath in Beneath.allCases where beneath == .sqlite || PostgresServer.isHere {
            try await Beneath.$current.withValue(beneath) { try await function() }
        }
    }
}

extension Trait where Self == OnEveryStore {
    /// The tests hold whatever database is beneath the store.
    static var onEveryStore: Self { OnEveryStore() }
}

/// Opens the state of a test to write, in the database that is beneath now.
func openStore(_ directory: String) throws -> Store {
    switch Beneath.current {
    case .sqlite: try Store.open(directory)
    case .postgresql: try Store.open(place(of: directory), beside: directory)
    }
}

/// Opens it to read.
func readStore(_ directory: String) throws -> Store {
    switch Beneath.current {
    case .sqlite: try Store.read(directory)
    case .postgresql: try Store.read(place(of: directory), beside: directory)
    }
}

/// A schema for each directory.
private func place(of directory: String) throws -> PostgresPlace {
    let server = try #require(PostgresServer.shared)
    let name = directory.utf8.reduce(into: UInt64(14_695_981_039_346_656_037)) {
        $0 = ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    return try PostgresPlace(address: server.address, schema: "t\(name)")
}

import KlyftaStore
import PostgresKit
import Synchronization
import Testing

/// Runs the tests of a suite once on every database that the state may lie in: what holds of one has to hold of all. Where
/// PostgreSQL is not installed they run on SQLite alone, and `PostgresTests` says so.
package struct OnEveryStore: SuiteTrait, TestTrait, TestScoping {
    /// Its tests have it too.
    package let isRecursive = true

    /// Each case of a test has a scope of its own.
    package func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? { testCase == nil ? nil : self }

    /// Runs a case on SQLite, and then on PostgreSQL.
    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await Beneath.$current.withValue(.sqlite) { try await function() }
        guard let server = PostgresServer.shared else { return }
        let schemas = TestSchemas(at: server.address)
        try await Beneath.$current.withValue(.postgresql(schemas)) { try await function() }
        try schemas.drop()
    }
}

extension Trait where Self == OnEveryStore {
    /// The tests hold whatever database is beneath the store. They open theirs with ``openStore(_:)``.
    package static var onEveryStore: Self { OnEveryStore() }
}

/// The database beneath the stores of the test that runs now.
private enum Beneath {
    case sqlite
    case postgresql(TestSchemas)

    @TaskLocal static var current: Beneath?
}

/// The schemas of one test, one for each state directory.
private final class TestSchemas: Sendable {
    private let address: String
    private let names = Mutex(Set<String>())

    init(at address: String) {
        self.address = address
    }

    /// Where the state of a directory is.
    func place(of directory: String) throws -> PostgresPlace {
        let digest = directory.utf8.reduce(into: UInt64(14_695_981_039_346_656_037)) {
            $0 = ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        let name = "t\(digest)"
        names.withLock { _ = $0.insert(name) }
        return try PostgresPlace(address: address, schema: name)
    }

    func drop() throws {
        let names = names.withLock(\.self)
        guard !names.isEmpty else { return }
        let session = try PostgresSession([("dbname", address)], patience: .seconds(600))
        try session.run("SET client_min_messages = warning")
        for name in names { try session.run("DROP SCHEMA IF EXISTS \(name) CASCADE") }
    }
}

/// Whether several machines could use the database that is beneath now.
package var isStoreShared: Bool { if case .postgresql = Beneath.current { true } else { false } }

/// A test opened a state by ``openStore(_:)`` without saying on which databases it runs.
package struct OnNoStore: Error, CustomStringConvertible {
    package let description = "mark the suite with .onEveryStore, and open the state in the test's own task"
}

/// Opens the state of a test to write, in the database that is beneath now.
/// - Throws: ``OnNoStore`` outside of a suite that is ``OnEveryStore``; a `StoreFault`.
package func openStore(_ directory: String) throws -> Store {
    switch Beneath.current {
    case .sqlite: try Store.open(directory)
    case .postgresql(let schemas): try Store.open(schemas.place(of: directory), beside: directory)
    case nil: throw OnNoStore()
    }
}

/// Opens it to read.
/// - Throws: ``OnNoStore`` outside of a suite that is ``OnEveryStore``; a `StoreFault`.
package func readStore(_ directory: String) throws -> Store {
    switch Beneath.current {
    case .sqlite: try Store.read(directory)
    case .postgresql(let schemas): try Store.read(schemas.place(of: directory), beside: directory)
    case nil: throw OnNoStore()
    }
}

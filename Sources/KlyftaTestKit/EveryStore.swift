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
        let schemas = PostgresServer.shared.map { TestSchemas(at: $0.address) }
        try await Beneath.$current.withValue(Beneath(isShared: false, schemas)) { try await function() }
        if let schemas {
            try await Beneath.$current.withValue(Beneath(isShared: true, schemas)) { try await function() }
            try schemas.drop()
        }
    }
}

extension Trait where Self == OnEveryStore {
    /// The tests hold whatever database is beneath the store. They open theirs with ``openStore(_:)``.
    package static var onEveryStore: Self { OnEveryStore() }
}

/// The database beneath the stores of the test that runs now.
private struct Beneath {
    let isShared: Bool
    /// `nil` where PostgreSQL is not installed.
    let schemas: TestSchemas?

    init(isShared: Bool, _ schemas: TestSchemas?) {
        (self.isShared, self.schemas) = (isShared, schemas)
    }

    @TaskLocal static var current: Beneath?

    /// Where the state of a directory is: in the schema that is for it, or there itself.
    static func place(of directory: String, isShared: Bool) throws -> MovingPlace? {
        guard let current else { throw OnNoStore() }
        guard isShared else { return .directory(directory) }
        return try current.schemas.map { .schema(try $0.place(of: directory)) }
    }
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
package var isStoreShared: Bool { Beneath.current?.isShared ?? false }

/// A test opened a state by ``openStore(_:)`` without saying on which databases it runs.
package struct OnNoStore: Error, CustomStringConvertible {
    package let description = "mark the suite with .onEveryStore, and open the state in the test's own task"
}

/// Opens the state of a test to write, in the database that is beneath now.
/// - Throws: ``OnNoStore`` outside of a suite that is ``OnEveryStore``; a `StoreFault`.
package func openStore(_ directory: String) throws -> Store { try placeOfStore(directory).open(beside: directory) }

/// Opens it to read.
/// - Throws: ``OnNoStore`` outside of a suite that is ``OnEveryStore``; a `StoreFault`.
package func readStore(_ directory: String) throws -> Store { try placeOfStore(directory).read(beside: directory) }

/// Where the state of a directory is.
/// - Throws: ``OnNoStore``.
package func placeOfStore(_ directory: String) throws -> MovingPlace {
    try Beneath.place(of: directory, isShared: isStoreShared) ?? .directory(directory)
}

/// Where a state would be on the other database; `nil` where PostgreSQL is not installed.
/// - Throws: ``OnNoStore``.
package func otherPlace(_ directory: String) throws -> MovingPlace? {
    try Beneath.place(of: directory, isShared: !isStoreShared)
}

extension MovingPlace {
    /// Opens the state that is there, to write.
    /// - Parameter directory: for what is not in a schema.
    package func open(beside directory: String) throws -> Store {
        switch self {
        case .directory(let path): try Store.open(path)
        case .schema(let place): try Store.open(place, beside: directory)
        }
    }

    /// Opens it to read.
    package func read(beside directory: String) throws -> Store {
        switch self {
        case .directory(let path): try Store.read(path)
        case .schema(let place): try Store.read(place, beside: directory)
        }
    }
}

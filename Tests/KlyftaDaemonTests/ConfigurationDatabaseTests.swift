import KlyftaSinks
import Testing

@testable import KlyftaDaemon

@Suite struct ConfigurationDatabaseTests {
    private func read(_ section: String) throws -> Configuration {
        try readConfiguration("state: /s\nsources: {skl: {}}\n\(section)\n")
    }

    private static let plain = "postgresql://klyfta@db1,db2/klyfta?target_session_attrs=read-write&sslmode=verify-full"

    @Test(arguments: ["", "store: sqlite"])
    func `the state is kept in its directory unless told otherwise`(section: String) throws {
        #expect(try read(section).state == StatePlace("/s"))
    }

    @Test func `a database is named with its schema, where its password is, and how long it may take`() throws {
        let section = """
            store: postgresql
            postgresql: { address: "\(Self.plain)", schema: north, password: credential:database, answer-within: 5s }
            """
        let database = SharedDatabase(
            address: Self.plain, schema: "north", password: Secret(.credential("database")), patience: 5)
        #expect(try read(section).state == StatePlace("/s", in: database))
    }

    @Test func `what is left out is the schema klyfta, no password, and half a minute`() throws {
        let database = try read("store: postgresql\npostgresql: { address: \"\(Self.plain)\" }").database
        #expect(database == SharedDatabase(address: Self.plain, schema: "klyfta", password: nil, patience: 30))
    }

    @Test(arguments: [
        ("store: mysql", "mysql"), ("store: postgresql", "there is no 'postgresql'"),
        ("postgresql: { address: \"postgresql:///x\" }", "the state is kept in SQLite; write 'store: postgresql' too"),
        ("store: postgresql\npostgresql: {}", "there is no 'address' in postgresql"),
        ("store: postgresql\npostgresql: { address: localhost }", "this is no address of a PostgreSQL database"),
        (
            "store: postgresql\npostgresql: { address: \"postgresql:///x\", schema: K-1 }",
            "'K-1': this is no name of a schema"
        ),
        (
            "store: postgresql\npostgresql: { address: \"postgresql:///x\", answer-within: 3min }",
            "is no time for an answer"
        ),
    ])
    func `a fault of the database is told`(section: String, message: String) {
        let faults = #expect(throws: (any Error).self) { try read(section) }
        #expect("\(faults.map { "\($0)" } ?? "")".contains(message), "\(faults.map { "\($0)" } ?? "")")
    }

    @Test(arguments: [
        "postgresql://klyfta:hemlig@db/klyfta", "postgresql://db/klyfta?password=hemlig", "password=hemlig",
    ])
    func `an address that holds a password is refused, and not repeated`(address: String) {
        let faults = #expect(throws: (any Error).self) {
            try read("store: postgresql\npostgresql: { address: \"\(address)\" }")
        }
        #expect(!"\(faults.map { "\($0)" } ?? "")".contains("hemlig"))
    }
}

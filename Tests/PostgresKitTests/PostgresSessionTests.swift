import KlyftaTestKit
import Testing

@testable import PostgresKit

@Suite("A session with PostgreSQL", .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
struct PostgresSessionTests {
    private func session(patience: Duration = .seconds(60)) throws -> PostgresSession {
        try PostgresSession([("dbname", #require(PostgresServer.shared).address)], patience: patience)
    }

    @Test(
        arguments: [
            (.null, "text"), (.bool(true), "boolean"), (.bool(false), "boolean"), (.integer(.min), "bigint"),
            (.integer(.max), "bigint"), (.real(0.1), "double precision"), (.real(-1e-300), "double precision"),
            (.real(.infinity), "double precision"), (.text("Å ' \" \\ $1 ? é 𝄞\n"), "text"), (.text(""), "text"),
            (.bytes([0, 1, 255]), "bytea"), (.bytes([]), "bytea"), (.reals([1.5, -2, 1e300]), "double precision[]"),
        ] as [(PostgresValue, String)])
    func `a value comes back as it was sent`(value: PostgresValue, type: String) throws {
        let answer = try session().ask("SELECT $1::\(type) AS it", [value])
        #expect(answer.count == 1 && answer.columns == ["it"])
        #expect(answer.row(0) == [value])
    }

    @Test
    func `an element without a value is null in the server and NaN here`() throws {
        let session = try session()
        let sent: [PostgresValue] = [.reals([1, .nan, 3])]
        let counts = try session.ask("SELECT array_length($1, 1), ($1)[2] IS NULL, ($1)[3]", sent)
        #expect(counts.row(0) == [.integer(3), .bool(true), .real(3)])
        guard case .reals(let values) = try session.ask("SELECT $1", sent).row(0)[0] else {
            Issue.record("no list")
            return
        }
        #expect(values[0] == 1 && values[1].isNaN && values[2] == 3)
    }

    @Test(arguments: ["'; DROP TABLE x; --", "$1", "\\'", "a'||'b"])
    func `a value is never part of a statement`(text: String) throws {
        #expect(
            try session().ask("SELECT $1::text = $2::text, length($1)", [.text(text), .text(text)]).row(0)[0]
                == .bool(true))
    }

    @Test
    func `a text with a null character is refused, since the server would hold a part of it`() throws {
        let session = try session()
        let error = #expect(throws: PostgresError.self) { try session.ask("SELECT $1::text", [.text("a\0b")]).count }
        #expect(error?.kind == .refused && session.isOpen)
    }

    @Test(
        arguments: [
            ("SELEC 1", "42601"), ("SELECT 1/0", "22012"), ("SELECT * FROM nowhere", "42P01"),
        ])
    func `what the server refuses has its code, and the session goes on`(statement: String, code: String) throws {
        let session = try session()
        let error = #expect(throws: PostgresError.self) { try session.ask(statement).count }
        #expect(error?.kind == .refused && error?.code == code)
        #expect(try session.ask("SELECT 1").row(0) == [.integer(1)])
    }

    @Test
    func `a statement says how many rows it changed`() throws {
        let session = try session()
        try session.run("CREATE TEMP TABLE t (n bigint)")
        #expect(try session.ask("INSERT INTO t SELECT generate_series(1, 7)").changes == 7)
        #expect(try session.ask("DELETE FROM t WHERE n > $1", [.integer(5)]).changes == 2)
    }

    @Test
    func `a session that the server ends is over, and says so`() throws {
        let (session, other) = (try session(), try session())
        let number = try session.ask("SELECT pg_backend_pid()::bigint").row(0)[0]
        _ = try other.ask("SELECT pg_terminate_backend($1::integer)", [number])
        let error = #expect(throws: PostgresError.self) { try session.ask("SELECT pg_sleep(60)").count }
        #expect(error?.kind == .lost && !session.isOpen)
        #expect(throws: PostgresError.self) { try session.ask("SELECT 1").count }
    }

    @Test
    func `a server that does not answer in time is given up`() throws {
        let session = try session(patience: .milliseconds(50))
        let error = #expect(throws: PostgresError.self) { try session.ask("SELECT pg_sleep(60)").count }
        #expect(error?.kind == .timeout && !session.isOpen)
    }

    @Test(arguments: ["postgresql:///nothing?host=/nowhere", "postgresql://127.0.0.1:1/x", "no equals sign"])
    func `where there is no server, the error is the client library's own`(address: String) {
        let error = #expect(throws: PostgresError.self) {
            try PostgresSession([("dbname", address), ("connect_timeout", "5")], patience: .seconds(5))
        }
        #expect(error?.kind == .noSession && error?.message.contains("\n") == false)
    }
}

@Suite("PostgreSQL's client library")
struct ClientLibraryTests {
    @Test(arguments: ["libnothing.so.1", "libc.so.6"])
    func `a library that is not there, or is another one, is named`(name: String) {
        let error = #expect(throws: PostgresError.self) { try ClientLibrary(named: name) }
        #expect(error?.kind == .noLibrary)
    }
}

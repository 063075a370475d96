import Foundation
import Glibc
import KlyftaTestKit
import PostgresKit
import Testing

@testable import KlyftaStore

/// Sessions over a network, with a server that proves its name, or does not.
@Suite(
    "TLS to PostgreSQL", .serialized,
    .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
final class PostgresTLSTests {
    private let folder: String
    private let authority, stranger: CertificateAuthority

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "klyfta-tls-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        authority = try CertificateAuthority("authority", in: folder)
        stranger = try CertificateAuthority("stranger", in: folder)
        try authority.certify("localhost")
        // The server takes no key that others may read.
        if geteuid() == 0 { try ChildProcess.run("chown", "postgres", "\(folder)/localhost.key") }
        chmod("\(folder)/localhost.key", 0o600)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// A server on a port of 127.0.0.1.
    private func server(withTLS: Bool = true) throws -> (PostgresServer, port: Int) {
        let socket = try LoopbackSocket(address: "127.0.0.1", backlog: 1)
        close(socket.descriptor)
        var settings = ["listen_addresses": "127.0.0.1"]
        if withTLS {
            settings["ssl"] = "on"
            settings["ssl_cert_file"] = "\(folder)/localhost.pem"
            settings["ssl_key_file"] = "\(folder)/localhost.key"
        }
        return (try PostgresServer(.init(settings: settings, port: socket.port)), socket.port)
    }

    private func open(_ host: String, _ port: Int, _ words: String...) throws -> Store {
        let address = "postgresql://klyfta@\(host):\(port)/postgres?\(words.joined(separator: "&"))"
        return try Store.open(PostgresPlace(address: address), beside: folder)
    }

    private func isEncrypted(_ store: Store) throws -> Bool? {
        try store.base.read { db in
            try Bool.fetchOne(db, sql: "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        }
    }

    @Test
    func `a server that proves its name is used, and nothing less is asked of it by default`() throws {
        let (running, port) = try server()
        for words in [["sslmode=verify-full"], []] {
            let store = try open("localhost", port, "sslrootcert=\(authority.certificate)", words.joined())
            #expect(try isEncrypted(store) == true)
        }
        withExtendedLifetime(running) {}
    }

    @Test
    func `a server that cannot prove its name is refused, with what to do about it`() throws {
        let (running, port) = try server()
        let (trusted, strange) = (authority.certificate, stranger.certificate)
        let cases = [
            ("localhost", "sslrootcert=\(strange)", "certificate verify failed"),
            ("127.0.0.1", "sslrootcert=\(trusted)", "does not match host name"),
            ("localhost", "sslrootcert=\(folder)/nothing.pem", "does not exist"),
            ("localhost", "connect_timeout=10", "certificate verify failed"),
        ]
        for (host, words, reason) in cases {
            let fault = #expect(throws: StoreFault.self) { try open(host, port, words) }
            #expect(fault?.kind == .system && fault?.problem.contains("that can be trusted") == true, "\(words)")
            #expect(fault?.problem.contains(reason) == true, "\(words): \(fault.map { "\($0)" } ?? "")")
            #expect(fault?.remedy.contains("sslrootcert=") == true)
        }
        withExtendedLifetime(running) {}
    }

    /// What a session asks of the server's end, and what the address says of ours does not change that.
    @Test(arguments: [
        (patience: 30, told: ["5", "5", "3", "15000"]), (3, ["1", "1", "3", "3000"]), (1, ["1", "1", "3", "1000"]),
    ])
    func `the server learns of a cut network within 15 s, or as long as an answer may take`(
        patience: Int, told: [String]
    ) throws {
        let (running, port) = try server(withTLS: false)
        let address = "postgresql://klyfta@127.0.0.1:\(port)/postgres?sslmode=disable"
        let session = try PostgresPlace(address: address, patience: patience).begin()
        let names = ["tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count", "tcp_user_timeout"]
        let answers = try names.map { try session.ask("SELECT current_setting($1)", [.text($0)]).row(0)[0] }
        #expect(answers == told.map { .text($0) })
        withExtendedLifetime(running) {}
    }

    @Test
    func `a server without TLS is refused over a network, unless the address lets it`() throws {
        let (running, port) = try server(withTLS: false)
        let fault = #expect(throws: StoreFault.self) { try open("127.0.0.1", port) }
        #expect(fault?.problem.contains("does not support SSL") == true, "\(fault.map { "\($0)" } ?? "")")
        #expect(try isEncrypted(open("127.0.0.1", port, "sslmode=disable")) == false)
        withExtendedLifetime(running) {}
    }
}

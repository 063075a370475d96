import Foundation
import KlyftaTestKit
import Testing

/// What the daemons on one database tell of who leads, and what those do that follow.
@Suite(
    "Leader and followers", .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"),
    .timeLimit(.minutes(10)))
struct FollowerTests {
    /// Two machines: a directory each, one schema.
    private let (one, two): (Scratch, Scratch)

    init() throws {
        (one, two) = (try Scratch(), try Scratch())
        let address = try #require(PostgresServer.shared).address
        let schema = "t\(one.path.utf8.suffix(6).map { String($0) }.joined())"
        let head = "store: postgresql\npostgresql: { address: \"\(address)\", schema: \(schema) }"
        for machine in [one, two] { try machine.prepare(head: head) }
    }

    private struct Told: Decodable {
        struct Leadership: Decodable {
            let role: String
            let held: Bool
            let epoch: Int
            let process: Int32
            let host: String
            let since: String
        }

        let status: String
        let leadership: Leadership
    }

    private func status(_ machine: Scratch) throws -> Told {
        let ending = try machine.klyfta("status", "--format", "json", "--config", machine["klyfta.yaml"])
        return try JSONDecoder().decode(Told.self, from: Data(ending.output.utf8))
    }

    @Test
    func `the leader says that it leads, under which number and since when`() throws {
        let leader = try Daemon(in: one)
        try leader.notify.wait(forStatus: "ready; leads since 2")
        let told = try status(one)
        #expect(told.status.contains("ready; leads since 2") && told.status.contains("(epoch 1)"), "\(told)")
        #expect(told.leadership.role == "leads" && told.leadership.held && told.leadership.epoch == 1, "\(told)")
        #expect(told.leadership.process == leader.process.pid && told.leadership.since.hasPrefix("2"), "\(told)")
        #expect(told.leadership.host == ProcessInfo.processInfo.hostName)
        #expect(try leader.stop() == .exited(0))
    }
}

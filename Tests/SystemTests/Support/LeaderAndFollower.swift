import Foundation
import KlyftaTestKit
import PostgresKit
import Testing

/// Two machines whose daemons share a schema of PostgreSQL: a leader, and one that follows.
struct LeaderAndFollower {
    /// Two machines: a directory each, one schema, one receiver.
    let (one, two): (Scratch, Scratch)
    let receiver: LiveReceiver
    let (address, schema): (String, String)

    init() throws {
        (one, two) = (try Scratch(), try Scratch())
        receiver = try LiveReceiver()
        address = try #require(PostgresServer.shared).address
        schema = "t\(one.path.utf8.suffix(6).map { String($0) }.joined())"
        for machine in [one, two] { try machine.prepare(head: head(receiver.head)) }
    }

    /// The beginning of their configuration, with sinks of each one's own.
    func head(_ sinks: String) -> String {
        """
        store: postgresql
        postgresql: { address: "\(address)", schema: \(schema) }
        \(sinks)
        """
    }

    /// A leader that has sent what it had to, and a follower beside it.
    func pair() throws -> (leader: Daemon, follower: Daemon) {
        let leader = try Daemon(in: one)
        try leader.notify.wait("the leader has sent all") { $0.contains("4 firing") && $0.contains("outbox 0") }
        let follower = try Daemon(in: two)
        try follower.notify.wait("the follower has read all") { $0.contains("stands by; ") && $0.contains("4 firing") }
        return (leader, follower)
    }

    /// Every row of every table of the schema, as text.
    func rows() throws -> [String] {
        let session = try PostgresSession([("dbname", address)], patience: .seconds(60))
        let tables = try session.ask(
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = $1 AND table_type = 'BASE TABLE'",
            [.text(schema)])
        return try (0..<tables.count).flatMap { place -> [String] in
            guard case .text(let table) = tables.row(place)[0] else { return [] }
            let rows = try session.ask("SELECT t::text FROM \(schema).\"\(table)\" AS t")
            return (0..<rows.count).map { "\(table) \(rows.row($0)[0])" }
        }.sorted()
    }

    /// What a daemon says of itself.
    struct Told: Decodable {
        /// What it says of who leads.
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

    /// What the daemon of a machine says of itself.
    func status(_ machine: Scratch) throws -> Told {
        let ending = try machine.klyfta("status", "--format", "json", "--config", machine["klyfta.yaml"])
        return try JSONDecoder().decode(Told.self, from: Data(ending.output.utf8))
    }
}

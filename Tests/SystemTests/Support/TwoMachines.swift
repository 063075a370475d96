import Foundation
import KlyftaTestKit
import PostgresKit
import Testing

/// Two machines whose daemons share a schema of PostgreSQL: a directory each, and one receiver.
struct TwoMachines {
    let (one, two): (Scratch, Scratch)
    let receiver: LiveReceiver
    let schema: String
    /// Where each of the machines finds the database.
    private let addresses: [String]
    /// How long the server may take for an answer, as the configuration says it.
    private let patience: String

    /// Figures of 2013 and a configuration on each.
    init(at addresses: [String], schedule: String = "yearly", answerWithin patience: String = "30s") throws {
        (one, two) = (try Scratch(), try Scratch())
        (self.addresses, self.patience, receiver) = (addresses, patience, try LiveReceiver())
        schema = "t\(one.path.utf8.suffix(6).map { String($0) }.joined())"
        for (place, machine) in both.enumerated() {
            let text = Watched.configuration(machine, schedule: schedule, head: head(receiver.head, at: place))
            try machine.write(text, to: "klyfta.yaml")
            try machine.writeFigures(through: 2013)
        }
    }

    /// On the server that tests share.
    init() throws {
        let address = try #require(PostgresServer.shared).address
        try self.init(at: [address, address])
    }

    var both: [Scratch] { [one, two] }

    /// The beginning of the configuration of a machine, with sinks of its own.
    func head(_ sinks: String, at place: Int = 0) -> String {
        """
        store: postgresql
        postgresql: { address: "\(addresses[place])", schema: \(schema), answer-within: \(patience) }
        \(sinks)
        """
    }

    /// A session in the schema, from where the second machine is.
    func session(connectWithin seconds: Int = 60) throws -> PostgresSession {
        let session = try PostgresSession(
            [("dbname", addresses[1]), ("connect_timeout", "\(seconds)")], patience: .seconds(60))
        try session.run("SET search_path = \(schema)")
        return session
    }

    /// Every row of every table, as text.
    func rows() throws -> [String] {
        let session = try session()
        let tables = try session.ask(
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = $1 AND table_type = 'BASE TABLE'",
            [.text(schema)])
        return try (0..<tables.count).flatMap { place -> [String] in
            guard case .text(let table) = tables.row(place)[0] else { return [] }
            let rows = try session.ask("SELECT t::text FROM \"\(table)\" AS t")
            return (0..<rows.count).map { "\(table) \(rows.row($0)[0])" }
        }.sorted()
    }

    // MARK: Daemons

    /// A leader that has sent what it had to, and a follower beside it.
    func pair() throws -> (leader: Daemon, follower: Daemon) {
        let leader = try Daemon(in: one)
        try leader.notify.wait("the leader has sent all") { $0.contains("4 firing") && $0.contains("outbox 0") }
        let follower = try Daemon(in: two)
        try follower.notify.wait("the follower has read all") { $0.contains("stands by; ") && $0.contains("4 firing") }
        return (leader, follower)
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

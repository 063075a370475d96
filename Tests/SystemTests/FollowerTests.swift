import Foundation
import KlyftaTestKit
import PostgresKit
import Testing

/// What the daemons on one database tell of who leads, and what those do that follow.
@Suite(
    "Leader and followers", .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"),
    .timeLimit(.minutes(10)))
struct FollowerTests {
    /// Two machines: a directory each, one schema, one receiver.
    private let (one, two): (Scratch, Scratch)
    private let receiver: LiveReceiver
    private let (address, schema): (String, String)

    init() throws {
        (one, two) = (try Scratch(), try Scratch())
        receiver = try LiveReceiver()
        address = try #require(PostgresServer.shared).address
        schema = "t\(one.path.utf8.suffix(6).map { String($0) }.joined())"
        for machine in [one, two] { try machine.prepare(head: head(receiver.head)) }
    }

    private func head(_ sinks: String) -> String {
        """
        store: postgresql
        postgresql: { address: "\(address)", schema: \(schema) }
        \(sinks)
        """
    }

    /// A leader that has sent what it had to, and a follower beside it.
    private func pair() throws -> (leader: Daemon, follower: Daemon) {
        let leader = try Daemon(in: one)
        try leader.notify.wait("the leader has sent all") { $0.contains("4 firing") && $0.contains("outbox 0") }
        let follower = try Daemon(in: two)
        try follower.notify.wait("the follower has read all") { $0.contains("stands by; ") && $0.contains("4 firing") }
        return (leader, follower)
    }

    /// Every row of every table of the schema, as text.
    private func rows() throws -> [String] {
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

    @Test
    func `a follower says that it follows, and whom`() throws {
        let (leader, follower) = try pair()
        let told = try status(two)
        #expect(told.status.contains("stands by; ") && told.status.contains(", process \(leader.process.pid), leads"))
        #expect(told.status.contains("4 firing, 0 pending; outbox 0"), "\(told)")
        #expect(told.leadership.role == "follows" && told.leadership.held && told.leadership.epoch == 1, "\(told)")
        #expect(told.leadership.process == leader.process.pid, "\(told)")
        let text = try two.klyfta("status", "--config", two["klyfta.yaml"]).output
        #expect(text.hasPrefix("stands by; ") && text.contains("process \(follower.process.pid), since 2"), "\(text)")
        #expect(try follower.stop() == .exited(0))
        #expect(try leader.stop() == .exited(0))
    }

    @Test(.enabled(if: Peers.python != nil, "needs python3: .ci/peers"))
    func `a follower serves pages, data and metrics of what the leader wrote, also of what it writes later`() throws {
        let (leader, follower) = try pair()
        let (first, second) = (one["state/page.sock"], two["state/page.sock"])
        for path in ["/current.json", "/data/skl.N07900/gaps.csv", "/data/alerts.csv"] {
            #expect(try two.ask(path, at: second) == one.ask(path, at: first), "\(path)")
        }
        let page = try two.ask("/en/", at: second)
        #expect(page.contains("4 of 6 rules are firing") && page.contains("last computed"), "\(page)")
        let metrics = try two.ask("/metrics", at: second)
        for line in ["klyfta_leader 0.0", "klyfta_leadership_held 1.0", "klyfta_leadership_epoch 1.0"] {
            #expect(metrics.contains("\n\(line)\n"), "\(line): \(metrics)")
        }
        #expect(try one.ask("/metrics", at: first).contains("\nklyfta_leader 1.0\n"))
        // What the leader writes shows at both.
        let silence = try one.klyfta(
            "silence", "add", "rule=b-level", "--for", "2h", "--comment", "it is known", "--config", one["klyfta.yaml"])
        #expect(silence.status == .exited(0), "\(silence)")
        try eventually("the follower shows what the leader wrote") {
            try two.ask("/current.json", at: second).contains("it is known")
        }
        #expect(try follower.stop() == .exited(0))
        #expect(try leader.stop() == .exited(0))
    }

    /// What the follower has to fetch was never fetched from its folder, and is due from its first moment on.
    @Test
    func `a follower writes nothing, fetches nothing and sends nothing, and read commands work beside it`() throws {
        let leader = try Daemon(in: one)
        try leader.notify.wait("the leader has sent all") { $0.contains("4 firing") && $0.contains("outbox 0") }
        try two.writeFigures(through: 2014)
        let (before, sent) = (try rows(), receiver.count)
        let follower = try Daemon(in: two)
        try follower.notify.wait(forStatus: "4 firing")
        #expect(try two.klyfta("reload", "--config", two["klyfta.yaml"]).status == .exited(0))
        try follower.notify.wait("it has looked anew") { $0.contains("stands by; ") && $0.contains("4 firing") }
        for command in [
            ["alerts"], ["sources"], ["gaps", "skl.N07900"], ["history"], ["check"], ["outbox", "list"],
            ["silence", "list"],
            ["explain", "b-level"], ["export", "csv", "skl.N07900/gaps"], ["doctor"],
        ] {
            let ending = try two.start(command + ["--config", two["klyfta.yaml"]]).ending()
            #expect(!ending.output.isEmpty && !ending.errors.contains("leads"), "\(command): \(ending)")
        }
        #expect(try follower.stop() == .exited(0))
        #expect(try rows() == before && receiver.count == sent)
        #expect(try leader.stop() == .exited(0))
    }

    @Test
    func `what a person wants written is refused by a follower, which says where the leader is`() throws {
        let (leader, follower) = try pair()
        let before = try rows()
        for command in [
            ["silence", "add", "rule=b-level", "--for", "2h"], ["ack", "b-level", "--until", "resolved"],
            ["outbox", "retry", "--sink", "hook"], ["drill"],
        ] {
            let ending = try two.start(command + ["--comment", "why", "--config", two["klyfta.yaml"]]).ending()
            #expect(ending.status != .exited(0), "\(command): \(ending)")
            #expect(
                ending.errors.contains("stands by and writes nothing")
                    && ending.errors.contains("process \(leader.process.pid)"), "\(command): \(ending)")
        }
        #expect(try rows() == before)
        #expect(try follower.stop() == .exited(0))
        #expect(try leader.stop() == .exited(0))
    }

    @Test
    func
        `a leader that is asked to end hands over: terms follow one another, and nothing is computed anew or sent again`()
        throws
    {
        let (leader, follower) = try pair()
        let sent = receiver.count
        #expect(try leader.stop() == .exited(0))
        try follower.notify.wait("the follower leads") { $0.contains("ready; leads since 2") && $0.contains("epoch 2") }
        let told = try status(two).leadership
        #expect(told.process == follower.process.pid && told.role == "leads" && told.epoch == 2)
        #expect(try follower.stop() == .exited(0))
        #expect(receiver.count == sent)
        #expect(follower.process.errors.contains("This klyfta leads now"))
        let rounds = follower.process.errors.matches(of: #/round\.gaps-computed=(\d+)/#).map(\.output.1)
        #expect(!rounds.isEmpty && rounds.allSatisfy { $0 == "0" }, "it was warm: \(follower.process.errors)")
    }

    @Test
    func `what waits is sent by whoever leads, and by nobody else`() throws {
        let nobody = "sinks: { hook: { kind: webhook, url: \"http://127.0.0.1:\(try Peers.freePort())/in\" } }"
        try one.prepare(head: head(nobody))
        let leader = try Daemon(in: one)
        try leader.notify.wait(forStatus: "4 firing, 0 pending; outbox 4 (failing: hook)")
        let follower = try Daemon(in: two)
        try follower.notify.wait(forStatus: "outbox 4 (failing: hook)")
        // Its own sink would take them: it looks once more, and leaves them.
        #expect(try two.klyfta("reload", "--config", two["klyfta.yaml"]).status == .exited(0))
        try follower.notify.wait(forStatus: "outbox 4 (failing: hook)")
        #expect(receiver.count == 0)
        _ = try leader.process.ending(killedAfter: .zero)
        try follower.notify.wait("the follower leads") { $0.contains("ready; leads since 2") }
        let retry = [
            "outbox", "retry", "--sink", "hook", "--comment", "the other one could not", "--config", two["klyfta.yaml"],
        ]
        #expect(try two.start(retry).ending().status == .exited(0))
        try eventually("all are sent") { receiver.count == 4 }
        #expect(try follower.stop() == .exited(0))
        #expect(receiver.count == 4)
    }
}

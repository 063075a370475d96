import Foundation
import KlyftaTestKit
import PostgresKit
import Testing

/// What the daemons on one database tell of who leads, and what those do that follow.
@Suite(
    "Leader and followers", .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"),
    .timeLimit(.minutes(10)))
struct FollowerTests {
    private let machines: TwoMachines

    init() throws { machines = try TwoMachines() }

    @Test
    func `the leader says that it leads, under which number and since when`() throws {
        let leader = try Daemon(in: machines.one)
        try leader.notify.wait(forStatus: "ready; leads since 2")
        let told = try machines.status(machines.one)
        #expect(told.status.contains("ready; leads since 2") && told.status.contains("(epoch 1)"), "\(told)")
        #expect(told.leadership.role == "leads" && told.leadership.held && told.leadership.epoch == 1, "\(told)")
        #expect(told.leadership.process == leader.process.pid && told.leadership.since.hasPrefix("2"), "\(told)")
        #expect(told.leadership.host == ProcessInfo.processInfo.hostName)
        #expect(try leader.stop() == .exited(0))
    }

    @Test
    func `a follower says that it follows, and whom`() throws {
        let (leader, follower) = try machines.pair()
        let told = try machines.status(machines.two)
        #expect(told.status.contains("stands by; ") && told.status.contains(", process \(leader.process.pid), leads"))
        #expect(told.status.contains("4 firing, 0 pending; outbox 0"), "\(told)")
        #expect(told.leadership.role == "follows" && told.leadership.held && told.leadership.epoch == 1, "\(told)")
        #expect(told.leadership.process == leader.process.pid, "\(told)")
        let text = try machines.two.klyfta("status", "--config", machines.two["klyfta.yaml"]).output
        #expect(text.hasPrefix("stands by; ") && text.contains("process \(follower.process.pid), since 2"), "\(text)")
        #expect(try follower.stop() == .exited(0))
        #expect(try leader.stop() == .exited(0))
    }

    @Test(.enabled(if: Peers.python != nil, "needs python3: .ci/peers"))
    func `a follower serves pages, data and metrics of what the leader wrote, also of what it writes later`() throws {
        let (leader, follower) = try machines.pair()
        let (first, second) = (machines.one["state/page.sock"], machines.two["state/page.sock"])
        for path in ["/current.json", "/data/skl.N07900/gaps.csv", "/data/alerts.csv"] {
            #expect(try machines.two.ask(path, at: second) == machines.one.ask(path, at: first), "\(path)")
        }
        let page = try machines.two.ask("/en/", at: second)
        #expect(page.contains("4 of 6 rules are firing") && page.contains("last computed"), "\(page)")
        let metrics = try machines.two.ask("/metrics", at: second)
        for line in ["klyfta_leader 0.0", "klyfta_leadership_held 1.0", "klyfta_leadership_epoch 1.0"] {
            #expect(metrics.contains("\n\(line)\n"), "\(line): \(metrics)")
        }
        #expect(try machines.one.ask("/metrics", at: first).contains("\nklyfta_leader 1.0\n"))
        // What the leader writes shows at both.
        let silence = try machines.one.klyfta(
            "silence", "add", "rule=b-level", "--for", "2h", "--comment", "it is known", "--config",
            machines.one["klyfta.yaml"])
        #expect(silence.status == .exited(0), "\(silence)")
        try eventually("the follower shows what the leader wrote") {
            try machines.two.ask("/current.json", at: second).contains("it is known")
        }
        #expect(try follower.stop() == .exited(0))
        #expect(try leader.stop() == .exited(0))
    }

    /// What the follower has to fetch was never fetched from its folder, and is due from its first moment on.
    @Test
    func `a follower writes nothing, fetches nothing and sends nothing, and read commands work beside it`() throws {
        let leader = try Daemon(in: machines.one)
        try leader.notify.wait("the leader has sent all") { $0.contains("4 firing") && $0.contains("outbox 0") }
        try machines.two.writeFigures(through: 2014)
        let (before, sent) = (try machines.rows(), machines.receiver.count)
        let follower = try Daemon(in: machines.two)
        try follower.notify.wait(forStatus: "4 firing")
        #expect(try machines.two.klyfta("reload", "--config", machines.two["klyfta.yaml"]).status == .exited(0))
        try follower.notify.wait("it has looked anew") { $0.contains("stands by; ") && $0.contains("4 firing") }
        for command in [
            ["alerts"], ["sources"], ["gaps", "skl.N07900"], ["history"], ["check"], ["outbox", "list"],
            ["silence", "list"], ["explain", "b-level"], ["export", "csv", "skl.N07900/gaps"], ["doctor"],
        ] {
            let ending = try machines.two.start(command + ["--config", machines.two["klyfta.yaml"]]).ending()
            #expect(!ending.output.isEmpty && !ending.errors.contains("leads"), "\(command): \(ending)")
        }
        #expect(try follower.stop() == .exited(0))
        #expect(try machines.rows() == before && machines.receiver.count == sent)
        #expect(try leader.stop() == .exited(0))
    }

    @Test
    func `what a person wants written is refused by a follower, which says where the leader is`() throws {
        let (leader, follower) = try machines.pair()
        let before = try machines.rows()
        for command in [
            ["silence", "add", "rule=b-level", "--for", "2h"], ["ack", "b-level", "--until", "resolved"],
            ["outbox", "retry", "--sink", "hook"], ["drill"],
        ] {
            let ending = try machines.two.start(
                command + ["--comment", "why", "--config", machines.two["klyfta.yaml"]]
            ).ending()
            #expect(ending.status != .exited(0), "\(command): \(ending)")
            #expect(
                ending.errors.contains("stands by and writes nothing")
                    && ending.errors.contains("process \(leader.process.pid)"), "\(command): \(ending)")
        }
        let round = try machines.two.once()
        #expect(round.status == .exited(75) && round.errors.contains("it runs on "), "\(round)")
        #expect(round.errors.contains("process \(leader.process.pid)"), "\(round)")
        #expect(try machines.rows() == before)
        #expect(try follower.stop() == .exited(0))
        #expect(try leader.stop() == .exited(0))
    }

    /// The server lies behind a name that can be taken away.
    @Test
    func `a follower that cannot reach the database says so, shows what it knows, and goes on when it can`() throws {
        let server = try #require(PostgresServer.shared).directory
        try FileManager.default.createSymbolicLink(atPath: machines.two["pg"], withDestinationPath: server)
        let leader = try Daemon(in: machines.one)
        try leader.notify.wait("the leader has sent all") { $0.contains("4 firing") && $0.contains("outbox 0") }
        let text = try machines.two.read("klyfta.yaml").replacing(
            server, with: "\(machines.two["pg"])&application_name=\(machines.schema)")
        try machines.two.write(text, to: "klyfta.yaml")
        let follower = try Daemon(in: machines.two)
        try follower.notify.wait(forStatus: "4 firing")
        try FileManager.default.removeItem(atPath: machines.two["pg"])
        let session = try machines.session()
        let end = "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE application_name = $1"
        #expect(try session.ask(end, [.text(machines.schema)]).count == 1)
        let status = try follower.notify.wait(forStatus: "stands by; the database cannot be asked")
        #expect(status.contains("4 firing"))
        #expect(
            try machines.two.klyfta("status", "--config", machines.two["klyfta.yaml"]).output.contains(
                "cannot be asked"))
        try FileManager.default.createSymbolicLink(atPath: machines.two["pg"], withDestinationPath: server)
        try follower.notify.wait(forStatus: ", process \(leader.process.pid), leads since 2")
        #expect(try follower.stop() == .exited(0))
        #expect(try leader.stop() == .exited(0))
    }
}

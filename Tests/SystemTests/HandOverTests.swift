import Foundation
import Glibc
import KlyftaTestKit
import PostgresKit
import Testing

/// How one that follows comes to lead, and what becomes of what was under way.
@Suite(
    "From one leader to the next", .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"),
    .timeLimit(.minutes(10)))
struct HandOverTests {
    private let machines: TwoMachines

    init() throws { machines = try TwoMachines() }

    @Test
    func
        `a leader that is asked to end hands over: terms follow one another, and nothing is computed anew or sent again`()
        throws
    {
        let (leader, follower) = try machines.pair()
        let sent = machines.receiver.count
        #expect(try leader.stop() == .exited(0))
        try follower.notify.wait("the follower leads") { $0.contains("ready; leads since 2") && $0.contains("epoch 2") }
        let told = try machines.status(machines.two).leadership
        #expect(told.process == follower.process.pid && told.role == "leads" && told.epoch == 2)
        #expect(try follower.stop() == .exited(0))
        #expect(machines.receiver.count == sent)
        #expect(follower.process.errors.contains("This klyfta leads now"))
        let rounds = follower.process.errors.matches(of: #/round\.gaps-computed=(\d+)/#).map(\.output.1)
        #expect(!rounds.isEmpty && rounds.allSatisfy { $0 == "0" }, "it was warm: \(follower.process.errors)")
    }

    @Test
    func `a leader whose session the server ended goes on or stands by`() throws {
        let (leader, follower) = try machines.pair()
        try endSession(ofEpoch: 1)
        // Whoever asks first leads; the one that is asked nothing asks by itself.
        try eventually("one of them leads, and it is told") {
            machines.both.contains { (try? machines.status($0))?.leadership.epoch == 2 }
        }
        try eventually("and the other one stands by") {
            let roles = machines.both.compactMap { try? machines.status($0).leadership.role }
            return roles.sorted() == ["follows", "leads"]
        }
        #expect(try follower.stop() == .exited(0))
        #expect(try leader.stop() == .exited(0))
    }

    /// It sleeps while it loses its session, so that the other one leads.
    @Test
    func `a leader that another one has followed stands by at once, shows what that one writes, and leads again`()
        throws
    {
        let (leader, follower) = try machines.pair()
        leader.process.signal(SIGSTOP)
        try endSession(ofEpoch: 1)
        try follower.notify.wait("the other one leads") {
            $0.contains("ready; leads since 2") && $0.contains("epoch 2")
        }
        leader.process.signal(SIGCONT)
        try leader.notify.wait("it stands by") {
            $0.contains("stands by; ") && $0.contains(", process \(follower.process.pid), leads since 2")
        }
        #expect(leader.process.errors.contains("another klyfta has taken over; nothing of this was written"))

        let later = Watched.configuration(
            machines.two, figures: "later", head: machines.head(machines.receiver.head))
        try machines.two.writeFigures(through: 2014, to: "later")
        try machines.two.write(later, to: "klyfta.yaml")
        #expect(try machines.two.klyfta("reload", "--config", machines.two["klyfta.yaml"]).status == .exited(0))
        try follower.notify.wait("the new leader takes figures") { $0.contains("3 firing") && $0.contains("outbox 0") }
        try leader.notify.wait("the old one shows them") {
            $0.contains("stands by; ") && $0.contains("3 firing") && $0.contains("outbox 0")
        }
        let sent = machines.receiver.count
        #expect(try follower.stop() == .exited(0))
        try leader.notify.wait("it leads again") {
            $0.contains("ready; leads since 2") && $0.contains("epoch 3") && $0.contains("3 firing")
        }
        #expect(machines.receiver.count == sent)
        #expect(try leader.stop() == .exited(0))
    }

    /// Ends the session of who leads under a number, as a network or an administrator does.
    private func endSession(ofEpoch epoch: Int) throws {
        let session = try machines.session()
        _ = try session.ask(
            "SELECT pg_terminate_backend(session::integer, 60000) FROM \(machines.schema).term WHERE epoch = \(epoch)")
    }

    /// Rounds and deliveries are slow things, and the end may come amid them.
    @Test
    func `a leader that is asked to end amid a delivery gives it up and sends nothing any more; the next one sends it`()
        throws
    {
        let slow = try HTTPServer { _ in [.hang] }
        try machines.one.prepare(head: machines.head("sinks: { hook: { kind: webhook, url: \"\(slow.url("/in"))\" } }"))
        let leader = try Daemon(in: machines.one)
        try eventually("a delivery is under way") { !slow.questions.isEmpty }
        let follower = try Daemon(in: machines.two)
        #expect(try leader.stop() == .exited(0))
        let sent = slow.questions.count
        try follower.notify.wait("the follower leads, and has sent all") {
            $0.contains("ready; leads since 2") && $0.contains("outbox 0")
        }
        #expect(machines.receiver.count == 4 && slow.questions.count == sent)
        #expect(slow.questions.allSatisfy { $0.headers["webhook-id"] == machines.receiver.firstID })
        #expect(try follower.stop() == .exited(0))
    }

    /// Both machines fetch from one folder, as from one office.
    @Test
    func `a follower computes along: when it comes to lead, what the leader took meanwhile is computed already`() throws
    {
        func direct(_ folder: String) throws {
            for machine in machines.both {
                let text = Watched.configuration(
                    machines.one, state: machine["state"], figures: folder, head: machines.head(machines.receiver.head))
                try machine.write(text, to: "klyfta.yaml")
            }
        }
        try direct("figures")
        let (leader, follower) = try machines.pair()
        try machines.one.writeFigures(through: 2014, to: "later")
        try direct("later")
        for machine in machines.both {
            #expect(try machine.klyfta("reload", "--config", machine["klyfta.yaml"]).status == .exited(0))
        }
        try leader.notify.wait("the leader has taken the figures") {
            $0.contains("3 firing") && $0.contains("outbox 0")
        }
        try follower.notify.wait("the follower has") { $0.contains("3 firing") && $0.contains("outbox 0") }
        #expect(try leader.stop() == .exited(0))
        try follower.notify.wait("the follower leads") {
            $0.contains("ready; leads since 2") && $0.contains("3 firing")
        }
        #expect(try follower.stop() == .exited(0))
        let rounds = follower.process.errors.matches(of: #/round\.gaps-computed=(\d+)/#).map(\.output.1)
        #expect(!rounds.isEmpty && rounds.allSatisfy { $0 == "0" }, "it was warm: \(follower.process.errors)")
    }

    @Test
    func `what waits is sent by whoever leads, and by nobody else`() throws {
        let nobody = "sinks: { hook: { kind: webhook, url: \"http://127.0.0.1:\(try Peers.freePort())/in\" } }"
        try machines.one.prepare(head: machines.head(nobody))
        let leader = try Daemon(in: machines.one)
        try leader.notify.wait(forStatus: "4 firing, 0 pending; outbox 4 (failing: hook)")
        let follower = try Daemon(in: machines.two)
        try follower.notify.wait(forStatus: "outbox 4 (failing: hook)")
        // Its own sink would take them: it looks once more, and leaves them.
        #expect(try machines.two.klyfta("reload", "--config", machines.two["klyfta.yaml"]).status == .exited(0))
        try follower.notify.wait(forStatus: "outbox 4 (failing: hook)")
        #expect(machines.receiver.count == 0)
        _ = try leader.process.ending(killedAfter: .zero)
        try follower.notify.wait("the follower leads") { $0.contains("ready; leads since 2") }
        let retry = [
            "outbox", "retry", "--sink", "hook", "--comment", "the other one could not", "--config",
            machines.two["klyfta.yaml"],
        ]
        #expect(try machines.two.start(retry).ending().status == .exited(0))
        try eventually("all are sent") { machines.receiver.count == 4 }
        #expect(try follower.stop() == .exited(0))
        #expect(machines.receiver.count == 4)
    }

    @Test
    func `a follower that may read alone says why it cannot lead, tries on, and leads once it may`() throws {
        let leader = try Daemon(in: machines.one)
        try leader.notify.wait("the leader has sent all") { $0.contains("4 firing") && $0.contains("outbox 0") }
        let (session, schema) = (try machines.session(), machines.schema)
        try session.run(
            """
            CREATE ROLE \(schema)_reader LOGIN; GRANT USAGE ON SCHEMA \(schema) TO \(schema)_reader;
            GRANT SELECT ON ALL TABLES IN SCHEMA \(schema) TO \(schema)_reader
            """)
        let text = try machines.two.read("klyfta.yaml").replacing("//klyfta@", with: "//\(schema)_reader@")
        try machines.two.write(text, to: "klyfta.yaml")
        let follower = try Daemon(in: machines.two)
        try follower.notify.wait(forStatus: "4 firing")
        #expect(try leader.stop() == .exited(0))
        try follower.notify.wait(forStatus: "the database cannot be asked (PostgreSQL refuses (permission denied")
        try session.run("GRANT klyfta TO \(schema)_reader")
        try follower.notify.wait(forStatus: "ready; leads since 2")
        #expect(try follower.stop() == .exited(0))
        try session.run("REVOKE ALL ON ALL TABLES IN SCHEMA \(schema) FROM \(schema)_reader")
        try session.run("DROP OWNED BY \(schema)_reader; DROP ROLE \(schema)_reader")
    }
}

import Foundation
import Glibc
import KlyftaTestKit
import PostgresKit
import Testing

/// Several daemons on one PostgreSQL database: one leads, the others stand by.
@Suite("Daemons on one database", .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
struct FailoverTests {
    /// Two machines: a directory each, one database, one receiver.
    private let (one, two): (Scratch, Scratch)
    private let receiver: LiveReceiver
    private let address: String

    init() throws {
        (one, two) = (try Scratch(), try Scratch())
        receiver = try LiveReceiver()
        address = try #require(PostgresServer.shared).address
        receiver.forgetBefore()
    }

    /// The figures of both through a year, and their configuration with a schema of its own.
    /// - Returns: the schema.
    @discardableResult
    private func prepare(through year: Int = 2013, step: Int = 0) throws -> String {
        let schema = "t\(one.path.utf8.suffix(6).map { String($0) }.joined())_\(step)"
        let head = """
            store: postgresql
            postgresql: { address: "\(address)", schema: \(schema) }
            \(receiver.head)
            """
        for machine in [one, two] { try machine.prepare(through: year, head: head) }
        return schema
    }

    /// The number of the leader of each round, in order.
    private func epochs(in schema: String) throws -> [PostgresValue] {
        let session = try PostgresSession([("dbname", address)], patience: .seconds(60))
        let answer = try session.ask("SELECT epoch FROM \(schema).round ORDER BY seq")
        return (0..<answer.count).map { answer.row($0)[0] }
    }

    private func history(_ machine: Scratch) throws -> [ToldEvent] {
        let ending = try machine.klyfta(
            "alerts", "--history", "--format", "json", "--config", machine["klyfta.yaml"])
        guard ending.status == .exited(0) else { throw Missed("\(ending)") }
        return try JSONDecoder().decode([ToldEvent].self, from: Data(ending.output.utf8))
    }

    @Test
    func `a round tells what it tells on SQLite, and the commands read it`() throws {
        try prepare()
        #expect(try one.once().status == .exited(0))
        #expect(try one.alertFile().map(\.name) == Watched.firstEvents)
        #expect(!one.exists("state/klyfta.sqlite"))
        try one.writeFigures(through: 2014)
        #expect(try one.once().status == .exited(0))
        #expect(try history(two).map(\.name).sorted() == (Watched.firstEvents + Watched.secondEvents).sorted())
        for command in [
            ["alerts"], ["sources"], ["gaps", "skl.N07900"], ["revisions", "skl.N07900"], ["history"], ["report"],
        ] {
            let ending = try two.start(command + ["--config", two["klyfta.yaml"]]).ending()
            #expect(ending.status == .exited(0), "\(command): \(ending)")
        }
    }

    @Test
    func `what is for a database in a directory says which program is for this one`() throws {
        try prepare()
        for command in [["verify"], ["backup", one["copy"]], ["restore"]] {
            let ending = try one.start(["state"] + command + ["--config", one["klyfta.yaml"]]).ending()
            #expect(ending.status == .exited(64) && ending.errors.contains("PostgreSQL"), "\(ending)")
        }
    }

    @Test(arguments: [SIGKILL, SIGTERM])
    func `when the leader ends, the one that stood by goes on: no event lost, none told under two names`(
        signal: CInt
    ) throws {
        try prepare()
        let leader = try Daemon(in: one)
        try leader.notify.wait(forStatus: "4 firing")
        let standby = try Daemon(in: two)
        try standby.notify.wait(forStatus: " leads since ")
        try two.writeFigures(through: 2014)
        _ = try leader.process.ending(signalled: signal, after: .zero)
        try standby.notify.wait("the standby leads, and all is sent", within: .seconds(60)) {
            $0.contains("ready; leads") && $0.contains("3 firing") && $0.contains("outbox 0")
        }
        #expect(try standby.stop() == .exited(0))
        receiver.expect(try history(two), "taken over")
    }

    @Test
    func `a leader that is killed at any moment of its first round is made up by the other, and the leaders never mix`()
        throws
    {
        for step in 0..<(DisturbedRound.isSlow ? 500 : 4) {
            for machine in [one, two] { try? FileManager.default.removeItem(atPath: machine["state"]) }
            let schema = try prepare(through: 2014, step: step + 1)
            receiver.beginAnew()
            let leader = try Daemon(in: one)
            let standby = try Daemon(in: two)
            // Before, in and behind the first round, which takes some tenths of a second.
            usleep(UInt32(step * 79 % 400) * 1_000)
            _ = try leader.process.ending(killedAfter: .zero)
            try standby.notify.wait("step \(step): the standby leads", within: .seconds(60)) {
                $0.contains("ready; leads") && $0.contains("firing") && $0.contains("outbox 0")
            }
            #expect(try standby.stop() == .exited(0))
            let events = try history(two)
            #expect(events.map(\.seq) == Array(1...max(1, events.count)), "step \(step): no gap in the order")
            receiver.expect(events.filter { $0.reason != "history" }, "step \(step)")
            let leaders = try epochs(in: schema)
            #expect(Set(leaders).isSubset(of: [.integer(1), .integer(2)]), "step \(step): \(leaders)")
            #expect(leaders == leaders.filter { $0 == .integer(1) } + leaders.filter { $0 == .integer(2) })
        }
    }
}

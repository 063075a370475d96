import Foundation
import Glibc
import Testing

struct DaemonTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func `the daemon says that it is ready, what it watches, and that it stops`() throws {
        try scratch.prepare()
        let daemon = try Daemon(in: scratch)
        let status = try daemon.notify.wait(forStatus: "4 firing")
        #expect(status.contains("1 sources, 6 rules; 4 firing, 0 pending; outbox "), "\(status)")
        #expect(try daemon.stop() == .exited(0))
        for message in daemon.notify.messages {
            for line in message.split(separator: "\n", omittingEmptySubsequences: false) {
                #expect(line.contains(#/^[A-Z_]+=./#), "no line of a message is anything but an assignment: \(message)")
            }
        }
        #expect(scratch.exists("state/control.sock"), "systemd was told to keep it")
        #expect(daemon.process.session == [daemon.process.pid])
        #expect(try scratch.alertFile().map(\.name) == Watched.firstEvents)
    }

    @Test func `a daemon that has nothing to do at its start tells the situation all the same`() throws {
        try scratch.prepare()
        #expect(try Daemon(in: scratch).stop(afterStatus: "4 firing") == .exited(0))
        #expect(try Daemon(in: scratch).stop(afterStatus: "6 rules; 4 firing") == .exited(0))
        #expect(try scratch.alertFile().count == 4)
    }

    @Test func `a rule that was added while the daemon was down is judged at its start`() throws {
        try scratch.prepare()
        #expect(try Daemon(in: scratch).stop(afterStatus: "4 firing") == .exited(0))
        let more =
            Watched.rules + "  g-level: { indicator: skl.N90003, between: [0-9999, 100000+], level: { above: 1 } }\n"
        try scratch.write(Watched.configuration(scratch, rules: more), to: "klyfta.yaml")
        #expect(try Daemon(in: scratch).stop(afterStatus: "7 rules; 5 firing") == .exited(0))
        #expect(try scratch.alertFile().map(\.name) == Watched.firstEvents + ["g-level fired"])
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `fault 8: the daemon ends when asked, also during a fetch that hangs`(signal: CInt) throws {
        try scratch.prepare(otherSources: "  ssb: { schedule: yearly, deadline: 1h }")
        let daemon = try Daemon(in: scratch)
        try daemon.process.hangChild("ssb")
        daemon.process.signal(signal)
        #expect(try daemon.process.ending(within: .seconds(60)).status == .exited(0))
        try daemon.notify.wait(forLine: "STOPPING=1")
        #expect(daemon.process.session == [daemon.process.pid], "no child is left")
        #expect(scratch.exists("state/control.sock"), "systemd was told to keep it: who asks waits for the next daemon")
        #expect(try scratch.alertFile().isEmpty)

        // What was fetched before the end is not forgotten: the next start judges it.
        #expect(try Daemon(in: scratch).stop(afterStatus: "4 firing") == .exited(0))
        #expect(try scratch.alertFile().map(\.name) == Watched.firstEvents)
    }

    /// The long request is more than a pipe holds: it cannot be written to a module that does not read.
    @Test(arguments: [false, true])
    func `fault 12: a source that takes longer than its deadline is given up, and the others are heard`(
        isRequestLong: Bool
    ) throws {
        let names = Array(repeating: "strategy.electronic-purchase", count: isRequestLong ? 4_000 : 1)
        try scratch.prepare(
            otherSources: """
                  ssb: { schedule: yearly, deadline: 2s, indicators: [\(names.joined(separator: ", "))] }
                """)
        let daemon = try Daemon(in: scratch)
        try daemon.process.hangChild("ssb")
        try daemon.notify.wait(forStatus: "2 sources (ssb failing), 6 rules; 4 firing")
        #expect(daemon.process.session == [daemon.process.pid], "the child was ended")
        #expect(try daemon.stop() == .exited(0))
    }

    @Test func `a source that fails is named in the status and does not end the daemon`() throws {
        try scratch.prepare(otherSources: "  esv: { schedule: yearly, figures: \(scratch["nowhere"]) }")
        let daemon = try Daemon(in: scratch)
        try daemon.notify.wait(forStatus: "2 sources (esv failing), 6 rules; 4 firing")
        #expect(daemon.process.errors.contains("there is no such file"))
        #expect(try daemon.stop() == .exited(0))
    }

    @Test(arguments: 1...6)
    func `a signal in the moment of readiness is heard`(attempt: Int) throws {
        try scratch.prepare()
        let daemon = try Daemon(in: scratch)
        daemon.process.signal(SIGHUP)
        try daemon.notify.wait(forLine: "RELOADING=1")
        #expect(try daemon.stop() == .exited(0))
        #expect(try Daemon(in: scratch).stop() == .exited(0))
    }

    @Test func `fault 12: the watchdog is fed when systemd asks for it`() throws {
        try scratch.prepare()
        let daemon = try Daemon(in: scratch, environment: ["WATCHDOG_USEC": "400000"])
        for _ in 1...3 { try daemon.notify.wait("a ping") { $0 == "WATCHDOG=1" } }
        #expect(try daemon.stop() == .exited(0))
    }

    @Test func `fault 12: a source that hangs does not keep the watchdog from being fed`() throws {
        try scratch.prepare(otherSources: "  ssb: { schedule: yearly, deadline: 1h }")
        let daemon = try Daemon(in: scratch, environment: ["WATCHDOG_USEC": "400000"])
        try daemon.process.hangChild("ssb")
        while daemon.notify.next(within: .zero) != nil {}
        for _ in 1...5 { try daemon.notify.wait("a ping") { $0 == "WATCHDOG=1" } }
        #expect(try daemon.stop() == .exited(0))
    }

    @Test func `fault 40: a daemon without standard streams and without systemd starts all the same`() throws {
        try scratch.prepare()
        let process = try KlyftaProcess(
            .init(arguments: ["run", "--config", scratch["klyfta.yaml"]], closesStreams: true), in: scratch)
        try eventually("the alerts are written") { try scratch.alertsSoFar().count == 4 }
        #expect(try scratch.klyfta("reload", "--config", scratch["klyfta.yaml"]).status == .exited(0))
        try scratch.writeFigures(through: 2014)
        process.signal(SIGTERM)
        #expect(try process.ending(within: .seconds(60)).status == .exited(0))
        // No file of the state was opened in place of a stream and written to by a message.
        #expect(try scratch.once().status == .exited(0))
        #expect(try scratch.alertFile().map(\.name) == Watched.firstEvents + Watched.secondEvents)
    }

    @Test(arguments: ["/nowhere/notify", "@nobody-listens-here", "nonsense", ""])
    func `fault 40: a notify socket where nobody listens does not keep the daemon from running`(path: String) throws {
        try scratch.prepare()
        let process = try scratch.start(
            ["run", "--config", scratch["klyfta.yaml"]], environment: ["NOTIFY_SOCKET": path])
        try eventually("the alerts are written") { try scratch.alertsSoFar().count == 4 }
        process.signal(SIGTERM)
        #expect(try process.ending(within: .seconds(60)).status == .exited(0))
    }
}

extension Daemon {
    /// Waits for a status and ends the daemon.
    fileprivate func stop(afterStatus text: String) throws -> Ending.Status {
        try notify.wait(forStatus: text)
        return try stop()
    }
}

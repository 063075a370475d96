import Foundation
import Glibc
import Testing

struct ExitCodeTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test(arguments: [
        (["profile", "--indicator", "skl.N07901"], "Did you mean skl.N07900?"),
        (["gaps", "--indicator", "skl.n07900"], "Did you mean skl.N07900?"),
        (["sample", "slk"], "Did you mean skl?"),
        (["gaps", "--indicator", "skal.N07900"], "skl"),
        (["gaps", "--indicator", "skl.N07900", "--between", "100000+,0-9999"], "smaller municipalities first"),
        (["profile", "--indicator", "skl.N07900", "--period", "1999"], "--period"),
        (["profile", "--indicator", "skl.N07900", "--period", "soon"], "period"),
        (["profile", "--indicator", "N07900"], "indicator"),
        (["gaps", "--indicator", "skl.N07900", "--between", "0-9999,lots"], "lots"),
        (["profile", "--indicator", "skl.N07900", "--scale", "koladda"], "Did you mean kolada?"),
        (["gaps", "--indicator", "skl.N07900", "--between", "kostra"], "kostra-bands"),
        (["explain", "--change", "skl.N07900", "2012", "2011"], "Name the earlier one first"),
        (["explain", "--change", "skl.N07900", "2012", "2032"], "2032"),
        (["explain", "--change", "ssb.strategy.electronic-purchase", "2004", "2005"], "shows how their gap moved"),
        (["explain", "--change", "skl.N07900", "2012"], "an indicator and two periods"),
        (["alerts"], "--state"),
        (["profile", "--indicator", "skl.N07900", "--format", "xml"], "xml"),
        (["profil"], "Did you mean 'klyfta profile'?"),
        (["silence", "lst"], "Did you mean 'klyfta silence list'?"),
        (["silence", "something"], "'klyfta silence --help' lists the commands."),
        (["outbox", "lst"], "Did you mean 'klyfta outbox list'?"),
    ])
    func `a wrong word ends with 64, and the message says what to write instead`(
        command: [String], remedy: String
    ) throws {
        let ending = try scratch.start(command).ending()
        #expect(ending.status == .exited(64), "\(ending)")
        #expect(ending.errors.contains(remedy), "\(ending.errors)")
        #expect(ending.output.isEmpty)
    }

    @Test func `figures that rest on no answers are passed over by verify, and it says so`() throws {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        let ending = try scratch.klyfta("verify", "--state", scratch["state"])
        #expect(ending.status == .exited(0), "\(ending)")
        #expect(ending.output.contains("rest on no answers and were passed over"), "\(ending.output)")
    }

    @Test func `an unknown rule or alert ends with 64 and names the near one`() throws {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        let ending = try scratch.klyfta("explain", "b-levl", "--state", scratch["state"])
        #expect(ending.status == .exited(64))
        #expect(ending.errors.contains("Did you mean b-level?"), "\(ending.errors)")
    }

    @Test(arguments: [["once"], ["run"], ["check-config"], ["reload"]])
    func `fault 11: a configuration that is not there ends with 78`(command: [String]) throws {
        let ending = try scratch.start(command + ["--config", scratch["none.yaml"]]).ending()
        #expect(ending.status == .exited(78), "\(ending)")
        #expect(ending.errors.contains("\(scratch["none.yaml"]): there is no such file"), "\(ending.errors)")
    }

    @Test func `a daemon that does not answer ends a reload with 69`() throws {
        try scratch.prepare()
        let ending = try scratch.klyfta("reload", "--config", scratch["klyfta.yaml"])
        #expect(ending.status == .exited(69), "\(ending)")
        #expect(ending.errors.contains("no klyfta listens"), "\(ending.errors)")
    }

    @Test func `a state that was never written ends with 74`() throws {
        let ending = try scratch.klyfta("alerts", "--state", scratch["none"])
        #expect(ending.status == .exited(74), "\(ending)")
        #expect(!scratch.exists("none"))
    }

    @Test(arguments: [0, 4_096, 20_000])
    func `fault 4: a damaged database ends with 65 and is not touched`(offset: Int) throws {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        let file = scratch["state/klyfta.sqlite"]
        var bytes = try Data(contentsOf: URL(filePath: file))
        bytes.replaceSubrange(offset..<offset + 4_096, with: Data(repeating: 0x5a, count: 4_096))
        try bytes.write(to: URL(filePath: file))
        let ending = try scratch.once()
        #expect(ending.status == .exited(65), "\(ending)")
        #expect(ending.errors.contains("the database is damaged"), "\(ending.errors)")
        #expect(try Data(contentsOf: URL(filePath: file)) == bytes)
    }

    @Test(arguments: [["run"], ["once"]])
    func `fault 13: a second process on the same state ends with 75 and names the first, which goes on`(
        command: [String]
    ) throws {
        try scratch.prepare()
        let daemon = try Daemon(in: scratch)
        try daemon.notify.wait(forStatus: "4 firing")
        let second = try scratch.start(command + ["--config", scratch["klyfta.yaml"]]).ending()
        #expect(second.status == .exited(75), "\(second)")
        #expect(second.errors.contains("(process \(daemon.process.pid))"), "\(second.errors)")
        #expect(try scratch.read("state/klyfta.pid") == "\(daemon.process.pid)\n")
        #expect(try scratch.klyfta("reload", "--config", scratch["klyfta.yaml"]).status == .exited(0))
        #expect(try daemon.stop() == .exited(0))
    }
}

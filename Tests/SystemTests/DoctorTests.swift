import Foundation
import Testing

/// What the doctor says, and that it changes nothing.
@Suite("klyfta doctor")
struct DoctorTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func doctor(_ more: String...) throws -> Ending {
        try scratch.start(["doctor", "--config", scratch["klyfta.yaml"]] + more).ending()
    }

    @Test func `before the first start there are notices and no problem`() throws {
        try scratch.prepare()
        let ending = try doctor()
        #expect(ending.status == .exited(0), "\(ending)")
        #expect(ending.output.contains("good    configuration"))
        #expect(ending.output.contains("The first start makes it.") || ending.output.contains("nothing is stored yet"))
        #expect(ending.output.contains("no klyfta listens on this control socket"))
        #expect(ending.output.contains("no problem"))
    }

    @Test func `after a round the state is whole and its sources are named`() throws {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        let before = try scratch.read("state/current.json")
        let ending = try doctor()
        #expect(ending.status == .exited(0), "\(ending)")
        #expect(ending.output.contains("it is whole") && ending.output.contains("MiB free"), "\(ending.output)")
        #expect(ending.output.contains("skl: fresh"), "\(ending.output)")
        #expect(try scratch.read("state/current.json") == before)
    }

    @Test func `a state that cannot be made is a problem before the first start`() throws {
        try scratch.prepare()
        try scratch.write("a file", to: "taken")
        try scratch.write(
            Watched.configuration(scratch, state: scratch["taken/by/a file"]), to: "klyfta.yaml")
        let ending = try doctor()
        #expect(ending.status == .exited(1), "\(ending)")
        #expect(
            ending.output.contains("it cannot be made in \(scratch["taken"]) (Not a directory)"), "\(ending.output)")
    }

    @Test func `a rule on an indicator that nobody delivers is named, with what was probably meant`() throws {
        let rules = Watched.rules.replacing("b-level: { indicator: skl.N07900", with: "b-level: { indicator: skl.N7900")
        try scratch.prepare()
        try scratch.write(Watched.configuration(scratch, rules: rules), to: "klyfta.yaml")
        #expect(try scratch.once().status == .exited(0))
        let output = try doctor().output
        #expect(output.contains("b-level: no verdict, no source delivers skl.N7900"), "\(output)")
        #expect(output.contains("Did you mean skl.N07900?") && !output.contains("a-widened"), "\(output)")
    }

    @Test func `a daemon that runs is found, and not held up`() throws {
        try scratch.prepare()
        let daemon = try Daemon(in: scratch)
        #expect(try doctor().output.contains("good    daemon"))
        #expect(try daemon.stop() == .exited(0))
    }

    @Test func `a broken configuration is told with its place, and the machine is looked at all the same`() throws {
        try scratch.write("state: /nowhere\nsauces: {}\n", to: "klyfta.yaml")
        let ending = try doctor()
        #expect(ending.status == .exited(1), "\(ending)")
        #expect(ending.output.contains("klyfta.yaml:2") && ending.output.contains("sources"), "\(ending.output)")
        #expect(ending.output.contains("journal"), "\(ending.output)")
    }

    @Test func `a damaged database is a problem, with the command that helps`() throws {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        let handle = try FileHandle(forWritingTo: URL(filePath: scratch["state/klyfta.sqlite"]))
        try handle.seek(toOffset: 4_096)
        try handle.write(contentsOf: Data(repeating: 7, count: 8_192))
        try handle.close()
        let ending = try doctor()
        #expect(ending.status == .exited(1), "\(ending)")
        #expect(ending.output.contains("klyfta state restore --state \(scratch["state"])"), "\(ending.output)")
    }

    @Test(arguments: [
        (
            "{ kind: mail, from: k@example.org, to: [t@example.org], sendmail: /nowhere/sendmail }",
            "/nowhere/sendmail cannot be run"
        ),
        ("{ kind: webhook, url: \"https://example.org/in\", secret: /nowhere/secret }", "/nowhere/secret"),
    ])
    func `a sink that cannot work here is a problem`(sink: String, text: String) throws {
        try scratch.prepare()
        try scratch.write(try scratch.read("klyfta.yaml") + "\nsinks:\n  it: \(sink)\n", to: "klyfta.yaml")
        let ending = try doctor()
        #expect(ending.status == .exited(1), "\(ending)")
        #expect(ending.output.contains("problem sink") && ending.output.contains(text), "\(ending.output)")
    }

    @Test func `for programs it is JSON`() throws {
        try scratch.prepare()
        let output = try doctor("--format", "json").output
        let findings = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: String]]
        #expect(findings?.first?["topic"] == "configuration" && findings?.first?["grade"] == "good", "\(output)")
    }
}

/// Copies of the state that an operator makes.
@Suite("klyfta state backup")
struct BackupCommandTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.prepare()
    }

    private func klyfta(_ arguments: String...) throws -> Ending {
        try scratch.start(arguments).ending()
    }

    @Test func `a copy made while a daemon runs answers as the state does`() throws {
        #expect(try scratch.once().status == .exited(0))
        let daemon = try Daemon(in: scratch)
        try scratch.makeDirectory("copy")
        let made = try klyfta(
            "state", "backup", "--config", scratch["klyfta.yaml"], scratch["copy/klyfta.sqlite"])
        #expect(made.status == .exited(0), "\(made)")
        #expect(try daemon.stop() == .exited(0))
        let answers = try ["state", "copy"].map { try klyfta("alerts", "--state", scratch[$0]).output }
        #expect(answers[0] == answers[1] && answers[0].contains("b-level"), "\(answers)")
        #expect(!scratch.exists("copy/klyfta.sqlite.new"))
    }

    @Test func `a file that is there is not written over`() throws {
        #expect(try scratch.once().status == .exited(0))
        try scratch.write("mine", to: "mine")
        let ending = try klyfta("state", "backup", "--config", scratch["klyfta.yaml"], scratch["mine"])
        #expect(ending.status == .exited(74), "\(ending)")
        #expect(ending.errors.contains("it is there already. Name a file that is not there yet."), "\(ending.errors)")
        #expect(try scratch.read("mine") == "mine")
    }
}

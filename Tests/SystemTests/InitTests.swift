import Foundation
import Testing

/// A configuration to begin with.
@Suite("klyfta init")
struct InitTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func make(_ more: String...) throws -> Ending {
        try scratch.start(["init", "--yes", "--config", scratch["new.yaml"], "--state", scratch["new"]] + more).ending()
    }

    private func effective() throws -> [String: String] {
        let ending = try scratch.klyfta(
            "check-config", "--effective", "--format", "json", "--config", scratch["new.yaml"])
        #expect(ending.status == .exited(0), "\(ending)")
        let values = try JSONDecoder().decode([Value].self, from: Data(ending.output.utf8))
        return Dictionary(
            uniqueKeysWithValues: values.map { ($0.path.joined(separator: "."), "\($0.value) \($0.origin)") })
    }

    private struct Value: Decodable {
        let path: [String]
        let value, origin: String
    }

    @Test func `what is written is good, has the values that were given, and keeps its comments`() throws {
        let ending = try make(
            "--country", "no", "--language", "nb", "--at", "23:55", "--mail-to", "vakt@kommune.example", "--mail-from",
            "klyfta@kommune.example", "--webhook", "https://example.org/in?a=b&c=%23", "--alert-file",
            scratch["a b.jsonl"],
            "--contact", "it@kommune.example")
        #expect(ending.status == .exited(0), "\(ending)")
        let values = try effective()
        #expect(values["state"]?.hasPrefix("\(scratch["new"]) \(scratch["new.yaml"]):") == true, "\(values)")
        #expect(values["language"]?.hasPrefix("nb \(scratch["new.yaml"]):") == true, "\(values)")
        #expect(values["log-level"] == "info default")
        #expect(values["sinks.mail.to"]?.contains("vakt@kommune.example") == true)
        #expect(values["sinks.webhook.url"]?.contains("https://example.org/in?a=b&c=%23") == true)
        #expect(values["sources.ssb.schedule"]?.contains("23:55 Europe/Oslo") == true)
        #expect(values["recompute.schedule"]?.contains("00:05") == true)
        #expect(values["rules.electronic-purchase.indicator"] != nil)
        #expect(values.keys.allSatisfy { !$0.hasPrefix("sources.skl") && !$0.hasPrefix("rules.gigabit") })
        #expect(try scratch.read("new.yaml").contains("## What is worth an alert."))
    }

    @Test func `what is written runs`() throws {
        #expect(try make("--country", "se").status == .exited(0))
        let ending = try scratch.klyfta("once", "--config", scratch["new.yaml"])
        #expect(ending.status == .exited(0), "\(ending)")
    }

    @Test func `a rule can be laid behind what is written`() throws {
        #expect(try make("--country", "se").status == .exited(0))
        let more = "  mine: { indicator: skl.N07900, between: [0-9999, 100000+], level: { above: 1 } }\n"
        try scratch.write(scratch.read("new.yaml") + more, to: "new.yaml")
        #expect(try effective()["rules.mine.level.above"] != nil)
    }

    @Test(arguments: [nil, "rules", "test-rules", "skl"])
    func `what is printed to start from ends with one line end`(what: String?) throws {
        let output = try scratch.start(["sample"] + [what].compactMap(\.self)).ending().output
        #expect(output.hasSuffix("\n") && !output.hasSuffix("\n\n"))
    }

    @Test func `a file that is there is not overwritten`() throws {
        try scratch.write("mine", to: "new.yaml")
        let ending = try make()
        #expect(ending.status == .exited(64), "\(ending)")
        #expect(ending.errors.contains("it is there already, and is not overwritten"), "\(ending)")
        #expect(try scratch.read("new.yaml") == "mine")
    }

    @Test(arguments: [
        (["--country", "dk"], "there are no figures of it"), (["--sources", "skl,exec"], "exec: choose among"),
        (["--at", "8"], "is no time of day"), (["--webhook", "nowhere"], "'nowhere'"), (["--state", "here"], "'here'"),
    ])
    func `a value that cannot be used is told, and nothing is written`(options: [String], word: String) throws {
        let ending = try scratch.start(["init", "--yes", "--config", scratch["new.yaml"]] + options).ending()
        #expect(ending.status != .exited(0), "\(ending)")
        #expect(ending.errors.contains(word), "\(ending)")
        #expect(!FileManager.default.fileExists(atPath: scratch["new.yaml"]))
    }

    @Test func `without a terminal it asks nothing and says what to give`() throws {
        let ending = try scratch.klyfta("init", "--config", scratch["new.yaml"])
        #expect(ending.status == .exited(64), "\(ending)")
        #expect(ending.errors.contains("there is no terminal to ask at"), "\(ending)")
    }
}

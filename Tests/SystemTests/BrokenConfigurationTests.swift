import Foundation
import Testing

struct BrokenConfigurationTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test(arguments: [
        ("state: ", "stat: ", "unknown key 'stat'"),
        ("    indicators: [N07900", "\tindicators: [N07900", "indent with blanks"),
        ("recompute: ", "state: /tmp\nrecompute: ", "given twice"),
        ("above: 11", "above: eleven", "'eleven'"),
        ("  skl:", "  slk:", "'slk'"),
        ("recompute: { schedule: \"yearly\" }", "recompute: { schedule: sometimes }", "'sometimes'"),
        ("since: previous", "since: *base", "anchors"),
        ("above: 11", "above: NaN", "'NaN'"),
    ])
    func `fault 11: a broken configuration ends with 78, shows the line, and nothing is made`(
        good: String, bad: String, message: String
    ) throws {
        try scratch.prepare()
        let file = scratch["klyfta.yaml"]
        let text = try scratch.read("klyfta.yaml")
        #expect(text.contains(good))
        try scratch.write(text.replacing(good, with: bad), to: "klyfta.yaml")
        for command in ["once", "run", "check-config"] {
            let ending = try scratch.klyfta(command, "--config", file)
            #expect(ending.status == .exited(78), "\(command): \(ending)")
            #expect(ending.output.isEmpty)
            #expect(ending.errors.contains(#/klyfta: .*klyfta\.yaml:\d+:\d+: /#), "\(ending.errors)")
            #expect(ending.errors.contains(message), "\(ending.errors)")
        }
        #expect(!scratch.exists("state"))
    }

    @Test func `all errors of a configuration are told at once`() throws {
        try scratch.write("state: relative\nlanguage: fr\nsources: {}\n", to: "klyfta.yaml")
        let ending = try scratch.klyfta("check-config", "--config", scratch["klyfta.yaml"])
        #expect(ending.status == .exited(78))
        #expect(ending.errors.contains("klyfta.yaml:1:8: ") && ending.errors.contains("klyfta.yaml:2:11: "))
    }
}

import Foundation
import Testing

struct DemoTests {
    private let scratch: Scratch
    private let user: KlyftaProcess.User

    init() throws {
        scratch = try Scratch()
        user = KlyftaProcess.canBeNobody ? .nobody : .current
        try scratch.makeDirectory("tmp", for: user)
    }

    @Test func `the demonstration needs no root, no home, no configuration, and its commands really work`() throws {
        let environment = ["TMPDIR": scratch["tmp"]]
        let demo = try scratch.klyfta("demo", environment: environment, as: user)
        #expect(demo.status == .exited(0), "\(demo)")
        #expect(demo.errors.isEmpty)

        let lines = demo.output.split(separator: "\n").map(String.init)
        #expect(demo.output.contains(#/^In 2022, [^:]+: a gap of 23\.1 percentage points\./#), "a sentence")
        #expect(lines.contains { $0.hasPrefix("2022 ") && $0.contains("○") && $0.contains("●") }, "the chart")
        let alert = try #require(lines.firstIndex { $0.contains("▲ ALERT broadband-100") }, "\(demo)")
        let reason = lines[(alert + 1)...].prefix(6).map { $0.trimmingPrefix { $0 == " " } }.joined(separator: " ")
        #expect(reason.contains("widened by 2.71 percentage points from 2009 to 2010"), "\(reason)")
        #expect(
            reason.contains("threshold 1.00 percentage points") && reason.contains("broadband-100: proven to widen by"),
            "\(reason)")
        #expect(lines.contains { $0.contains("▽ RESOLVED ") })

        let next = lines.drop { $0 != "Try next:" }.filter { $0.contains(#/^  \S*klyfta /#) }
        #expect(next.count >= 4)
        for command in next {
            let ending = try scratch.shell("cd \(scratch["tmp"]) && \(command)", environment: environment, as: user)
            #expect(ending.status == .exited(0), "\(command): \(ending)")
            #expect(command.contains(">") || !ending.output.isEmpty, "\(command) says nothing")
        }
        let sample = try scratch.klyfta("check-config", "--config", scratch["tmp/klyfta.yaml"], as: user)
        #expect(sample.status == .exited(0), "\(sample)")
    }
}

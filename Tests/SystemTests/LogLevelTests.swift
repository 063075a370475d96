import Foundation
import Testing

/// How much a running daemon tells its log.
@Suite("klyfta log-level")
struct LogLevelTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.prepare()
    }

    private func ask(_ words: String...) throws -> Ending {
        try scratch.start(words + ["--config", scratch["klyfta.yaml"]]).ending()
    }

    @Test func `it is changed in a running daemon, shown by its status, and taken back`() throws {
        let daemon = try Daemon(in: scratch)
        try daemon.notify.wait(forStatus: "4 firing")
        #expect(!daemon.process.errors.contains("Asked"))
        #expect(try ask("log-level", "debug").output == "log level debug until the restart (configuration: info)\n")
        #expect(try ask("status").output.hasSuffix("log level debug until the restart (configuration: info)\n"))
        try eventually("what is asked is told") { daemon.process.errors.contains("Asked") }
        #expect(try ask("log-level", "default").output == "log level info\n")
        let told = daemon.process.errors
        #expect(try ask("log-level").output == "log level info\n")
        #expect(daemon.process.errors == told)
        #expect(told.contains("Log level changed"))
        #expect(try daemon.stop() == .exited(0))
    }

    @Test func `a reload takes it from the configuration`() throws {
        let daemon = try Daemon(in: scratch)
        try daemon.notify.wait(forStatus: "4 firing")
        try scratch.write("log-level: warning\n" + scratch.read("klyfta.yaml"), to: "klyfta.yaml")
        #expect(try ask("reload").status == .exited(0))
        #expect(try ask("log-level").output == "log level warning\n")
        #expect(try daemon.stop() == .exited(0))
    }

    @Test func `what is no level is a slip of the command line`() throws {
        let ending = try ask("log-level", "loud")
        #expect(ending.status == .exited(64), "\(ending)")
        #expect(ending.errors.contains("choose among trace, debug, info"), "\(ending)")
    }
}

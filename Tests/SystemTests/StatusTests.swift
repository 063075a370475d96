import Foundation
import Testing

/// What a running daemon says of itself.
@Suite("klyfta status")
struct StatusTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.prepare()
    }

    private func status(_ more: String...) throws -> Ending {
        try scratch.start(["status", "--config", scratch["klyfta.yaml"]] + more).ending()
    }

    @Test func `a running daemon says what systemd is told, who it is and since when`() throws {
        let daemon = try Daemon(in: scratch)
        try eventually("the first round is told and its events are sent") {
            try status().output.contains("4 firing, 0 pending; outbox 0")
        }
        let lines = try status().output.split(separator: "\n")
        #expect(
            lines.first?.hasPrefix("ready; 1 sources, 6 rules; 4 firing, 0 pending; outbox 0; last 2") == true,
            "\(lines)")
        #expect(lines.last == "log level info")
        #expect(lines.dropLast().last?.contains("process \(daemon.process.pid), since 2") == true, "\(lines)")
        #expect(try daemon.stop() == .exited(0))
    }

    @Test func `for programs it is JSON`() throws {
        let daemon = try Daemon(in: scratch)
        try eventually("the first round is told and its events are sent") {
            try status().output.contains("4 firing, 0 pending; outbox 0")
        }
        let output = try status("--format", "json").output
        let record = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
        #expect(record?["firing"] as? Int == 4 && record?["outbox"] as? Int == 0, "\(output)")
        #expect(record?["pid"] as? Int32 == daemon.process.pid, "\(output)")
        #expect(try daemon.stop() == .exited(0))
    }

    @Test func `without a daemon it ends with 69 and says where it looked`() throws {
        let ending = try status()
        #expect(ending.status == .exited(69), "\(ending)")
        #expect(ending.errors.contains("no klyfta listens on this control socket"), "\(ending.errors)")
    }
}

import Foundation
import Glibc
import KlyftaTestKit
import Testing

/// Receivers that hang, and ends that come while something is being sent.
struct DeliveryTests {
    private let scratch: Scratch
    private let hanging: HTTPServer

    init() throws {
        scratch = try Scratch()
        hanging = try HTTPServer { _ in [.hang] }
    }

    private func hook(_ name: String, _ server: HTTPServer) -> String {
        "\(name): { kind: webhook, url: \"\(server.url("/in"))\" }"
    }

    @Test func `fault 33: a receiver that hangs holds up no other sink, and not the end of the daemon`() throws {
        let good = try HTTPServer { _ in .answer("") }
        try scratch.prepare(head: "sinks: { \(hook("slow", hanging)), \(hook("good", good)) }")
        let daemon = try Daemon(in: scratch)
        try eventually("the slow one is being told", within: .seconds(60)) { hanging.questions.count == 1 }
        try eventually("the good one was told everything", within: .seconds(60)) { good.questions.count == 4 }
        try eventually("the file has everything", within: .seconds(60)) { try scratch.alertsSoFar().count == 4 }
        #expect(hanging.questions.count == 1)
        #expect(try daemon.stop() == .exited(0))
    }

    @Test(arguments: ["once", "run"])
    func `fault 8: who is told to end while it sends ends at once, and the next one sends under the same id`(
        command: String
    ) throws {
        try scratch.prepare(head: "sinks: { \(hook("hook", hanging)) }")
        let process = try scratch.start([command, "--config", scratch["klyfta.yaml"]])
        try eventually("a post is under way", within: .seconds(60)) { !hanging.questions.isEmpty }
        process.signal(SIGTERM)
        let status = try process.ending(within: .seconds(20)).status
        #expect(status == (command == "run" ? .exited(0) : .signalled(SIGTERM)))
        let first = try #require(hanging.questions.first?.headers["webhook-id"])
        hanging.stop()

        let good = try HTTPServer(port: hanging.port) { _ in .answer("") }
        #expect(try scratch.once().status == .exited(0))
        let events = try scratch.history()
        #expect(good.questions.map { $0.headers["webhook-id"] } == events.map(\.id))
        #expect(events.first?.id == first)
        #expect(try scratch.alertFile() == events, "each once")
    }
}

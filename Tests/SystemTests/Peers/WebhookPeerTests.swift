import Foundation
import KlyftaTestKit
import Testing

/// The verifiers that receivers use: `standardwebhooks` and `cloudevents` from PyPI.
@Suite(.enabled(if: Peers.hasPython, "needs standardwebhooks and cloudevents from PyPI: .ci/peers"))
struct WebhookPeerTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    @Test func `standardwebhooks verifies what is sent, and refuses a changed byte`() throws {
        let server = try HTTPServer { _ in .answer("") }
        try send(to: server)
        let script = """
            import sys, json
            from standardwebhooks import Webhook
            from standardwebhooks.webhooks import WebhookVerificationError
            questions = json.load(open(sys.argv[1]))
            for headers, body in questions:
                Webhook(sys.argv[2]).verify(body, headers)
                try:
                    Webhook(sys.argv[2]).verify(body.replace("fired", "fixed"), headers)
                    sys.exit("a changed body was verified")
                except WebhookVerificationError:
                    pass
            print(len(questions))
            """
        let ending = try scratch.python(script, scratch["questions.json"], Self.secret)
        #expect(ending.status == .exited(0) && ending.output == "4\n", "\(ending)")
    }

    @Test func `cloudevents reads what is sent, with its data and its extensions`() throws {
        let server = try HTTPServer { _ in .answer("") }
        try send(to: server)
        let script = """
            import sys, json
            from cloudevents.v1.http import from_http
            for headers, body in json.load(open(sys.argv[1])):
                event = from_http(headers, body.encode())
                assert event["specversion"] == "1.0", event
                assert event["type"].startswith("org.klyfta.alert."), event
                assert event["id"] == event.data["id"] and len(event["sequence"]) == 20, event
                print(event["id"])
            """
        let ending = try scratch.python(script, scratch["questions.json"])
        #expect(ending.status == .exited(0), "\(ending)")
        #expect(ending.output.split(separator: "\n").map(String.init) == (try scratch.alertFile().map(\.id)))
    }

    /// Has one round sent, and writes down what came.
    private func send(to server: HTTPServer) throws {
        try scratch.write(Self.secret + "\n", to: "secret")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch["secret"])
        try scratch.prepare(
            head: "sinks: { hook: { kind: webhook, url: \"\(server.url("/in"))\", secret: \(scratch["secret"]) } }")
        #expect(try scratch.once().status == .exited(0))
        let questions = server.questions.map { [$0.headers, String(decoding: $0.body, as: UTF8.self)] as [Any] }
        try JSONSerialization.data(withJSONObject: questions).write(to: URL(filePath: scratch["questions.json"]))
    }
}

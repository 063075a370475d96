import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import KlyftaTestKit
import Testing

@Suite("CloudEvents and signed webhooks")
struct WebhookTests {
    private func json(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test func `an event has the attributes of CloudEvents, and its record as data`() throws {
        let event = try json(CloudEvent(.example(42), from: "host1").bytes())
        #expect(event["specversion"] as? String == "1.0")
        #expect(event["id"] as? String == "0123456789abcdef-42-fired")
        #expect(event["source"] as? String == "/klyfta/host1")
        #expect(event["type"] as? String == "org.klyfta.alert.fired.v1")
        #expect(event["subject"] as? String == "fibre/0123456789abcdef")
        #expect(event["time"] as? String == AlertRecord.example(42).ts)
        #expect(event["sequence"] as? String == "00000000000000000042")
        #expect(event["severitytext"] as? String == "WARN")
        #expect((event["data"] as? [String: Any])?["rule"] as? String == "fibre")
    }

    @Test func `the same event is the same bytes on every try`() throws {
        #expect(try CloudEvent(.example(1), from: "h").bytes() == CloudEvent(.example(1), from: "h").bytes())
    }

    /// The example of the reference implementations.
    @Test func `a signature is that of Standard Webhooks`() throws {
        let headers = try WebhookSignature.headers(
            for: Array(#"{"test": 2432232314}"#.utf8), id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            at: CommitTime(milliseconds: 1_614_265_330_000), secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
        #expect(headers.map(\.name) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
        #expect(
            headers.map(\.value) == [
                "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            ])
    }

    @Test func `while one key replaces another there are two signatures`() throws {
        let secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"]
        let headers = try WebhookSignature.headers(
            for: [], id: "a", at: CommitTime(milliseconds: 0), secrets: secrets)
        #expect(headers.last?.value.split(separator: " ").count == 2)
    }

    @Test(arguments: ["secret", "whsec_c2hvcnQ=", "whsec_!", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
    func `a secret that is none is refused and not shown`(secret: String) throws {
        let fault = #expect(throws: DeliveryFault.self) {
            try WebhookSignature.headers(for: [], id: "a", at: CommitTime(milliseconds: 0), secrets: [secret])
        }
        #expect(fault?.description.contains(secret) == false || secret == "secret")
    }

    @Test func `a post carries the event, its media type and its id`() async throws {
        let server = try HTTPServer { _ in .answer("") }
        let sink = WebhookSink(
            "hook", try WebPost(as: "hook", NetworkTerms()), to: .plain(try WebAddress(server.url("/in?key=1"))),
            secrets: [], host: "h")
        try await sink.deliver([.example(7)])
        let question = try #require(server.questions.first)
        #expect(question.method == "POST" && question.target == "/in?key=1")
        #expect(question.headers["content-type"] == CloudEvent.mediaType)
        #expect(question.headers["webhook-id"] == "0123456789abcdef-7-fired")
        #expect(try question.body == CloudEvent(.example(7), from: "h").bytes())
    }
}

@Suite("What an answer means")
struct WebPostTests {
    private func fault(_ steps: [HTTPServer.Step], deadline: Duration = .seconds(60)) async throws -> DeliveryFault? {
        let server = try HTTPServer { _ in steps }
        let post = try WebPost(as: "hook", NetworkTerms(), deadline: deadline)
        do {
            try await post.post([1, 2, 3], to: WebAddress(server.url("/secret-path")), headers: [])
            return nil
        } catch let error as DeliveryFault {
            #expect(!error.description.contains("secret-path"), "an address may be a secret")
            return error
        }
    }

    @Test(arguments: ["200 OK", "202 Accepted", "204 No Content"])
    func `a 2xx is a delivery`(status: String) async throws {
        #expect(try await fault(.answer("", status: status)) == nil)
    }

    @Test(arguments: ["408 Timeout", "425 Early", "429 Many", "500 Error", "502 Bad", "503 Busy", "504 Late"])
    func `408, 425, 429 and 5xx may pass`(status: String) async throws {
        #expect(try await fault(.answer("", status: status))?.kind == .down(retryAfter: nil))
    }

    @Test(arguments: ["400 Bad", "401 Who", "403 No", "404 Where", "415 What", "422 Hm"])
    func `fault 34: any other 4xx is a refusal of this event`(status: String) async throws {
        let fault = try #require(try await fault(.answer("no such hook\r\nX: y", status: status)))
        #expect(fault.kind == .refused)
        #expect(fault.problem.hasSuffix("(no such hook X: y)"), "the reason, on one line")
    }

    @Test(arguments: ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
    func `fault 34: a redirect is not followed`(status: String) async throws {
        let elsewhere = try HTTPServer { _ in .answer("") }
        let fault = try await fault(.answer("", status: status, headers: ["Location": elsewhere.url()]))
        #expect(fault?.kind == .refused)
        #expect(elsewhere.questions.isEmpty)
    }

    @Test func `fault 34: a 410 says that the other side is gone`() async throws {
        #expect(try await fault(.answer("", status: "410 Gone"))?.kind == .gone)
    }

    @Test(arguments: [("120", Duration.seconds(120)), ("soon", nil), ("Thu, 01 Jan 1970 00:00:00 GMT", .zero)])
    func `fault 22: Retry-After is heard`(text: String, pause: Duration?) async throws {
        let fault = try await fault(.answer("", status: "429 Many", headers: ["Retry-After": text]))
        #expect(fault?.kind == .down(retryAfter: pause))
    }

    @Test func `nobody who listens may listen again`() async throws {
        let server = try HTTPServer { _ in .answer("") }
        let url = server.url()
        server.stop()
        let thrown = await #expect(throws: DeliveryFault.self) {
            try await WebPost(as: "hook", NetworkTerms()).post([], to: WebAddress(url), headers: [])
        }
        #expect(thrown?.kind == .down(retryAfter: nil))
    }

    /// A receiver that answers 200 with a huge body took the event.
    @Test func `fault 33: a 200 with a huge body is a delivery, and the body is not read to its end`() async throws {
        let block = [UInt8](repeating: 120, count: 65_536)
        let head = HTTPServer.head("200 OK", ["Content-Length": "\(10_000 * block.count)"])
        #expect(try await fault([.send(head), .flood(block, times: 10_000)]) == nil)
    }

    @Test func `fault 33: a receiver that says nothing is given up in time`() async throws {
        let fault = try await fault([.hang], deadline: .milliseconds(300))
        #expect(fault?.kind == .down(retryAfter: nil))
    }
}

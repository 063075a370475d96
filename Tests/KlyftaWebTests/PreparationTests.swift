import Dispatch
import NIOCore
import Synchronization
import Testing

@testable import KlyftaWeb

@Suite("An answer that is being made", .timeLimit(.minutes(10)))
struct PreparationTests {
    /// The answers that are made by and by, in the order of their questions.
    private final class Kitchen: Sendable {
        private let orders = Mutex<[@Sendable (Reply) -> Void]>([])
        private let bell = DispatchSemaphore(value: 0)

        /// "Later" for `/later`, until somebody serves; everything else at once.
        func answer(_ request: Request) -> Reply {
            var reply = plainAnswer(request)
            guard request.path == "/later" else { return reply }
            reply.status = 503
            reply.awaited = { give in
                self.orders.withLock { $0.append(give) }
                self.bell.signal()
            }
            return reply
        }

        /// Until somebody ordered.
        func listen() { #expect(bell.wait(timeout: .now() + 540) == .success) }

        func serve(_ text: String) {
            for give in orders.withLock({ $0 }) { give(Reply(type: "text/plain", text: text, tag: nil)) }
        }
    }

    /// Those under which whoever waits is served, however busy the machine is.
    private static let patient = {
        var limits = Limits()
        limits.preparation = .seconds(540)
        return limits
    }()

    private func question(_ path: String, closes: Bool = false) -> String {
        "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\(closes ? "Connection: close\r\n" : "")\r\n"
    }

    @Test func `is waited for, and what was asked after it is answered after it`() async throws {
        let kitchen = Kitchen()
        try await withServer(Self.patient, respond: kitchen.answer) { port in
            let visitor = try Visitor(port: port)
            defer { visitor.leave() }
            visitor.say(question("/later") + question("/next", closes: true))
            kitchen.listen()
            // Another does not wait for it.
            let other = try Visitor(port: port)
            other.say(question("/other", closes: true))
            #expect(other.hearAll().hasSuffix("</other>"))
            other.leave()
            kitchen.serve("<made>")
            let heard = visitor.hearAll()
            #expect(heard.hasPrefix("HTTP/1.1 200 OK\r\n") && heard.hasSuffix("</next>"), "\(heard)")
            #expect(heard.ranges(of: "HTTP/1.1 ").count == 2 && heard.contains("<made>"))
        }
    }

    @Test func `that does not come in time is replaced by the one there is`() async throws {
        var limits = Limits()
        limits.preparation = .milliseconds(20)
        let kitchen = Kitchen()
        try await withServer(limits, respond: kitchen.answer) { port in
            let visitor = try Visitor(port: port)
            defer { visitor.leave() }
            visitor.say(question("/later", closes: true))
            #expect(visitor.hearAll().hasPrefix("HTTP/1.1 503 "))
            // Too late: nobody is there any more.
            kitchen.serve("<made>")
        }
    }

    @Test func `whose reader is gone is given to nobody`() async throws {
        let kitchen = Kitchen()
        try await withServer(Self.patient, respond: kitchen.answer) { port in
            let visitor = try Visitor(port: port)
            visitor.say(question("/later"))
            kitchen.listen()
            visitor.leave()
            kitchen.serve("<made>")
            let other = try Visitor(port: port)
            other.say(question("/other", closes: true))
            #expect(other.hearAll().hasSuffix("</other>"))
            other.leave()
        }
    }

    @Test func `is given to who said all he had to say`() async throws {
        let kitchen = Kitchen()
        try await withServer(Self.patient, respond: kitchen.answer) { port in
            let visitor = try Visitor(port: port)
            defer { visitor.leave() }
            visitor.say(question("/later"))
            visitor.endSaying()
            kitchen.listen()
            kitchen.serve("<made>")
            #expect(visitor.hearAll().hasSuffix("<made>"))
        }
    }

    @Test func `is dropped for a question that cannot be read`() async throws {
        let kitchen = Kitchen()
        try await withServer(Self.patient, respond: kitchen.answer) { port in
            let visitor = try Visitor(port: port)
            defer { visitor.leave() }
            visitor.say(question("/later") + "rubbish\r\n\r\n")
            #expect(visitor.hearAll().contains("400 Bad Request"))
            kitchen.serve("<made>")
        }
    }
}

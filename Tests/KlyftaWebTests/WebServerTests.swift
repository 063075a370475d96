import Dispatch
import KlyftaTestKit
import NIOCore
import Testing

@testable import KlyftaWeb

@Suite("The web server", .timeLimit(.minutes(10)))
struct WebServerTests {
    /// What a server says to one text, until it closes.
    private func answer(to text: String, limits: Limits = .standard) async throws -> String {
        let heard = Heard()
        try await withServer(limits) { port in
            let visitor = try Visitor(port: port)
            defer { visitor.leave() }
            visitor.say(text)
            visitor.endSaying()
            heard.text = visitor.hearAll()
        }
        return heard.text
    }

    @Test func `a question is answered, with all that keeps a browser from doing more than show it`() async throws {
        let answer = try await answer(to: "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.hasSuffix("\r\n\r\n</a>"))
        for line in [
            "Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; ",
            "X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: no-referrer\r\n", "ETag: \"tag\"\r\n",
            "Cache-Control: no-cache\r\n", "Content-Length: 4\r\n", "Content-Type: text/plain\r\n",
        ] { #expect(answer.contains(line), "\(line)") }
    }

    @Test func `HEAD has the same head and no body`() async throws {
        let answer = try await answer(to: "HEAD /a HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(answer.contains("Content-Length: 4\r\n") && answer.hasSuffix("\r\n\r\n"))
    }

    @Test func `who has it already is told so`() async throws {
        let answer = try await answer(to: "GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \"x\", \"tag\"\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 304 Not Modified\r\n") && answer.contains("ETag: \"tag\"\r\n"))
        #expect(!answer.contains("Content-Length") && answer.hasSuffix("\r\n\r\n"))
    }

    @Test(arguments: [
        ("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n", "405 Method Not Allowed"),
        ("DELETE / HTTP/1.1\r\nHost: localhost\r\n\r\n", "405 Method Not Allowed"),
        ("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", "405 Method Not Allowed"),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421 Misdirected Request"),
        ("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", "421 Misdirected Request"),
        ("GET / HTTP/1.1\r\n\r\n", "400 Bad Request"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", "400 Bad Request"),
        ("GET /../x HTTP/1.1\r\nHost: localhost\r\n\r\n", "400 Bad Request"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc", "413 Payload Too Large"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "413 Payload Too Large"),
        ("rubbish\r\n\r\n", "400 Bad Request"), ("\u{16}\u{3}\u{1}", "400 Bad Request"),
        ("GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", "400 Bad Request"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", "400 Bad Request"),
        ("GET / HTTP/1.1\r\nX\u{0}: a\r\n\r\n", "400 Bad Request"),
    ])
    func `who asks otherwise is told why not, and no more is read`(text: String, status: String) async throws {
        let answer = try await answer(to: text)
        #expect(answer.hasPrefix("HTTP/1.1 \(status)\r\n"), "\(answer)")
        if status.hasPrefix("405") { #expect(answer.contains("Allow: GET, HEAD\r\n")) }
    }

    @Test(arguments: [
        "GET /\(String(repeating: "a", count: 9_000)) HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: \(String(repeating: "a", count: 9_000))\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\n\(String(repeating: "X: a\r\n", count: 65))\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\n\(String(repeating: "X: \(String(repeating: "a", count: 900))\r\n", count: 10))\r\n",
    ])
    func `a head has so many bytes and so many fields`(text: String) async throws {
        let answer = try await answer(to: text)
        #expect(answer.hasPrefix("HTTP/1.1 431 "), "\(answer.prefix(80))")
    }

    @Test func `questions that come at once are answered in their order`() async throws {
        let count = 2_000
        let answer = try await answer(
            to: (0..<count).map { "GET /\($0) HTTP/1.1\r\nHost: localhost\r\n\r\n" }.joined())
        let bodies = answer.split(separator: "</").dropFirst().map { $0.prefix { $0 != ">" } }
        #expect(bodies == (0..<count).map { "\($0)" })
    }

    @Test func `a reader who takes nothing is not answered more than a buffer holds`() async throws {
        let answers = Heard()
        try await withServer(respond: { _ in
            answers.count += 1
            return Reply(type: "text/plain", text: String(repeating: "x", count: 100_000), tag: nil)
        }) { port in
            let deaf = try Visitor(port: port)
            defer { deaf.leave() }
            deaf.say(String(repeating: "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", count: 500))
            // Another is answered meanwhile; by then the deaf one has been answered as far as he will be, but for
            // what the kernel holds.
            let other = try Visitor(port: port)
            other.say("GET /other HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            #expect(other.hearAll().hasPrefix("HTTP/1.1 200"))
            other.leave()
        }
        #expect(answers.count < 200, "\(answers.count)")
    }

    @Test func `who says nothing is sent away`() async throws {
        var limits = Limits()
        limits.patience = .milliseconds(50)
        try await withServer(limits) { [limits] port in
            _ = limits
            let silent = try Visitor(port: port)
            #expect(silent.hearAll().isEmpty)
            let slow = try Visitor(port: port)
            slow.say("GET / HT")
            #expect(slow.hearAll().isEmpty)
            silent.leave()
            slow.leave()
        }
    }

    @Test func `one more than there is room for takes the place of whoever was quiet longest`() async throws {
        var limits = Limits()
        limits.connections = 2
        try await withServer(limits) { port in
            let first = try Visitor(port: port)
            first.say("GET /1 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(first.hear(until: "</1>").hasSuffix("</1>"))
            let second = try Visitor(port: port)
            second.say("GET /2 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(second.hear(until: "</2>").hasSuffix("</2>"))
            let third = try Visitor(port: port)
            third.say("GET /3 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(third.hear(until: "</3>").hasSuffix("</3>"))
            #expect(first.hearAll().isEmpty, "it was sent away")
            second.say("GET /4 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            #expect(second.hearAll().hasSuffix("</4>"), "it stays")
            for visitor in [first, second, third] { visitor.leave() }
        }
    }

    @Test func `a connection carries one question after the other`() async throws {
        try await withServer { port in
            let visitor = try Visitor(port: port)
            for number in 1...3 {
                visitor.say("GET /\(number) HTTP/1.1\r\nHost: localhost\r\n\r\n")
                #expect(visitor.hear(until: "</\(number)>").hasSuffix("</\(number)>"))
            }
            visitor.leave()
        }
    }

    @Test func `the end of the server is the end of quiet connections`() async throws {
        let kept = Heard()
        try await withServer { port in
            let visitor = try Visitor(port: port)
            visitor.say("GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(visitor.hear(until: "</x>").hasSuffix("</x>"))
            kept.count = Int(visitor.descriptor)
        }
    }

    @Test func `who was let in before the end and asks only then is answered`() async throws {
        var limits = Limits()
        limits.farewell = .seconds(60)
        let (answers, heard) = AsyncStream<String>.makeStream()
        try await withServer(limits) { port in
            let late = try Visitor(port: port)
            // One after the other is let in: with an answer to the second the first is.
            let other = try Visitor(port: port)
            other.say("GET /other HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(other.hear(until: "</other>").hasSuffix("</other>"))
            DispatchQueue.global().async {
                // It hears that the server ends.
                _ = other.hearAll()
                late.say("GET /late HTTP/1.1\r\nHost: localhost\r\n\r\n")
                heard.yield(late.hearAll())
                heard.finish()
                for visitor in [late, other] { visitor.leave() }
            }
        }
        for await answer in answers {
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.contains("</late>"), "\(answer)")
        }
    }
}

/// What was heard on another thread.
final class Heard: @unchecked Sendable {
    // Written by one thread, and read after it is done.
    var text = ""
    var count = 0
}

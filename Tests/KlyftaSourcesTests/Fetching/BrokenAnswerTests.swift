import Foundation
import KlyftaSources
import KlyftaTestKit
import Testing

@Suite("Answers that are not whole, not small or not in time", .timeLimit(.minutes(10)))
struct BrokenAnswerTests {
    @Test func `a whole answer is taken, packed or not`() async throws {
        let body = #"{"value":[1,2,3]}"#
        for gzip in [false, true] {
            let bench = try FetchBench { _ in
                gzip
                    ? .payload(Gzip.packed(Array(body.utf8)), headers: ["Content-Encoding": "gzip"]) : .answer(body)
            }
            let answer = try await bench.answer()
            #expect(answer.bytes.map { String(decoding: $0, as: UTF8.self) } == body)
            #expect(bench.server.questions[0].headers["accept-encoding"] == "gzip")
        }
    }

    @Test(arguments: [
        "<!DOCTYPE html>\n<title>Vedlikehold</title>", "Too many requests", "", "[1,2", "{}{}", "{\"a\":[1}",
    ])
    func `fault 16: a web page or anything else but JSON with status 200 is refused with what was seen`(
        body: String
    ) async throws {
        let bench = try FetchBench { _ in .answer(body, headers: ["Content-Type": "application/json"]) }
        let fault = try await bench.fault()
        #expect(fault.kind == .wrongContent)
        #expect(body.isEmpty || fault.problem.contains(body.prefix(15)), "\(fault)")
        #expect(fault.place == bench.server.url())
        #expect(bench.server.questions.count == 1, "the same page would come again")
    }

    @Test func `fault 17: gzip that stops in the middle is cut off, also where its length says it is whole`()
        async throws
    {
        let packed = Gzip.packed(Array("[\(String(repeating: "1,", count: 5_000))1]".utf8))
        for cut in [packed.count / 2, packed.count - 8, packed.count - 1, 5] {
            let bench = try FetchBench { _ in
                .payload(Array(packed[..<cut]), headers: ["Content-Encoding": "gzip"])
            }
            #expect(try await bench.fault().kind == .cutOff, "cut at \(cut) of \(packed.count)")
            #expect(bench.server.questions.count == 4, "a cut answer is asked for again")
        }
    }

    @Test func `fault 17: gzip with a wrong checksum or something behind its end is damaged`() async throws {
        let packed = Gzip.packed(Array("[1,2,3]".utf8))
        var flipped = packed
        flipped[packed.count - 6] ^= 1
        for body in [flipped, packed + [0], packed + packed] {
            let bench = try FetchBench { _ in .payload(body, headers: ["Content-Encoding": "gzip"]) }
            #expect(try await bench.fault().kind == .cutOff)
        }
    }

    @Test func `fault 18: a gzip bomb is given up at the limit, and memory stays bounded`() async throws {
        // Made by another program: what this one needed for it would hide what the answer needs.
        let folder = try TemporaryFolder()
        try ChildProcess.run("sh", "-c", "head -c 314572800 /dev/zero | gzip -9 >\(folder.path)/bomb")
        let bomb = [UInt8](try Data(contentsOf: URL(filePath: "\(folder.path)/bomb")))
        let bench = try FetchBench { _ in .payload(bomb, headers: ["Content-Encoding": "gzip"]) }
        let growth = try await growth {
            let fault = try await bench.fault(PayloadLimits(bytes: 1 << 20))
            #expect(fault.kind == .tooLarge)
            #expect(fault.problem.contains("1048576 bytes when it is unpacked"), "\(fault)")
        }
        // Other tests run beside this one; the bomb itself would be 300 MiB.
        #expect(growth < 150 << 20)
        #expect(bench.server.questions.count == 1)
    }

    @Test func `fault 18: a body without end is given up at the limit`() async throws {
        let megabyte = [UInt8](repeating: 32, count: 1 << 20)
        let bench = try FetchBench { _ in
            [.send(HTTPServer.head("200 OK", ["Connection": "close"])), .flood(megabyte, times: 10_240), .close]
        }
        let fault = try await bench.fault(PayloadLimits(wireBytes: 4 << 20))
        #expect(fault.kind == .tooLarge)
        #expect(fault.problem.contains("on the wire"))
    }

    @Test func `headers without end are given up`() async throws {
        let line = Array("X-More: and more and more and more and more\r\n".utf8)
        let bench = try FetchBench { _ in [.send(Array("HTTP/1.1 200 OK\r\n".utf8)), .flood(line, times: 1_000_000)] }
        #expect(try await bench.fault().kind == .tooLarge)
    }

    @Test func `fault 19: an answer that trickles is given up long before its deadline`() async throws {
        let bench = try FetchBench { _ in
            [.send(HTTPServer.head("200 OK", ["Content-Length": "100000"]))]
                + [.trickle([UInt8](repeating: 32, count: 100_000), milliseconds: 5)]
        }
        let limits = PayloadLimits(deadline: .seconds(50), leastBytes: 5_000, rateWindow: .milliseconds(150))
        let (fault, start) = (try await bench.fault(limits), ContinuousClock.now)
        #expect(fault.kind == .tooSlow)
        #expect(fault.problem.contains("at least 5000 are asked for"), "\(fault)")
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test func `fault 19: an answer that keeps coming is given up at its deadline all the same`() async throws {
        let bench = try FetchBench { _ in
            [.send(HTTPServer.head("200 OK", [:])), .trickle([UInt8](repeating: 32, count: 100_000), milliseconds: 1)]
        }
        let fault = try await bench.fault(
            PayloadLimits(deadline: .milliseconds(200), leastBytes: 1, rateWindow: .milliseconds(50)))
        #expect(fault.kind == .tooSlow)
        #expect(fault.problem.contains("was not there within 0.2 seconds"), "\(fault)")
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Type: applic"])
    func `fault 20: a server that hangs before or in its header is given up at the deadline, and asked again`(
        beginning: String
    ) async throws {
        let bench = try FetchBench { question in
            question.number < 2 ? [.send(Array(beginning.utf8)), .hang] : .answer("[]")
        }
        let answer = try await bench.answer(.deadline(milliseconds: 200))
        #expect(answer.bytes == Array("[]".utf8))
        #expect(bench.server.questions.count == 3)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,2,3]",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n[1,2,3]\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n[1,2,3]",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "",
    ])
    func `fault 21: a short length, a cut chunk or a sudden end is no answer`(words: String) async throws {
        let bench = try FetchBench { _ in [.send(Array(words.utf8)), .close] }
        let fault = try await bench.fault()
        #expect(fault.kind == .cutOff, "\(fault)")
        #expect(bench.server.questions.count == 4)
    }

    @Test func `fault 21: an answer longer than the length it gives is cut there, and its form tells`() async throws {
        let bench = try FetchBench { _ in
            [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n[1,2,3]".utf8)), .close]
        }
        let fault = try await bench.fault()
        #expect(fault.kind == .wrongContent)
        #expect(fault.problem.contains("is cut off"), "\(fault)")
    }

    @Test func `an answer packed in a way that was not asked for is refused`() async throws {
        let bench = try FetchBench { _ in .answer("[]", headers: ["Content-Encoding": "br"]) }
        #expect(try await bench.fault().problem == "the answer is packed as 'br', which was not asked for")
    }

    @Test func `a question that is cancelled ends at once, and closes its connection`() async throws {
        let (asked, ring) = AsyncStream.makeStream(of: Void.self)
        let bench = try FetchBench { _ in
            ring.yield()
            return [.hang]
        }
        let (fetcher, request) = (
            try bench.fetcher(), try bench.request(limits: PayloadLimits(deadline: .seconds(3_600)))
        )
        let task = Task { try await fetcher.answer(to: request) }
        for await _ in asked { break }
        task.cancel()
        let fault = await #expect(throws: FetchFault.self) { try await task.value }
        #expect(fault?.kind == .cancelled)
    }
}

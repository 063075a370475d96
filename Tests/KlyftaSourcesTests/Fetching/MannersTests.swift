import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Synchronization
import Testing

@Suite("Manners towards offices", .timeLimit(.minutes(10)))
struct MannersTests {
    @Test func `nothing is asked before a contact is configured, and the refusal names the key`() async throws {
        let bench = try FetchBench(contact: nil) { _ in .answer("[]") }
        let fault = try await bench.fault()
        #expect(fault.kind == .notAllowed)
        #expect(fault.remedy.contains("'contact:'"))
        #expect(bench.server.connections == 0)
    }

    @Test func `an office is told who asks and whom to turn to`() async throws {
        let bench = try FetchBench { _ in .answer("[]") }
        _ = try await bench.answer()
        let headers = bench.server.questions[0].headers
        #expect(headers["user-agent"] == "Klyfta/\(ProgramVersion.text) (+it@kommun.example)")
        #expect(headers["cookie"] == nil && headers["authorization"] == nil && headers["referer"] == nil)
    }

    @Test(arguments: [
        ("it@kommun.example", true), ("https://kommun.example/klyfta", true), ("nobody", false), ("", false),
        ("it@kommun.example\r\nX-More: 1", false), ("a b@kommun.example", false), ("(x)@kommun.example", false),
    ])
    func `a contact is one mail address or one page, fit for a header`(text: String, isContact: Bool) {
        #expect(NetworkTerms.isContact(text) == isContact)
    }

    @Test func `a server's cookies are not kept`() async throws {
        let bench = try FetchBench { _ in .answer("[]", headers: ["Set-Cookie": "a=b"]) }
        let fetcher = try bench.fetcher()
        for _ in 0..<2 {
            let answer = try await fetcher.answer(to: try bench.request())
            #expect(answer.headers["set-cookie"] == nil)
        }
        #expect(bench.server.questions[1].headers["cookie"] == nil)
    }

    @Test(arguments: ["429 Too Many Requests", "503 Service Unavailable"])
    func `fault 22: a pause in seconds is kept`(status: String) async throws {
        let bench = try FetchBench { question in
            question.number == 0 ? .answer("{}", status: status, headers: ["Retry-After": "30"]) : .answer("[]")
        }
        #expect(try await bench.answer().bytes == Array("[]".utf8))
        #expect(bench.clock.waits.reduce(0, +) == 30_000)
    }

    @Test func `fault 22: a pause until a date is kept`() async throws {
        // The clock stands at 2027-01-15 08:00:00 UTC.
        let bench = try FetchBench { question in
            question.number == 0
                ? .answer("", status: "503 Later", headers: ["Retry-After": "Fri, 15 Jan 2027 08:01:00 GMT"])
                : .answer("[]")
        }
        _ = try await bench.answer()
        #expect(bench.clock.waits.reduce(0, +) == 60_000)
    }

    @Test(arguments: ["315360000", "Fri, 15 Jan 2038 08:01:00 GMT"])
    func `fault 22: a pause of ten years is not waited for, and not kept for more than a day`(text: String) async throws
    {
        let told = Told()
        let bench = try FetchBench { _ in .answer("", status: "429 Later", headers: ["Retry-After": text]) }
        let fetcher = try bench.fetcher { _, budget in told.hear(budget) }
        let request = try bench.request()
        let fault = await #expect(throws: FetchFault.self) { try await fetcher.answer(to: request) }
        #expect(
            fault?.problem.hasPrefix("the office asked to be left alone until 2027-01-16T08:00:0") == true, "\(fault!)")
        #expect(bench.server.questions.count == 1)
        // What the daemon is told holds the next child back too, and the day after no more.
        let budget = try told.last()
        let (soon, later) = (JumpingClock(), JumpingClock())
        try await later.wait(milliseconds: 86_400_001 + 5_000)
        for (clock, isAsked) in [(soon, false), (later, true)] {
            let next = PoliteFetcher(
                over: try CurlTransport(bench.terms, environment: [:]), hosts: [.init("127.0.0.1", quota: bench.quota)],
                terms: bench.terms, budgets: ["127.0.0.1": budget], clock: clock)
            let before = bench.server.questions.count
            await #expect(throws: FetchFault.self) { try await next.answer(to: request) }
            #expect((bench.server.questions.count > before) == isAsked)
        }
    }

    @Test(arguments: ["soon", "-5", "1.5", "", "Fri, 99 Foo 2027 08:01:00 GMT"])
    func `fault 22: a pause that is garbage counts as none, and 429 waits for the office's window`(
        text: String
    ) async throws {
        let bench = try FetchBench { question in
            question.number == 0 ? .answer("", status: "429 Later", headers: ["Retry-After": text]) : .answer("[]")
        }
        _ = try await bench.answer()
        #expect(bench.clock.waits == [60_000])
    }

    @Test func `tries come later and later, and no more than four`() async throws {
        let bench = try FetchBench { _ in .answer("oh", status: "503 Service Unavailable") }
        let fault = try await bench.fault()
        #expect(fault.kind == .status(503))
        #expect(fault.problem == "the office answers with 503: 'oh'")
        #expect(bench.server.questions.count == 4)
        // Half of 2, 4 and 8 seconds, and half of the other half by chance.
        #expect(bench.clock.waits == [1_500, 3_000, 6_000])
    }

    @Test(arguments: ["400 Bad Request", "403 Forbidden", "404 Not Found", "204 No Content", "206 Partial Content"])
    func `what the office refuses for good is not asked again`(status: String) async throws {
        let bench = try FetchBench { _ in .answer(#"{"title":"Too many cells selected"}"#, status: status) }
        let fault = try await bench.fault()
        #expect(fault.kind == .status(Int(status.prefix(3))!))
        #expect(bench.server.questions.count == 1)
    }

    @Test(arguments: [(30, 60), (40, 60), (10, 10), (5, 1), (2, 60), (400, 60)])
    func `no window of an office's quota sees more than half of it`(requests: Int, seconds: Int) async throws {
        let moments = Mutex<[Int64]>([])
        let bench = try FetchBench(quota: .init(requests: requests, perSeconds: seconds)) { _ in .answer("[]") }
        let clock = bench.clock
        let fetcher = try bench.fetcher { _, _ in moments.withLock { $0.append(clock.now().milliseconds) } }
        let request = try bench.request()
        for _ in 0..<max(12, requests) { _ = try await fetcher.answer(to: request) }
        let all = moments.withLock(\.self)
        let busiest = all.map { start in all.count { $0 >= start && $0 < start + Int64(seconds) * 1_000 } }.max() ?? 0
        #expect(busiest <= max(1, requests / 2))
        #expect(busiest >= max(1, requests / 2 - 1), "and half of it is used")
    }

    @Test func `a child goes on with what the one before left of the budget`() async throws {
        let told = Told()
        let bench = try FetchBench(quota: .init(requests: 30, perSeconds: 60)) { _ in .answer("[]") }
        let first = try bench.fetcher { _, budget in told.hear(budget) }
        for _ in 0..<3 { _ = try await first.answer(to: try bench.request()) }
        #expect(bench.clock.waits == [])
        let left = try told.last()
        _ = try await bench.fetcher(budgets: ["127.0.0.1": left]).answer(to: try bench.request())
        #expect(bench.clock.waits == [5_000])
    }

    @Test func `one question at a time, over one connection`() async throws {
        let inside = Mutex((now: 0, most: 0))
        let bench = try FetchBench { _ in
            inside.withLock { state in
                state.now += 1
                state.most = max(state.most, state.now)
            }
            defer { inside.withLock { $0.now -= 1 } }
            return .answer("[]")
        }
        let (fetcher, request) = (try bench.fetcher(), try bench.request())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { _ = try await fetcher.answer(to: request) } }
            try await group.waitForAll()
        }
        #expect(inside.withLock(\.most) == 1)
        #expect(bench.server.connections == 1)
    }

    @Test func `what a server gave to recognise an answer by is sent back, and 304 says that it still holds`()
        async throws
    {
        let bench = try FetchBench { question in
            question.headers["if-none-match"] == "\"v1\""
                ? [.send(HTTPServer.head("304 Not Modified", ["ETag": "\"v1\""]))]
                : .answer("[1]", headers: ["ETag": "\"v1\"", "Last-Modified": "Fri, 15 Jan 2027 07:00:00 GMT"])
        }
        let first = try await bench.answer()
        #expect(first.validators == Validators(etag: "\"v1\"", lastModified: "Fri, 15 Jan 2027 07:00:00 GMT"))
        let second = try await bench.answer(known: first.validators)
        #expect(second.bytes == nil)
        #expect(bench.server.questions[1].headers["if-modified-since"] == "Fri, 15 Jan 2027 07:00:00 GMT")
    }

    @Test func `304 to a question that named nothing known is no answer`() async throws {
        let bench = try FetchBench { _ in [.send(HTTPServer.head("304 Not Modified", [:]))] }
        #expect(try await bench.fault().kind == .status(304))
    }

    @Test func `a caller may refuse what is in an answer`() async throws {
        struct NotMine: Error {}
        let bench = try FetchBench { _ in .answer("[]") }
        let (fetcher, request) = (try bench.fetcher(), try bench.request())
        await #expect(throws: NotMine.self) {
            try await fetcher.answer(to: request) { bytes in if bytes == Array("[]".utf8) { throw NotMine() } }
        }
    }
}

/// The budgets that a fetcher told of.
private final class Told: Sendable {
    private let all = Mutex<[HostBudget]>([])

    func hear(_ budget: HostBudget) { all.withLock { $0.append(budget) } }

    func last() throws -> HostBudget {
        let budget = all.withLock { $0.last }
        return try #require(budget)
    }
}

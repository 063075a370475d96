import KlyftaModel
@testable import KlyftaSources
import KlyftaTestKit
import Testing

@Suite("Where questions go", .timeLimit(.minutes(10)))
struct WhitherTests {
    @Test(arguments: [
        "https://127.0.0.1/", "http://elsewhere.example/", "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://x/",
        "//x.example/a",
        "http://127.0.0.1@elsewhere.example/",
    ])
    func `fault 23: a redirect to another scheme or host is not followed`(location: String) async throws {
        let bench = try FetchBench { _ in .answer("", status: "302 Found", headers: ["Location": location]) }
        let fault = try await bench.fault()
        #expect(fault.kind == .wrongContent)
        #expect(fault.problem.contains("redirected to another server or scheme"), "\(fault)")
        #expect(bench.server.questions.count == 1)
    }

    @Test func `fault 23: a redirect in circles ends`() async throws {
        let bench = try FetchBench { question in
            .answer("", status: "301 Moved", headers: ["Location": "/\(question.number % 2)"])
        }
        let fault = try await bench.fault()
        #expect(fault.problem.contains("over and over"))
        #expect(bench.server.questions.count == 6)
    }

    @Test func `a redirect on the same server is followed, at the cost of a question`() async throws {
        let bench = try FetchBench { question in
            question.target == "/new" ? .answer("[7]") : .answer("", status: "301 Moved", headers: ["Location": "/new"])
        }
        #expect(try await bench.answer().bytes == Array("[7]".utf8))
        #expect(bench.server.questions.map(\.target) == ["/", "/new"])
    }

    @Test func `what was posted is not sent on`() async throws {
        let bench = try FetchBench { _ in .answer("", status: "307 Moved", headers: ["Location": "/new"]) }
        let request = try bench.request().posted(to: try WebAddress(bench.server.url("/table")), Array("{}".utf8))
        let fetcher = try bench.fetcher()
        let fault = await #expect(throws: FetchFault.self) { try await fetcher.answer(to: request) }
        #expect(fault?.problem.contains("which is not followed") == true)
        #expect(bench.server.questions.map(\.method) == ["POST"])
        #expect(bench.server.questions[0].body == Array("{}".utf8))
    }

    @Test func `a host that the module did not name is not asked`() async throws {
        let bench = try FetchBench { _ in .answer("[]") }
        let (fetcher, request) = (try bench.fetcher(hosts: ["data.ssb.no"]), try bench.request())
        let fault = await #expect(throws: FetchFault.self) { try await fetcher.answer(to: request) }
        #expect(fault?.problem == "127.0.0.1 is none of the hosts of this module (data.ssb.no)")
        #expect(bench.server.connections == 0)
    }

    @Test func `a private address is asked only where the operator named it`() async throws {
        let bench = try FetchBench(allowing: []) { _ in .answer("[]") }
        let fault = try await bench.fault()
        #expect(fault.kind == .notAllowed)
        #expect(fault.problem == "it leads to 127.0.0.1, which is a private or reserved address")
        #expect(bench.server.connections == 0)
    }

    @Test(arguments: ["127.0.0.1", "[::1]", "169.254.169.254", "10.1.2.3", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]"])
    func `fault 25: a name that leads to a private address is not asked, whatever it led to before`(
        address: String
    ) async throws {
        let bench = try FetchBench(allowing: []) { _ in .answer("[]") }
        let transport = try CurlTransport(
            bench.terms, environment: [:], resolve: ["office.example:\(bench.server.port):\(address)"])
        let fetcher = PoliteFetcher(
            over: transport, hosts: [.init("office.example", quota: bench.quota)], terms: bench.terms,
            clock: bench.clock)
        let request = FetchRequest(
            "q", at: try WebAddress("https://office.example:\(bench.server.port)/"), limits: .short)
        let fault = await #expect(throws: FetchFault.self) { try await fetcher.answer(to: request) }
        #expect(fault?.kind == .notAllowed, "\(fault!)")
        #expect(fault?.problem.contains("which is a private or reserved address") == true)
        #expect(bench.server.connections == 0)
    }

    @Test func `fault 25: a name that is not found is a failure that names the host, and is tried again`() async throws
    {
        let bench = try FetchBench { _ in .answer("[]") }
        // ".invalid" is promised never to exist (RFC 2606); where there is no name service at all it is not found either.
        let fetcher = try bench.fetcher(hosts: ["office.invalid"])
        let request = FetchRequest(
            "q", at: try WebAddress("https://office.invalid/"), limits: .deadline(milliseconds: 5_000))
        let fault = await #expect(throws: FetchFault.self) { try await fetcher.answer(to: request) }
        #expect(fault?.kind == .network || fault?.kind == .tooSlow)
        #expect(fault?.place.contains("office.invalid") == true)
        #expect(bench.clock.waits.count == 3)
    }

    @Test func `fault 25: where IPv6 leads nowhere, IPv4 is asked soon after`() async throws {
        let bench = try FetchBench(
            allowing: ["127.0.0.0/8", "::1"]) { _ in .answer("[6]") }
        // Its backlog is full before it takes anybody: whoever comes next hears nothing, as from a black hole.
        let hole = try LoopbackSocket(address: "::1", port: bench.server.port, backlog: 0)
        let waiting = try BlockedConnection(to: hole)
        defer { waiting.close() }
        try #require(hole.hasVisitor())
        let transport = try CurlTransport(
            bench.terms, environment: [:], resolve: ["office.example:\(bench.server.port):[::1],127.0.0.1"])
        let fetcher = PoliteFetcher(
            over: transport, hosts: [.init("office.example", quota: bench.quota)], terms: bench.terms,
            clock: bench.clock)
        let request = FetchRequest(
            "q", at: try WebAddress("http://office.example:\(bench.server.port)/"), limits: .short)
        #expect(try await fetcher.answer(to: request).bytes == Array("[6]".utf8))
        #expect(bench.clock.waits == [], "at the first try")
    }

    @Test func `an office is not asked unencrypted`() async throws {
        // A public address: the question must not even leave the machine.
        let bench = try FetchBench { _ in .answer("[]") }
        let transport = try CurlTransport(bench.terms, environment: [:], resolve: ["office.example:80:192.88.99.1"])
        let fetcher = PoliteFetcher(
            over: transport, hosts: [.init("office.example", quota: bench.quota)], terms: bench.terms,
            clock: bench.clock)
        let request = FetchRequest("q", at: try WebAddress("http://office.example/"), limits: .short)
        let fault = await #expect(throws: FetchFault.self) { try await fetcher.answer(to: request) }
        #expect(fault?.problem.hasPrefix("it is not encrypted") == true, "\(fault!)")
    }

    @Test(
        arguments: [
            (["https_proxy": "http://proxy:3128"], "http://proxy:3128"),
            (["HTTPS_PROXY": "http://proxy:3128"], "http://proxy:3128"),
            (["https_proxy": "http://proxy:3128", "no_proxy": "localhost,.ssb.no"], nil),
            (["https_proxy": "http://proxy:3128", "no_proxy": "*"], nil),
            (["https_proxy": "http://proxy:3128", "no_proxy": "b.no"], "http://proxy:3128"),
            (["http_proxy": "http://proxy:3128", "all_proxy": "http://proxy:3128"], nil), ([:], nil),
        ] as [([String: String], String?)])
    func `the proxy of the environment is taken, with its exceptions`(
        environment: [String: String], proxy: String?
    ) throws {
        let address = try WebAddress("https://data.ssb.no/api")
        #expect(ProxyChoice(configured: nil, environment: environment).proxy(for: address) == proxy)
        #expect(ProxyChoice(configured: "http://own:1", environment: environment).proxy(for: address) == "http://own:1")
    }

    @Test func `through a proxy the office is asked by its name`() async throws {
        let bench = try FetchBench { _ in .answer("no", status: "403 Forbidden") }
        let terms = NetworkTerms(contact: "it@kommun.example", proxy: bench.server.url(""))
        let fetcher = PoliteFetcher(
            over: try CurlTransport(terms, environment: [:]), hosts: [.init("data.ssb.no", quota: bench.quota)],
            terms: terms, clock: bench.clock)
        let request = FetchRequest("q", at: try WebAddress("https://data.ssb.no/api"), limits: .short)
        await #expect(throws: FetchFault.self) { try await fetcher.answer(to: request) }
        #expect(bench.server.questions.first.map { "\($0.method) \($0.target)" } == "CONNECT data.ssb.no:443")
    }
}

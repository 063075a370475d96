import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

/// A fetcher in front of a server on this machine, with a clock that jumps where anybody waits.
struct FetchBench {
    let server: HTTPServer
    let clock = JumpingClock()
    let terms: NetworkTerms
    let quota: HostAllowance.Quota
    let resolve: [String]

    init(
        contact: String? = "it@kommun.example", allowing networks: [String] = ["127.0.0.0/8"],
        quota: HostAllowance.Quota = .init(requests: 400, perSeconds: 60), resolve: [String] = [],
        respond: @escaping @Sendable (HTTPServer.Question) -> [HTTPServer.Step]
    ) throws {
        server = try HTTPServer(respond: respond)
        terms = NetworkTerms(contact: contact, privateNetworks: networks)
        self.quota = quota
        self.resolve = resolve
    }

    func fetcher(
        hosts: [String] = ["127.0.0.1"], budgets: [String: HostBudget] = [:],
        spent: @escaping @Sendable (String, HostBudget) -> Void = { _, _ in }
    ) throws -> PoliteFetcher {
        PoliteFetcher(
            over: try CurlTransport(terms, environment: [:], resolve: resolve),
            hosts: hosts.map { HostAllowance($0, quota: quota) }, terms: terms, budgets: budgets, clock: clock,
            chance: { 0.5 }, spent: spent)
    }

    func request(_ target: String = "/", limits: PayloadLimits = .short, shape: PayloadShape = .json) throws
        -> FetchRequest
    {
        FetchRequest("question", at: try WebAddress(server.url(target)), shape: shape, limits: limits)
    }

    /// What the server's answer becomes.
    func answer(_ limits: PayloadLimits = .short, known: Validators? = nil) async throws -> FetchedAnswer {
        try await fetcher().answer(to: try request(limits: limits), known: known)
    }

    /// What is wrong with the server's answer.
    func fault(_ limits: PayloadLimits = .short, shape: PayloadShape = .json) async throws -> FetchFault {
        let fetcher = try fetcher()
        let request = try request(limits: limits, shape: shape)
        let fault = await #expect(throws: FetchFault.self) { try await fetcher.answer(to: request) }
        return try #require(fault)
    }
}

extension PayloadLimits {
    /// Limits that a machine with much else to do still keeps.
    static let short = PayloadLimits(deadline: .seconds(50), rateWindow: .seconds(50))

    static func deadline(milliseconds: Int) -> PayloadLimits {
        PayloadLimits(deadline: .milliseconds(milliseconds), rateWindow: .seconds(20))
    }
}

/// How far the memory of this process grows at most while something is done, in bytes.
func growth(during body: () async throws -> Void) async throws -> Int {
    // By proc(5), 5 puts the peak back to what is there now.
    let file = try FileHandle(forWritingTo: URL(filePath: "/proc/self/clear_refs"))
    try file.write(contentsOf: Data("5".utf8))
    try file.close()
    let before = try memory("VmHWM:")
    try await body()
    return try memory("VmHWM:") - before
}

private func memory(_ field: String) throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(field) })
    let words = line.split { $0 == " " || $0 == "\t" }
    return try #require(Int(words[1])) * 1_024
}

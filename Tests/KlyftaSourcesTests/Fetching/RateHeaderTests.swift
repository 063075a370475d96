import KlyftaModel
import KlyftaTestKit
import Testing

@testable import KlyftaSources

@Suite("What a server says of its quota", .timeLimit(.minutes(10)))
struct RateHeaderTests {
    @Test(
        arguments: [
            (["x-ratelimit-limit": "40", "x-ratelimit-policy": "40;w=60s", "x-ratelimit-remaining": "39"], "40/60 39"),
            (["x-ratelimit-policy": "40;w=10"], "40/10 -"), (["x-ratelimit-limit": "40"], "40/60 -"),
            // 0 does not mean unlimited: it says nothing.
            (["x-ratelimit-limit": "0"], nil), (["x-ratelimit-limit": "many"], nil),
            (["x-ratelimit-policy": ";w=60s"], nil), (["x-ratelimit-remaining": "3"], nil), ([:], nil),
            (["x-ratelimit-limit": "40", "x-ratelimit-policy": "40;w=-5s"], "40/60 -"),
            (["x-ratelimit-limit": "99999999999999999999"], nil),
        ] as [([String: String], String?)])
    func `its headers are read, and garbage says nothing`(headers: [String: String], words: String?) {
        let read = RateHeaders(headers).map { told in
            "\(told.limit)/\(told.seconds) \(told.remaining.map { "\($0)" } ?? "-")"
        }
        #expect(read == words)
    }

    @Test func `the stricter of what is published and what is told holds`() throws {
        let told = try #require(RateHeaders(["x-ratelimit-policy": "40;w=60s"]))
        #expect(told.stricter(than: .init(requests: 30, perSeconds: 60)) == .init(requests: 30, perSeconds: 60))
        #expect(told.stricter(than: .init(requests: 300, perSeconds: 60)) == .init(requests: 40, perSeconds: 60))
        #expect(told.stricter(than: .init(requests: 10, perSeconds: 1)) == .init(requests: 40, perSeconds: 60))
    }

    @Test func `where others have nearly used it up, the window is waited for`() async throws {
        let bench = try FetchBench { question in
            let left = question.number == 0 ? "3" : "39"
            return .answer("[]", headers: ["X-RateLimit-Limit": "40", "X-RateLimit-Remaining": left])
        }
        let fetcher = try bench.fetcher()
        for _ in 0..<3 { _ = try await fetcher.answer(to: try bench.request()) }
        // A busy machine may break a connection: the pauses before another try are seconds.
        #expect(bench.clock.waits.filter { $0 > 10_000 } == [60_000])
    }
}

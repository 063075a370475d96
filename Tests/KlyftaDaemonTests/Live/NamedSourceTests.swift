import Foundation
import KlyftaDaemon
import KlyftaModel
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Testing

/// A live source that the operator calls otherwise than its module.
@Suite(.timeLimit(.minutes(10)), .onEveryStore)
struct NamedSourceTests {
    @Test func `a source with another's module is asked, kept and verified under its own name`() async throws {
        try await withTemporaryDirectory { directory in
            let roads = try SourceID("roads")
            let bench = try LiveBench(in: directory, named: roads)
            guard case .adopted(let first) = try await bench.fetch() else { throw CancellationError() }
            bench.office.change { ($0.updated, $0.small) = ("2026-11-02", 61) }
            guard case .adopted(let second) = try await bench.fetch() else { throw CancellationError() }
            let release = try #require(try bench.store.release(of: roads))
            #expect(Set(release.observations.map(\.indicator.text)) == ["roads.fibre"])
            let origins = try bench.store.origins()
            #expect(origins.map(\.source) == [roads, roads] && origins.map(\.vintage) == [first, second])
            #expect(origins.map(\.origin.module) == [.office, .office])
            _ = bench.asked()
            let report = try await bench.verify()
            #expect(report.isGood && report.same == 2, "\(report)")
            #expect(bench.asked() == [])
        }
    }
}

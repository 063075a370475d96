import Foundation
import KlyftaDaemon
import KlyftaModel
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Testing

/// What is moved is computed again where it came to. Each test runs from SQLite and from PostgreSQL.
@Suite(
    "A state that is moved and made again", .timeLimit(.minutes(10)), .onEveryStore,
    .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
struct MigrationTests {
    private let migration = Migration(by: SourceProcess(executable: LiveBench.specimen))

    private func places(in directory: String) throws -> (old: MovingPlace, new: MovingPlace) {
        (try placeOfStore("\(directory)/state"), try #require(try otherPlace("\(directory)/new")))
    }

    @Test func `figures are made again from the answers that arrived, byte for byte`() async throws {
        try await withTemporaryDirectory { directory in
            do {
                let bench = try LiveBench(in: directory)
                try await bench.fetch()
                bench.office.change { $0.updated = "2026-11-02" }
                bench.office.change { $0.small = 61 }
                try await bench.fetch()
            }
            let (old, new) = try places(in: directory)
            let report = try await migration.run(from: old, to: new)
            #expect(report.verification.same == 2 && report.verification.isGood && report.vintages == 2, "\(report)")
            #expect(report.tally.answers == 5 && report.tally.lost.isEmpty)
            let store = try new.read(beside: "\(directory)/new")
            #expect(try store.origins().count == 2)
        }
    }

    @Test func `what could not be made again before is told, and holds nothing up`() async throws {
        try await withTemporaryDirectory { directory in
            do {
                let bench = try LiveBench(in: directory)
                try await bench.fetch()
                // As if an older reader had read the same answers otherwise.
                let origin = try #require(try bench.store.origins().first).origin
                var other = try #require(try bench.store.release(of: .office))
                other.observations = other.observations.map { fact in
                    Observation(fact.indicator, fact.municipality, fact.period, .value(61.5))
                }
                _ = try bench.store.take(other, from: origin, at: CommitTime(milliseconds: 1))
            }
            let (old, new) = try places(in: directory)
            let report = try await migration.run(from: old, to: new)
            #expect(report.verification.same == 1 && report.verification.differing.count == 1)
            #expect(report.description.contains("the same is so in the state that it came from"), "\(report)")
            #expect(try new.read(beside: "\(directory)/new").vintages().count == 1)
        }
    }
}

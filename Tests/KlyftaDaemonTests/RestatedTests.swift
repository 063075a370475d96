import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Testing

@testable import KlyftaDaemon

/// An office takes a widening back: what is told of it, and what was known before.
@Suite("A revision that undoes a widening", .onEveryStore)
struct RestatedTests {
    private let widened = Release.fibre([2023: 85, 2024: 60])
    private let restated = Release.fibre([2023: 85, 2024: 86])

    @Test func `is told as a revision, not as an improvement`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: widened)
            bench.clock.move(by: .seconds(86_400))
            try await bench.round(on: restated)
            let events = try bench.store.events()
            #expect(events.map(\.kind) == ["fired", "retracted"])
            #expect(events.map(\.reason).last == AlertEvent.Reason.revision.rawValue)
            #expect(events.last?.period == "2024", "the period that was restated, not a later one")
        }
    }

    @Test func `is found with the figure that did it, and at the moment at which the alert ended`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: widened)
            bench.clock.move(by: .seconds(86_400))
            try await bench.round(on: restated)
            let revision = try #require(try bench.store.revisions(of: IndicatorID("office.fibre")).last)
            #expect(revision.adoption.time == bench.clock.now().commitTime)
            #expect(revision.changes.map(\.difference) == [26])
            #expect(revision.changes.map(\.period) == [.year(2024)])
        }
    }

    @Test func `leaves what was known before as it was: the gap, the alert and its sentence`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: widened)
            let (then, standing) = (bench.clock.now().commitTime, try bench.store.current())
            bench.clock.move(by: .seconds(86_400))
            try await bench.round(on: restated)

            let past = bench.store.asKnown(at: then)
            #expect(try past.current() == standing && past.current() != bench.store.current())
            #expect(try past.events().map(\.kind) == ["fired"])
            let gap = { (store: Store) in
                GapSeries(answering: GapRule.fibre().question, from: try store.figures(of: [.office]))?
                    .gap(in: .year(2024))?.difference.value
            }
            #expect(try gap(past) == 31 && gap(bench.store) == 5)
        }
    }
}

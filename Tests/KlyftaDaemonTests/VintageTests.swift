import CalendarEvents
import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Testing

@testable import KlyftaDaemon

/// What an office does to its figures and its dates over the years.
@Suite(.onEveryStore)
struct VintageTests {
    private func withBench(_ work: (EngineBench) async throws -> Void) async throws {
        try await withTemporaryDirectory { directory in try await work(try EngineBench(in: directory)) }
    }

    private func take(
        _ release: Release, _ bench: EngineBench, _ source: SourceConfiguration = .office()
    ) async throws -> Store.Taken {
        bench.office.answer = .success(release)
        return try await bench.engine.fetch(source).taken
    }

    private let years = [2019: 40.0, 2020: 45, 2021: 50, 2022: 55, 2023: 58, 2024: 60]

    private func year(_ year: Int, of bench: EngineBench) throws -> [Double?] {
        let observations = try #require(try bench.store.release(of: .office)).observations
        return observations.filter { $0.period == .year(year) }.map(\.outcome.value).sorted { ($0 ?? 0) < ($1 ?? 0) }
    }

    private func withGroup(_ release: Release) -> Release {
        var release = release
        release.published = [
            PublishedFigure(
                id: "small", indicator: release.indicators[0].id, period: .year(2024),
                group: PublishedGroup(.size, "<10000", to: 9_999), value: 60, words: "", n: nil, of: nil,
                denominator: "households", source: "a report")
        ]
        return release
    }

    @Test func `fault 29: the same facts in another order and at another time are the same vintage`() async throws {
        try await withBench { bench in
            let first = try await take(.fibre(years), bench)
            var again = Release.fibre(years)
            again.observations.reverse()
            again.populations.sort { ($0.inhabitants, $0.day) > ($1.inhabitants, $1.day) }
            bench.clock.move(by: .seconds(86_400))
            #expect(try await take(again, bench) == .unchanged(first.vintage))
        }
    }

    @Test func `fault 30: a revision of five years back is a new vintage, once, and the old one is kept`() async throws
    {
        try await withBench { bench in
            let first = try await take(.fibre(years), bench)
            let revised = Release.fibre(years.merging([2019: 41]) { $1 })
            guard case .adopted(let second) = try await take(revised, bench) else { throw Missed() }
            #expect(second != first.vintage)
            #expect(try year(2019, of: bench) == [41, 91] && year(2024, of: bench) == [60, 91])
            #expect(try await take(revised, bench) == .unchanged(second))
            #expect(try bench.store.vintageCounts().all == 2)
        }
    }

    @Test func `fault 30: a revision that is reverted makes the first vintage stand again`() async throws {
        try await withBench { bench in
            let first = try await take(.fibre(years), bench)
            _ = try await take(.fibre(years.merging([2019: 41]) { $1 }), bench)
            #expect(try await take(.fibre(years), bench) == .adopted(first.vintage))
            #expect(try year(2019, of: bench) == [40, 91])
            #expect(try bench.store.vintageCounts().all == 2, "no third one")
        }
    }

    @Test func `fault 30: a period or a group that disappears is refused, and a new vintage where the office says so`()
        async throws
    {
        try await withBench { bench in
            let first = try await take(withGroup(.fibre(years)), bench)
            var less = Release.fibre(years)
            let fibre = less.indicators[0].id
            less.observations.removeAll { $0.period == .year(2022) }
            bench.office.answer = .success(less)
            let fault = await #expect(throws: SourceFault.self) { try await bench.engine.fetch(.office()) }
            #expect(fault?.kind == .partial)
            #expect(
                fault?.problem == "it lacks what the last one had: office.fibre: 2022; office.fibre in 2024: <10000")
            #expect(try bench.store.vintages() == [.office: first.vintage])

            less.withdrawn = [
                Withdrawal(of: fibre, in: .year(2022), because: "an error"),
                Withdrawal(of: fibre, in: .year(2024), for: "<10000", because: "too few answers"),
            ]
            guard case .adopted(let second) = try await take(less, bench) else { throw Missed() }
            #expect(second != first.vintage)
            #expect(try year(2022, of: bench) == [])
        }
    }

    // MARK: - The calendar

    private static let april: SourceConfiguration = {
        var source = SourceConfiguration.office()
        source.expect = try! CalendarEvent("*-04-15 UTC")
        return source
    }()

    private func state(_ bench: EngineBench) throws -> String? {
        try bench.store.sourceStandings(at: bench.clock.now().commitTime, in: .english).first?.state
    }

    private func nextExpected(_ bench: EngineBench) throws -> Substring? {
        try bench.store.sourceStandings(at: bench.clock.now().commitTime, in: .english).first?.nextExpected?.prefix(10)
    }

    /// Lets days pass on which the source is asked.
    private func pass(days: Int, with release: Release, _ bench: EngineBench) async throws {
        bench.clock.move(by: .seconds(86_400 * days))
        _ = try await take(release, bench, Self.april)
    }

    @Test func `fault 31: figures that come early count for the date they are early for`() async throws {
        try await withBench { bench in
            _ = try await take(.fibre([2024: 60]), bench, Self.april)
            #expect(
                try nextExpected(bench) == "2027-04-15", "what was there when it was first asked counts for no date")
            // 5 March 2027, then the day after the date.
            try await pass(days: 130, with: .fibre([2024: 60, 2025: 61]), bench)
            #expect(try nextExpected(bench) == "2028-04-15")
            try await pass(days: 42, with: .fibre([2024: 60, 2025: 61]), bench)
            #expect(try state(bench) == "fresh")
        }
    }

    @Test func `fault 31: figures that come late are missed until they come, and no longer`() async throws {
        try await withBench { bench in
            _ = try await take(.fibre([2024: 60]), bench, Self.april)
            try await pass(days: 172, with: .fibre([2024: 60]), bench)
            #expect(try state(bench) == "late")
            try await pass(days: 30, with: .fibre([2024: 60, 2025: 61]), bench)
            #expect(try state(bench) == "fresh")
            #expect(try nextExpected(bench) == "2028-04-15")
        }
    }

    @Test func `fault 31: provisional figures and final ones on one day are two vintages and one date`() async throws {
        try await withBench { bench in
            _ = try await take(.fibre([2024: 60]), bench, Self.april)
            try await pass(days: 171, with: .fibre([2024: 60, 2025: 61]), bench)
            let due = try nextExpected(bench)
            bench.clock.move(by: .seconds(6 * 3_600))
            guard case .adopted = try await take(.fibre([2024: 60, 2025: 62]), bench, Self.april) else {
                throw Missed()
            }
            #expect(try year(2025, of: bench) == [62, 91])
            #expect(try nextExpected(bench) == due && due == "2028-04-15")
            #expect(try bench.store.vintageCounts().all == 3)
        }
    }

    private struct Missed: Error {}
}

import CalendarEvents
import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import KlyftaDaemon

/// Every state of a source, as it comes about and as programs read it.
@Suite(.onEveryStore)
struct SourceStateEngineTests {
    /// What an office does, and what it is asked with.
    private func happen(_ state: SourceState, to bench: EngineBench) async throws {
        var source = SourceConfiguration.office()
        var next = Result<Release, SourceFault>.success(.fibre([2024: 60]))
        var days = 1
        switch state {
        case .fresh: break
        case .late:
            source.expect = try CalendarEvent("*-11-01 UTC")
            days = 10
        case .stale:
            source.expect = try CalendarEvent("*-11-01 UTC")
            days = 400
        case .partial: next = .success(.fibre([2023: 60]))
        case .failing: next = .failure(SourceFault(at: "office", "down", remedy: "Wait."))
        case .changedShape:
            var release = Release.fibre([2024: 60])
            let old = release.indicators[0]
            release.indicators = [
                Indicator(
                    id: old.id, title: old.title, unit: .count, direction: old.direction, nature: old.nature,
                    attribution: old.attribution)
            ]
            next = .success(release)
        case .withdrawn: next = .success(.fibre(withdrawn: "an error in the survey"))
        case .suspect:
            source.plausible = ["fibre": Plausibility(jump: 10)]
            next = .success(.fibre([2024: 5]))
        }
        bench.office.answer = .success(.fibre([2024: 60]))
        _ = try await bench.engine.fetch(source)
        _ = try bench.engine.recompute(bench.configuration)
        bench.clock.move(by: .seconds(86_400 * days))
        bench.office.answer = next
        _ = try? await bench.engine.fetch(source)
    }

    @Test(arguments: SourceState.allCases)
    func `every state comes about, and has its word and its sentence in each language`(state: SourceState) async throws
    {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await happen(state, to: bench)
            let now = bench.clock.now().commitTime
            let rows = try Language.allCases.map { try bench.store.sourceStandings(at: now, in: $0) }
            #expect(rows.map { $0.map(\.state) } == Array(repeating: [state.rawValue], count: Language.allCases.count))
            #expect(Set(rows.flatMap { $0.map(\.message) }).count == Language.allCases.count)
        }
    }

    @Test(arguments: SourceState.allCases)
    func `current.json has the numbers of every source for whoever measures`(state: SourceState) async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await happen(state, to: bench)
            #expect(await bench.engine.deliver().isEmpty)
            let data = try Data(contentsOf: URL(filePath: bench.currentPath))
            let current = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let row = try #require((current["sources"] as? [[String: Any]])?.first)
            #expect(row["state"] as? String == state.rawValue)
            #expect(row["source"] as? String == "office")
            // Two observations and two populations stand, but where the office took the figures back.
            #expect(row["rows"] as? Int == (state == .withdrawn ? 2 : 4))
            #expect((row["vintage"] as? String)?.count == 64)
            #expect((row["newest_period"] as? String) == (state == .withdrawn ? nil : "2024"))
            let isRefused = [.partial, .failing, .changedShape, .suspect].contains(state)
            let (asked, succeeded) = (row["asked"] as? String, row["succeeded"] as? String)
            #expect(asked == bench.clock.now().commitTime.description)
            #expect(succeeded == (isRefused ? "2026-10-26T06:13:20.000Z" : asked))
            #expect((row["next_expected"] != nil) == (state == .late))
        }
    }
}

import KlyftaAlerting
import KlyftaModel
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Testing

@testable import KlyftaDaemon

/// All or nothing, for each indicator by itself.
@Suite(.onEveryStore)
struct IndicatorRefusalTests {
    private static let speed = try! IndicatorID("office.speed")

    /// Two indicators for two municipalities.
    private func release(fibre: [Int: Double], speed: [Int: Double], unit: Indicator.Unit = .megabitsPerSecond)
        -> Release
    {
        var release = Release.fibre(fibre)
        let old = release.indicators[0]
        release.indicators.append(
            Indicator(
                id: Self.speed, title: old.title, unit: unit, direction: old.direction, nature: old.nature,
                attribution: old.attribution))
        for (year, value) in speed.sorted(by: { $0.key < $1.key }) {
            for town in ["SE-0001", "SE-0002"] {
                release.observations.append(
                    Observation(Self.speed, try! Municipality(town), .year(year), .value(value)))
            }
        }
        return release
    }

    private func figures(_ bench: EngineBench, _ name: String) throws -> [String] {
        let release = try #require(try bench.store.release(of: .office))
        return release.observations.filter { $0.indicator.localName == name }
            .map { "\($0.municipality) \($0.period) \($0.outcome.value ?? -1)" }.sorted()
    }

    private func standing(_ bench: EngineBench) throws -> (state: String, message: String) {
        let all = try bench.store.sourceStandings(at: bench.clock.now().commitTime, in: .english)
        let standing = try #require(all.first)
        return (standing.state, standing.message)
    }

    @Test func `an indicator that lacks a municipality keeps its last figures, and the other is news`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: release(fibre: [2024: 60], speed: [2024: 100]))
            var next = release(fibre: [2024: 61], speed: [2024: 110])
            next.observations.removeLast()
            bench.office.answer = .success(next)
            let fetched = try await bench.engine.fetch(.office())
            guard case .adopted = fetched.taken else {
                Issue.record("nothing new was taken")
                return
            }
            #expect(fetched.refusal?.problem == "it lacks what the last one had: office.speed in 2024: SE-0002")
            #expect(try figures(bench, "fibre").first == "SE-0001 2024 61.0")
            #expect(try figures(bench, "speed") == ["SE-0001 2024 100.0", "SE-0002 2024 100.0"])
            let told = try standing(bench)
            #expect(told.state == "partial")
            #expect(
                told.message.hasPrefix(
                    "office.speed: an incomplete answer was refused; the last figures stand. The rest is up to date. "
                        + "release of office: it lacks what the last one had"))

            try await bench.round(on: release(fibre: [2024: 62], speed: [2024: 120]))
            #expect(try standing(bench).state == "fresh")
            #expect(try figures(bench, "speed").first == "SE-0001 2024 120.0")
        }
    }

    @Test func `another unit of one indicator is a changed shape of that one`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: release(fibre: [2024: 60], speed: [2024: 100]))
            bench.office.answer = .success(release(fibre: [2024: 61], speed: [2024: 99], unit: .count))
            #expect(try await bench.engine.fetch(.office()).refusal?.kind == .changedShape)
            #expect(try bench.store.release(of: .office)?.indicators.map(\.unit) == [.percent, .megabitsPerSecond])
            #expect(try figures(bench, "speed").first == "SE-0001 2024 100.0")
            #expect(try standing(bench).state == "changed-shape")
        }
    }

    @Test(arguments: SourceFault.Kind.allCases)
    func `what the source refuses itself stands from before, for as long as it takes`(
        kind: SourceFault.Kind
    ) async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: release(fibre: [2024: 60], speed: [2024: 100]))
            for value in [61.0, 62, 63] {
                var next = Release.fibre([2024: value])
                let fault = SourceFault(at: "table 1", "it is gone", remedy: "Wait.", kind: kind)
                next.refused = [RefusedIndicator(Self.speed, because: fault)]
                bench.office.answer = .success(next)
                #expect(try await bench.engine.fetch(.office()).refusal == fault)
                #expect(try figures(bench, "fibre").first == "SE-0001 2024 \(value)")
                #expect(try figures(bench, "speed").count == 2)
            }
            #expect(try standing(bench).state == kind.rawValue)
            #expect(try bench.engine.recompute(bench.configuration).standings.allSatisfy { !$0.isBlind })
        }
    }

    @Test func `an indicator that is refused at the first fetch is left out and named`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            var first = Release.fibre([2024: 60])
            let fault = SourceFault(at: "table 1", "it is gone", remedy: "Wait.", kind: .changedShape)
            first.refused = [RefusedIndicator(Self.speed, because: fault)]
            try await bench.round(on: first)
            #expect(try bench.store.release(of: .office)?.indicators.map(\.id.text) == ["office.fibre"])
            #expect(try standing(bench).message.hasPrefix("office.speed: changed its form") == true)
        }
    }

    @Test func `a refused indicator is taken when the operator names the hash of the whole`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: release(fibre: [2024: 60], speed: [2024: 100]))
            let next = release(fibre: [2024: 61], speed: [2025: 110])
            bench.office.answer = .success(next)
            let hash = try bench.store.vintage(of: next).short
            #expect(try await bench.engine.fetch(.office()).refusal?.remedy.contains("'accept: \(hash)'") == true)
            var source = SourceConfiguration.office()
            source.accept = hash
            #expect(try await bench.engine.fetch(source).refusal == nil)
            #expect(try figures(bench, "speed").first == "SE-0001 2025 110.0")
        }
    }

    @Test func `where the population lacks a municipality nothing is taken, for all indicators rest on it`()
        async throws
    {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: release(fibre: [2024: 60], speed: [2024: 100]))
            var next = release(fibre: [2024: 61], speed: [2024: 110])
            next.populations.removeLast()
            bench.office.answer = .success(next)
            let fault = await #expect(throws: SourceFault.self) { try await bench.engine.fetch(.office()) }
            #expect(fault?.kind == .partial)
            #expect(try figures(bench, "fibre").first == "SE-0001 2024 60.0")
        }
    }

    @Test func `a share above 100 per cent is suspect unless the operator says that it can be`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            bench.office.answer = .success(release(fibre: [2024: 104], speed: [2024: 104]))
            var source = SourceConfiguration.office()
            let refusal = try await bench.engine.fetch(source).refusal
            #expect(refusal?.kind == .suspect)
            #expect(refusal?.problem == "office.fibre: 104.0 for SE-0001 in 2024 is above 100.0")
            #expect(try figures(bench, "fibre").isEmpty && figures(bench, "speed").count == 2)
            source.plausible = ["fibre": Plausibility(most: 200)]
            #expect(try await bench.engine.fetch(source).refusal == nil)
        }
    }
}

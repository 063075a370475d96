import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Testing

@Suite("Tests of change in a whole round", .onEveryStore)
struct EngineChangeTests {
    /// Six small and six large municipalities; the large ones lead by 10 and a shift by year.
    private func towns(_ shifts: [Int: Double]) -> Release {
        let indicator = Release.fibre([:]).indicators[0]
        let units = (1...12).map { (try! Municipality(.sweden, String(1_000 + $0)), isLarge: $0 > 6, number: $0) }
        return Release(
            source: .office, indicators: [indicator],
            observations: shifts.flatMap { year, shift in
                units.map { unit, isLarge, number in
                    let wiggle = Double((number * 7 + year) % 5) * 0.2
                    return Observation(
                        indicator.id, unit, .year(year), .value((isLarge ? 30 + shift : 20) + wiggle))
                }
            },
            populations: shifts.keys.flatMap { year in
                units.map { Population($0.0, on: try! CalendarDay(year, 12, 31), $0.isLarge ? 50_000 : 5_000) }
            })
    }

    private func configuration(in directory: String, _ ids: [String] = ["grown"]) -> Configuration {
        var test = WideningTest(by: .amount(2))
        test.inference = .superpopulation
        return .watching(
            ids.map { id in
                GapRule(
                    id: id, question: GapRule.fibre().question,
                    condition: .provenWidening(test, since: .period(.year(2020)), falseDiscovery: 0.1), patience: 1,
                    severity: .warning)
            }, in: directory)
    }

    private func round(_ bench: EngineBench, on release: Release, _ configuration: Configuration) async throws {
        bench.office.answer = .success(release)
        _ = try await bench.engine.fetch(.office())
        _ = try bench.engine.recompute(configuration)
        #expect(await bench.engine.deliver().isEmpty)
    }

    @Test
    func `the schedule never tests the same figures twice`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            let configuration = configuration(in: directory)
            for _ in 1...3 { try await round(bench, on: towns([2020: 0, 2021: 5]), configuration) }
            #expect(bench.told == ["grown fired new-period 2021"])
            #expect(try bench.store.tests().count == 1)
            try await round(bench, on: towns([2020: 0, 2021: 5, 2022: 0]), configuration)
            #expect(bench.told == ["grown fired new-period 2021", "grown resolved new-period 2022"])
            #expect(try bench.store.tests().map(\.state) == [.alert, .quiet])
            #expect(try bench.store.testNumbers().map(\.state) == ["alert", "quiet"])
        }
    }

    @Test
    func `a revision is another test, kept beside the first, and says so`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            let configuration = configuration(in: directory)
            try await round(bench, on: towns([2020: 0, 2021: 5]), configuration)
            try await round(bench, on: towns([2020: 0, 2021: 1]), configuration)
            #expect(bench.told == ["grown fired new-period 2021", "grown retracted revision 2021"])
            let tests = try bench.store.tests()
            #expect(tests.count == 2 && tests[1].revises == tests[0].key)
            #expect(bench.file.delivered.last?.numbers?.test?.revises == tests[0].key)
        }
    }

    @Test
    func `a rule added later leaves earlier outcomes alone`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await round(bench, on: towns([2020: 0, 2021: 5]), configuration(in: directory))
            let first = try bench.store.tests()
            try await round(
                bench, on: towns([2020: 0, 2021: 5]), configuration(in: directory, ["another", "grown"]))
            let all = try bench.store.tests()
            #expect(Array(all.prefix(1)) == first && all.map(\.ruleID) == ["grown", "another"])
            #expect(all.map(\.familySize) == [1, 1])
        }
    }
}

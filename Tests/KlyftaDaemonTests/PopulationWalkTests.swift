import KlyftaDivide
import KlyftaModel
import KlyftaSources
import Testing

/// SSB's own series on today's codes, against the population of each year walked along SSB's list of changes.
struct PopulationWalkTests {
    @Test(arguments: [
        (2015, 349), (2016, 349), (2018, 350), (2019, 350), (2020, 355), (2021, 355), (2022, 355), (2023, 355),
        (2024, 357), (2025, 357), (2026, 357),
    ])
    func `every municipality that no split touches agrees with SSB's series`(_ year: Int, _ agreeing: Int) async throws
    {
        let release = try await Shipped.ssb()
        let harmonised = try Dictionary(
            uniqueKeysWithValues: Shipped.fixture("harmonised-population.csv").filter { $0["year"] == "\(year)" }.map {
                (try Municipality($0["municipality"] ?? ""), Int($0["population"] ?? ""))
            })
        let day = try CalendarDay(year, 1, 1)
        let counts = Dictionary(
            uniqueKeysWithValues: release.populations.filter { $0.day == day }.map { ($0.municipality, $0.inhabitants) }
        )
        let walk = BoundaryWalk(counts, on: day, along: release.boundaryChanges)

        #expect(Set(walk.counts.keys) == Set(harmonised.keys))
        let untouched = walk.counts.filter { !walk.touchedBySplit.contains($0.key) }
        #expect(untouched.count == agreeing)
        for (municipality, count) in untouched {
            #expect(harmonised[municipality] == count, "\(municipality)")
        }
        #expect(walk.counts.values.reduce(0, +) >= counts.values.reduce(0, +), "nobody is lost on the way")
    }
}

import KlyftaDivide
import Testing

struct SimulatedLimitsTests {
    private func table(
        _ values: [Double], se: Double? = 3, _ direction: GroupTable.Direction = .favourable, reference: Int? = nil
    ) throws -> GroupTable {
        let groups = values.map { GroupTable.Group(estimate: $0, standardError: se, population: 1_000) }
        return try GroupTable(groups, .unordered(reference: reference), direction, scale: 100)
    }

    @Test func `without sampling error both limits are the measure itself`() throws {
        let table = try table([10, 20, 30], se: 0, reference: 0)
        for (measure, limits) in try table.simulatedLimits(draws: 10, seed: 1) {
            let estimate = try #require(measure.compute(on: table).value)
            let found = try limits.get()
            #expect(abs(found.lower - estimate) < 1e-12 && abs(found.upper - estimate) < 1e-12, "\(measure)")
        }
    }

    @Test func `noise alone makes these measures positive`() throws {
        let limits = try table([50, 50, 50]).simulatedLimits(draws: 200, seed: 1)
        for measure in [GroupMeasure.bgsd, .mdmu, .mdbw, .idisu] {
            #expect(try #require(limits[measure]).get().lower > 0)
        }
    }

    @Test func `the same seed gives the same limits, another one others`() throws {
        let table = try table([10, 20, 90])
        let limits = try [4, 4, 5].map { (seed: UInt64) in try table.simulatedLimits(draws: 60, seed: seed)[.bgsd] }
        #expect(limits[0] == limits[1] && limits[0] != limits[2])
    }

    /// Where WHO's way, to draw again until a value fits, would not end.
    @Test func `estimates on a limit with a huge error end at once, within the limits`() throws {
        let limits = try table([0, 0, 100], se: 1e12).simulatedLimits(draws: 100, seed: 1)
        let bgsd = try #require(limits[.bgsd]).get()
        #expect(bgsd.lower >= 0 && bgsd.upper <= 50)
    }

    @Test func `what has no limits says why`() throws {
        #expect(throws: Undefined.negativeValue) { try table([-1, 2, 3]).simulatedLimits(draws: 9, seed: 1) }
        #expect(throws: Undefined.noStandardErrors) {
            try table([1, 2, 3], se: nil).simulatedLimits(draws: 9, seed: 1)
        }
        #expect(throws: Undefined.needsThreeGroups) { try table([1, 2]).simulatedLimits(draws: 9, seed: 1) }
        let limits = try table([0, 0, 0], se: 0).simulatedLimits(draws: 9, seed: 1)
        #expect(limits[.mdru] == .failure(.noReference))
        #expect(limits[.cov] == .failure(.meanNotPositive))
    }
}

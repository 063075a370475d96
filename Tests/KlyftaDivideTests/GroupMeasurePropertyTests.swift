import KlyftaDivide
import Testing

struct GroupMeasurePropertyTests {
    /// The dimension that a measure needs.
    private func dimension(_ measure: GroupMeasure, _ divide: RandomDivide) -> GroupTable.Dimension? {
        GroupMeasure.needsReference.contains(measure) ? divide.unordered : nil
    }

    @Test(arguments: GroupMeasure.allCases)
    func `the unit of measurement does not show, except as the unit`(measure: GroupMeasure) throws {
        // The variants for parity round, guess a scale and replace zeros: that it shows is their defect.
        guard !measure.isForParityOnly else { return }
        for seed in 0..<50 {
            let divide = RandomDivide(seed: seed)
            let percent = try divide.table(dimension(measure, divide))
            let share = try table(
                divide.estimates.map { $0 / 100 }, errors: divide.errors.map { $0 / 100 },
                population: divide.population, dimension(measure, divide), scale: 1, bounds: GroupTable.Bounds(0, 1))
            let factor: Double = [.indicator: 100, .indicatorSquared: 10_000][measure.unit] ?? 1
            let (one, other) = (measure.compute(on: percent).estimate, measure.compute(on: share).estimate)
            let error: Double = one?.errorScale == .logarithmic ? 1 : factor
            #expect(agree(one?.value, other.map { $0.value * factor }), "\(seed)")
            #expect(agree(one?.se, other?.se.map { $0 * error }, within: 1e-7), "\(seed)")
        }
    }

    @Test(arguments: GroupMeasure.allCases)
    func `everything twice is the same divide`(measure: GroupMeasure) throws {
        // Each class in two halves with the same estimate; errors have more to say then, so only the estimate.
        let perGroup: Set<GroupMeasure> = [.siiLinear, .riiLinear, .siiLinearHC1, .siiLogit, .riiLogit]
        let other: Set<GroupMeasure> = [
            .d, .r, .par, .paf, .par2x2, .paf2x2, .bgvBiasCorrected, .siiLogitAnchor, .riiLogitAnchor, .mdru, .mdrw,
        ]
        guard !perGroup.union(other).contains(measure) else { return }
        for seed in 0..<50 {
            let divide = RandomDivide(seed: seed)
            func twice(_ values: [Double]) -> [Double] { values.flatMap { [$0, $0] } }
            let halves = try table(twice(divide.estimates), population: twice(divide.population))
            #expect(agree(measure.number(try divide.table()), measure.number(halves)), "\(seed)")
        }
    }

    @Test(arguments: GroupMeasure.allCases)
    func `the order of the input does not show`(measure: GroupMeasure) throws {
        for seed in 0..<50 {
            let divide = RandomDivide(seed: seed)
            var dice = Dice(state: UInt64(seed))
            let places = divide.estimates.indices.shuffled(using: &dice)
            let ordered = !GroupMeasure.needsReference.contains(measure)
            let mixed = try table(
                places.map { divide.estimates[$0] }, errors: places.map { divide.errors[$0] },
                population: places.map { divide.population[$0] },
                ordered ? .ordered(ranks: places) : .unordered(reference: places.firstIndex(of: 1)))
            let one = measure.compute(on: try divide.table(dimension(measure, divide))).estimate
            let other = measure.compute(on: mixed).estimate
            #expect(agree(one?.value, other?.value, within: 1e-12))
            #expect(agree(one?.se, other?.se, within: 1e-12))
        }
    }

    @Test(arguments: [GroupMeasure.rciErreygers, .rciWagstaff, .aci, .siiLinear, .siiLogit])
    func `attainment and shortfall mirror each other`(measure: GroupMeasure) throws {
        for seed in 0..<50 {
            let divide = RandomDivide(seed: seed)
            var mirror = divide
            mirror.estimates = divide.estimates.map { 100 - $0 }
            let one = measure.compute(on: try divide.table()).estimate
            let other = measure.compute(on: try mirror.table()).estimate
            #expect(one != nil && agree(one?.value, other.map { -$0.value }, absolute: 1e-9), "\(seed)")
            #expect(agree(one?.se, other?.se, within: 1e-7), "\(seed)")
        }
    }

    @Test func `RCI does not mirror, which is why the other two exist`() throws {
        let (one, other) = (try table([10, 20, 30]), try table([90, 80, 70]))
        #expect(agree(GroupMeasure.rci.number(one), 2.0 / 9))
        #expect(agree(GroupMeasure.rci.number(other), -1.0 / 18))
    }

    @Test(arguments: 0..<100)
    func `every index keeps its bounds`(seed: Int) throws {
        let divide = try RandomDivide(seed: seed).table()
        for measure in [GroupMeasure.rci, .rciErreygers, .rciWagstaff] {
            #expect(try abs(#require(measure.number(divide))) <= 1)
        }
        for measure in [
            GroupMeasure.bgv, .bgsd, .cov, .mdmu, .mdmw, .mdbu, .mdbw, .idisu, .idisw, .ti, .mld, .par, .paf,
        ] {
            #expect(try #require(measure.number(divide)) >= 0, "\(measure)")
        }
        #expect(try abs(#require(GroupMeasure.siiLogit.number(divide))) <= 100)
    }

    @Test(arguments: 0..<50)
    func `limits enclose the estimate, and those of a ratio are above zero`(seed: Int) throws {
        let divide = try RandomDivide(seed: seed).table()
        for measure in GroupMeasure.allCases {
            guard let got = measure.compute(on: divide).estimate, let low = got.lower, let high = got.upper else {
                continue
            }
            #expect(low <= got.value && got.value <= high, "\(measure)")
            if got.errorScale == .logarithmic { #expect(low > 0, "\(measure)") }
        }
    }

    @Test(
        arguments: [
            .d, .aci, .rci, .rciErreygers, .rciWagstaff, .siiLinear, .siiLogit, .bgsdDelta, .covDelta, .ti, .mld, .par,
            .paf, .r, .riiLinear, .riiLogit,
        ] as [GroupMeasure])
    func `an error is the slope of the measure in each estimate`(measure: GroupMeasure) throws {
        for seed in 0..<20 {
            let divide = RandomDivide(seed: seed)
            guard let error = measure.compute(on: try divide.table()).estimate?.naturalStandardError else { continue }
            var sum = 0.0
            for place in divide.estimates.indices {
                func moved(_ step: Double) throws -> Double {
                    var other = divide
                    other.estimates[place] += step
                    return try #require(measure.number(try other.table()))
                }
                let slope = try (moved(1e-3) - moved(-1e-3)) / 2e-3
                sum += slope * slope * divide.errors[place] * divide.errors[place]
            }
            #expect(agree(error, sum.squareRoot(), within: 1e-5, absolute: 1e-6), "\(measure) \(seed)")
        }
    }

    @Test func `slope and concentration say the same on different scales`() throws {
        // In equal classes V_X = (1 − 1/K²)/12.
        let five = try table([8, 15, 24, 41, 67])
        let variance = (1 - 1.0 / 25) / 12
        let concentration = try #require(GroupMeasure.aci.number(five))
        #expect(agree(GroupMeasure.siiLinear.number(five), concentration / (2 * variance)))
    }
}

import KlyftaDivide
import Testing

struct GroupMeasureHostileTests {
    @Test(
        arguments: [
            ([.nan, 1, 2], nil, nil, .estimateNotFinite(group: 0)),
            ([1, .infinity, 2], nil, nil, .estimateNotFinite(group: 1)),
            ([1, 2, -1], nil, nil, .estimateOutsideBounds(group: 2)),
            ([1, 2, 101], nil, nil, .estimateOutsideBounds(group: 2)),
            ([1, 2, 3], [1, -1, 1], nil, .standardErrorNotANumber(group: 1)),
            ([1, 2, 3], [1, 1, .nan], nil, .standardErrorNotANumber(group: 2)),
            ([1, 2, 3], [.infinity, 1, 1], nil, .standardErrorNotANumber(group: 0)),
            ([1, 2, 3], nil, [1, -1, 1], .populationNotANumber(group: 1)),
            ([1, 2, 3], nil, [1, .nan, 1], .populationNotANumber(group: 1)),
            ([1, 2, 3], nil, [1, 1, .infinity], .populationNotANumber(group: 2)),
            ([], nil, nil, .noGroups),
        ] as [([Double], [Double]?, [Double]?, GroupTableFlaw)])
    func `a table says what is wrong with it`(
        estimates: [Double], errors: [Double]?, population: [Double]?, flaw: GroupTableFlaw
    ) {
        #expect(throws: flaw) { try table(estimates, errors: errors, population: population) }
        #expect(!flaw.description.isEmpty)
    }

    @Test func `ranks, reference, scale and bounds are checked`() {
        #expect(throws: GroupTableFlaw.ranksMissing(ranks: 1, groups: 2)) { try table([1, 2], .ordered(ranks: [1])) }
        #expect(throws: GroupTableFlaw.rankRepeated(4)) { try table([1, 2, 3], .ordered(ranks: [4, 1, 4])) }
        #expect(throws: GroupTableFlaw.noSuchReference(2)) { try table([1, 2], .unordered(reference: 2)) }
        #expect(throws: GroupTableFlaw.noSuchReference(-1)) { try table([1, 2], .unordered(reference: -1)) }
        for scale in [0, -1, Double.nan, .infinity] {
            #expect(throws: GroupTableFlaw.scaleNotPositive) { try table([1, 2], scale: scale) }
        }
        for (low, high) in [(1.0, 1.0), (2, 1), (.nan, 1), (0, .infinity), (-1.7e308, 1.7e308)] {
            #expect(throws: GroupTableFlaw.boundsNotAnInterval) {
                try table([1, 2], bounds: GroupTable.Bounds(low, high))
            }
        }
    }

    @Test(arguments: GroupMeasure.allCases)
    func `one group is no divide`(measure: GroupMeasure) throws {
        let expected: Undefined = [.d, .r].contains(measure) ? .needsTwoGroups : .needsThreeGroups
        #expect(measure.reason(try table([10])) == expected)
    }

    @Test(arguments: Set(GroupMeasure.allCases).subtracting([.d, .r]))
    func `two groups have a difference and a ratio and nothing else`(measure: GroupMeasure) throws {
        #expect(measure.reason(try table([10, 20])) == .needsThreeGroups)
    }

    @Test(arguments: Set(GroupMeasure.allCases).subtracting([.d, .r]))
    func `where nobody lives only the difference and the ratio are left`(measure: GroupMeasure) throws {
        #expect(measure.reason(try table([10, 20, 30], population: [0, 0, 0])) == .noInhabitants)
        #expect(GroupMeasure.d.number(try table([10, 20, 30], population: [0, 0, 0])) == 20)
    }

    @Test(arguments: GroupMeasure.needsOrder)
    func `a gradient needs an order and more than one inhabited class`(measure: GroupMeasure) throws {
        #expect(measure.reason(try table([10, 20, 30], .unordered(reference: nil))) == .notOrdered)
        let single = measure.compute(on: try table([10, 20, 30], population: [0, 1_000, 0]))
        let slopes: Set<GroupMeasure> = GroupMeasure.needsOrder.subtracting([
            .aci, .rci, .rciErreygers, .rciWagstaff,
        ])
        #expect(slopes.contains(measure) ? single == .undefined(.oneRank) : single.value == 0)
    }

    @Test(arguments: Set(GroupMeasure.allCases).subtracting([.d, .r]))
    func `a hole in an ordered dimension is undefined, not skipped`(measure: GroupMeasure) throws {
        #expect(measure.reason(try table([10, 20, nil, 40])) == .orderedGroupMissing)
        #expect(GroupMeasure.d.number(try table([10, 20, nil, 40])) == 30)
        #expect(GroupMeasure.r.reason(try table([nil, 20, 30, 40])) == .comparedGroupMissing)
    }

    @Test(arguments: [(7, 1, true), (6, 1, false), (20, 3, true), (20, 4, false), (25, 4, false)])
    func `up to 15 % of unordered groups may be missing`(count: Int, missing: Int, defined: Bool) throws {
        let estimates = (0..<count).map { $0 < missing ? nil : Double($0) }
        let groups = try table(estimates, .unordered(reference: nil))
        #expect(GroupMeasure.bgv.reason(groups) == (defined ? nil : .tooManyMissing))
        #expect(GroupMeasure.d.number(groups) == Double(count - 1 - missing))
    }

    @Test func `a reference must be chosen and have an estimate`() throws {
        let sparse = try table([nil, 1, 2, 3, 4, 5, 6], .unordered(reference: 0))
        for measure in [GroupMeasure.mdru, .mdrw] {
            #expect(measure.reason(sparse) == .referenceMissing)
            #expect(measure.reason(try table([1, 2, 3])) == .noReference)
        }
        #expect(GroupMeasure.d.reason(sparse) == .comparedGroupMissing)
    }

    @Test func `what needs a positive mean, ratio, bound or curve says so`() throws {
        let zero = try table([0, 0, 0])
        let relative: [GroupMeasure] = [
            .rci, .cov, .idisu, .idisw, .ti, .mld, .paf, .riiLogit, .tiMillionth, .paf2x2,
        ]
        for measure in relative { #expect(measure.reason(zero) == .meanNotPositive, "\(measure)") }
        #expect(GroupMeasure.r.reason(zero) == .ratioNotPositive)
        #expect(GroupMeasure.rciWagstaff.reason(zero) == .meanOnBound)
        #expect(GroupMeasure.riiLinear.reason(zero) == .fittedEndNotPositive)
        #expect(GroupMeasure.siiLogit.number(zero) == 0)
        #expect(GroupMeasure.siiLogit.number(try table([100, 100, 100])) == 0)
        #expect(GroupMeasure.riiLogit.number(try table([100, 100, 100])) == 1)
        let counts = try table([-5, 20, 3_000], bounds: nil)
        for measure in [GroupMeasure.rciErreygers, .rciWagstaff, .siiLogit, .riiLogit] {
            #expect(measure.reason(counts) == .noBounds)
        }
        for measure in [GroupMeasure.ti, .mld, .siiLogitAnchor, .riiLogitAnchor] {
            #expect(measure.reason(counts) == .negativeValue)
        }
        #expect(GroupMeasure.siiLogitAnchor.reason(try table([1, 2, 1e7], bounds: nil)) == .aboveEveryScale)
        let shifted = try table([10, 20, 30], bounds: GroupTable.Bounds(-100, 100))
        #expect(GroupMeasure.siiLogit.reason(shifted) == .boundsNotFromZero)
    }

    @Test(arguments: [[0, 50, 100], [100, 50, 0], [0, 0, 100], [0, 0, 30], [70, 100, 100], [0, 100, 100]])
    func `all and nothing have no best curve`(values: [Double]) throws {
        #expect(GroupMeasure.siiLogit.reason(try table(values)) == .separated)
        #expect(GroupMeasure.riiLogitAnchor.reason(try table(values)) == .separated)
    }

    @Test(arguments: [
        [0.0001, 99.9999, 0.0001], [0.0001, 0.0001, 99.9999], [1, 100, 99], [1e-300, 1, 2], [0, 1, 0],
    ])
    func `a very steep divide is fitted or says why not`(values: [Double]) throws {
        let answer = GroupMeasure.siiLogit.compute(
            on: try table(values, errors: [1, 1, 1], population: [1, 1e6, 1e15]))
        if let slope = answer.value { #expect(abs(slope) <= 100) }
    }

    @Test func `a divide where Newton's plain method runs away is fitted all the same`() throws {
        let steep = try table([1, 3, 97], population: [8_000, 1_000, 1_000])
        // The score equations solved by nested bisection, which cannot run away.
        #expect(agree(GroupMeasure.siiLogit.number(steep), 80.29861007751849))
    }

    @Test func `equal values are no divide, to the last digit`() throws {
        let flat = try table([0.1, 0.1, 0.1], errors: [1, 1, 1], population: [3, 7, 1_234_567])
        for measure in GroupMeasure.allCases where ![.bgvBiasCorrected, .mdru, .mdrw].contains(measure) {
            let expected: Double =
                [.r, .riiLinear, .riiLogit, .riiLogitAnchor].contains(measure) ? 1 : 0
            guard ![.siiLogitAnchor, .riiLogitAnchor].contains(measure) else { continue }
            #expect(agree(measure.number(flat), expected), "\(measure)")
        }
        #expect(GroupMeasure.bgv.number(flat) == 0)
        #expect(GroupMeasure.aci.number(flat) == 0)
    }

    @Test(arguments: GroupMeasure.allCases, [1, 1e-15, 1e15] as [Double])
    func `only the proportions of the weights matter, however large they are`(
        measure: GroupMeasure, factor: Double
    ) throws {
        let rounded: Set<GroupMeasure> = [.siiLogitAnchor, .riiLogitAnchor, .par2x2, .paf2x2]
        guard !rounded.contains(measure) else { return }
        let (estimates, errors) = ([8.0, 15, 24, 41, 67], [1.0, 1.5, 2, 3, 4])
        let population = [5.0, 15, 20, 25, 35]
        let dimension: GroupTable.Dimension? =
            GroupMeasure.needsReference.contains(measure) ? .unordered(reference: 0) : nil
        let plain = try table(estimates, errors: errors, population: population, dimension)
        let scaled = try table(estimates, errors: errors, population: population.map { $0 * factor }, dimension)
        let (one, other) = (measure.compute(on: plain).estimate, measure.compute(on: scaled).estimate)
        #expect(one != nil)
        #expect(agree(one?.value, other?.value) && agree(one?.se, other?.se, within: 1e-7))
    }

    @Test(arguments: GroupMeasure.allCases)
    func `no table, however wild, gives a number that is none`(measure: GroupMeasure) throws {
        let wild: [Double] = [0, .leastNonzeroMagnitude, 1e-15, 1, 100, 1e15, 1.7e308, -1.7e308, -1]
        var dice = Dice(state: 42)
        for _ in 0..<400 {
            let count = Int.random(in: 1...6, using: &dice)
            func pick(_ from: [Double]) -> [Double] {
                (0..<count).map { _ in from.randomElement(using: &dice) ?? 0 }
            }
            let counts = wild.filter { $0 >= 0 }
            let (estimates, errors, population) = (pick(wild), pick(counts), pick(counts))
            let bounded = estimates.allSatisfy { (0...100).contains($0) }
            let dimension: GroupTable.Dimension? = Bool.random(using: &dice) ? .unordered(reference: 0) : nil
            let made = try table(
                estimates, errors: errors, population: population, dimension,
                Bool.random(using: &dice) ? .favourable : .adverse, bounds: bounded ? .percent : nil)
            guard let answer = measure.compute(on: made).estimate else { continue }
            #expect(answer.value.isFinite, "\(made)")
            for part in [answer.se, answer.lower, answer.upper] { #expect(part?.isFinite ?? true, "\(made)") }
            #expect((answer.se ?? 0) >= 0, "\(made)")
        }
    }

    @Test(arguments: [GroupMeasure.bgv, .d, .par])
    func `limits too large for a number are unknown, and an error is not zero for that`(measure: GroupMeasure) throws {
        let vague = try table([1, 2, 3], errors: [1.7e308, 1.7e308, 1.7e308], bounds: nil)
        let answer = try #require(measure.compute(on: vague).estimate)
        #expect(answer.se != 0 && answer.lower == nil && answer.upper == nil)
    }

    @Test(arguments: [GroupMeasure.d, .bgv, .siiLinear, .mdbw])
    func `a result too large for a number is undefined, not infinite and not zero`(measure: GroupMeasure) throws {
        #expect(measure.reason(try table([-1.7e308, 0, 1.7e308], bounds: nil)) == .tooLarge)
    }

    @Test func `a ratio to the mean that is too large is no equality`() throws {
        let odd = try table(
            [1.7e308, 0, .leastNonzeroMagnitude], population: [.leastNonzeroMagnitude, 1e15, 1e15], bounds: nil)
        #expect(GroupMeasure.ti.number(odd) != 0)
    }

    @Test(arguments: [Double.nan, .infinity, 0, -1])
    func `without a quantile there are no limits`(z: Double) throws {
        let answer = GroupMeasure.d.compute(on: try table([10, 20], errors: [3, 4]), z: z).estimate
        #expect(answer?.se == 5)
        #expect(answer?.lower == nil && answer?.upper == nil)
    }
}

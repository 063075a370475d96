import KlyftaDivide
import KlyftaModel
import Testing

/// What an office may send, and nobody wants to believe.
struct MicroHostileTests {
    @Test(
        arguments: [
            ([], [], [], nil, nil, MicroTableFlaw.noUnits),
            ([1, 2], [1], [1, 1], nil, nil, .columnsDiffer),
            ([1, 2], [1, 2], [1], nil, nil, .columnsDiffer),
            ([1, .nan], [1, 2], [1, 1], nil, nil, .notFinite),
            ([1, .infinity], [1, 2], [1, 1], nil, nil, .notFinite),
            ([1, 2], [1, -.infinity], [1, 1], nil, nil, .notFinite),
            ([1, 2], [.nan, 2], [1, 1], nil, nil, .notFinite),
            ([1, 2], [1, 2], [1, 1], nil, Double.nan, .notFinite),
            ([1, 2], [1, -2], [1, 1], nil, nil, .negativePopulation),
            ([1, 2], [1, 2], [1, 1], 3.0...3.0, nil, .emptyBounds),
            ([1, 2], [1, 2], [1, 1], 0.0...Double.infinity, nil, .emptyBounds),
        ] as [([Double], [Double], [Int], ClosedRange<Double>?, Double?, MicroTableFlaw)])
    func `a table that cannot be measured says why`(
        values: [Double], populations: [Double], classes: [Int], bounds: ClosedRange<Double>?, threshold: Double?,
        reason: MicroTableFlaw
    ) {
        #expect(throws: reason) {
            try MicroTable(
                values: values, populations: populations, sizeClasses: classes, bounds: bounds, threshold: threshold)
        }
    }

    @Test(arguments: [
        ([-1.0, 5], MicroMeasure.gini, Undefined.negativeValue),
        ([-1, 5], .theil, .negativeValue),
        ([-1, 5], .hoover, .negativeValue),
        ([-1, 5], .atkinsonTwo, .negativeValue),
        ([-1, 5], .palma, .negativeValue),
        ([-5, 1], .rci, .meanNotPositive),
        ([-5, 1], .cv, .meanNotPositive),
        ([0, 0], .gini, .meanNotPositive),
        ([0, 0], .ge2Between, .meanNotPositive),
        ([0, 5], .mld, .zeroValue),
        ([0, 5], .mldWithin, .zeroValue),
        ([0, 5], .s80s20, .emptyBottom),
        ([0, 5], .relativeIndex, .fittedEndNotPositive),
        ([5], .gini, .oneUnit),
        ([5], .aci, .oneUnit),
        ([5], .slopeIndex, .oneUnit),
        ([5, 5], .theilBetweenShare, .noInequality),
        ([1, 5], .erreygers, .noBounds),
        ([1, 5], .shareAtOrAbove, .noThreshold),
    ])
    func `a measure without a number says why`(values: [Double], measure: MicroMeasure, reason: Undefined) throws {
        let table = try microTable(values)
        #expect(table.estimate(measure, per: .municipality) == .undefined(reason))
    }

    @Test func `bounds that the values break are refused`() throws {
        let table = try microTable([1, 101], bounds: 0...100)
        #expect(table.estimate(.erreygers, per: .municipality) == .undefined(.outsideBounds))
        #expect(table.estimate(.wagstaff, per: .inhabitant) == .undefined(.outsideBounds))
    }

    @Test func `where everybody has everything, Wagstaff's index has no room`() throws {
        let table = try microTable([100, 100], bounds: 0...100)
        #expect(table.estimate(.wagstaff, per: .municipality) == .undefined(.meanOnBound))
        #expect(table.estimate(.erreygers, per: .municipality).value == 0)
    }

    @Test func `municipalities of one size have no order by size`() throws {
        let table = try microTable([1, 5, 9], populations: [70, 70, 70], bounds: 0...10)
        for measure in [MicroMeasure.aci, .rci, .erreygers, .wagstaff, .slopeIndex, .relativeIndex] {
            #expect(table.estimate(measure, per: .municipality) == .undefined(.oneSize))
        }
    }

    @Test func `one municipality has a mean and shares, and no inequality`() throws {
        let table = try microTable([5], threshold: 3)
        for measure in MicroMeasure.allCases {
            let answer = table.estimate(measure, per: .municipality)
            let defined = [MicroMeasure.mean, .shareZero, .shareAtOrAbove].contains(measure)
            #expect((answer.value != nil) == defined, "\(measure)")
            #expect(answer.standardError == nil)
        }
    }

    @Test func `where nobody lives, nothing counts per inhabitant`() throws {
        let table = try microTable([1, 2], populations: [0, 0])
        for measure in MicroMeasure.allCases {
            #expect(table.estimate(measure, per: .inhabitant) == .undefined(.noInhabitants))
        }
        #expect(table.estimate(.mean, per: .municipality).value == 1.5)
    }

    @Test func `a municipality without inhabitants drops out per inhabitant, its zero too`() throws {
        let table = try microTable(
            [0, 1, 2, 3], populations: [0, 100, 200, 300], classes: [1, 1, 2, 2], bounds: 0...9)
        let without = try microTable([1, 2, 3], classes: [1, 2, 2], bounds: 0...9)
        for measure in MicroMeasure.allCases {
            #expect(table.estimate(measure, per: .inhabitant) == without.estimate(measure, per: .inhabitant))
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: Weight.allCases)
    func `100 000 equal values are perfectly equal`(weight: Weight) throws {
        let sample = try microTable(
            Array(repeating: 0.1, count: 100_000), populations: (0..<100_000).map { Double($0 % 977 + 1) },
            classes: (0..<100_000).map { $0 % 5 }
        ).sample(per: weight)
        let zero: [MicroMeasure] = [
            .gini, .hoover, .cv, .theil, .theilBetween, .theilWithin, .mld, .mldBetween, .mldWithin, .ge2, .ge2Between,
            .ge2Within, .atkinsonHalf, .atkinsonOne, .atkinsonTwo, .aci, .rci, .slopeIndex,
        ]
        for measure in zero {
            let estimate = try #require(sample.estimate(measure).value)
            #expect(estimate.magnitude < 1e-14, "\(measure)")
        }
        for (measure, ratio) in [(MicroMeasure.s80s20, 1.0), (.palma, 0.25), (.relativeIndex, 1)] {
            #expect(agree(sample.estimate(measure), .finite(ratio)), "\(measure)")
        }
    }

    @Test func `weights of a thousand billions change nothing but the weights`() throws {
        let table = try microLottery(50, seed: 7)
        let huge = try table.changed(populations: { $0 * 1e15 })
        let beyond = try table.changed(populations: { $0 * 1e302 })
        for measure in MicroMeasure.allCases {
            let expected = table.estimate(measure, per: .inhabitant)
            #expect(agree(huge.estimate(measure, per: .inhabitant), expected), "\(measure)")
            #expect(agree(beyond.estimate(measure, per: .inhabitant), expected), "\(measure)")
        }
    }

    @Test(arguments: [
        [.greatestFiniteMagnitude, 1, .greatestFiniteMagnitude],
        [-.greatestFiniteMagnitude, .greatestFiniteMagnitude, 3],
        [.leastNonzeroMagnitude, .leastNonzeroMagnitude * 2, 0],
        [1e200, 1e-200, 5],
        [-0.0, 0, Double.leastNormalMagnitude / 8],
        [1e15, 1e15 + 0.125, 1e15 - 0.125],
    ])
    func `no input gives infinity or what is not a number`(values: [Double]) throws {
        for populations in [[1, 2, 3], [1e15, 1, 0], [Double.leastNonzeroMagnitude, 1e308, 1], [1, 1, 1]] {
            let table = try microTable(values, populations: populations, classes: [1, 2, 2], threshold: 1)
            for measure in MicroMeasure.allCases {
                for weight in Weight.allCases {
                    let answer = table.estimate(measure, per: weight)
                    #expect(answer.value?.isFinite ?? true, "\(measure)")
                    #expect(answer.standardError.map { $0.isFinite && $0 >= 0 } ?? true, "\(measure)")
                }
            }
        }
    }

    @Test func `every flaw is said in its own words`() {
        #expect(Set(MicroTableFlaw.allCases.map(\.description)).count == MicroTableFlaw.allCases.count)
    }
}

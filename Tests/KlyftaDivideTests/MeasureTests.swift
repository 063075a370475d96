import KlyftaDivide
import KlyftaModel
import Testing

struct MeanTests {
    @Test(arguments: [(Weight.municipality, 25.0), (.inhabitant, 37.0)])
    func `a mean is over municipalities or over people`(weight: Weight, expected: Double) {
        let pair = members([10, 40], inhabitants: [1_000, 9_000])
        #expect(mean(of: pair, per: weight, nature: .register) == .defined(expected))
    }

    @Test(arguments: [(Weight.municipality, 2.0), (.inhabitant, 1.0)])
    func `a zero counts in a mean`(weight: Weight, expected: Double) {
        let pair = members([0, 4], inhabitants: [3_000, 1_000])
        #expect(mean(of: pair, per: weight, nature: .register) == .defined(expected))
    }

    @Test(arguments: Weight.allCases)
    func `a mean of nobody is undefined, not zero`(weight: Weight) {
        #expect(mean(of: [], per: weight, nature: .register) == .undefined(.noValues))
    }

    @Test(arguments: Weight.allCases)
    func `ordered categories have no mean`(weight: Weight) {
        #expect(mean(of: members([1, 2]), per: weight, nature: .ordinal) == .undefined(.ordinal))
    }

    @Test func `per inhabitant, where nobody lives, there is no mean`() {
        let ghosts = members([1, 2], inhabitants: [0, 0])
        #expect(mean(of: ghosts, per: .inhabitant, nature: .register) == .undefined(.noInhabitants))
        #expect(mean(of: ghosts, per: .municipality, nature: .register) == .defined(1.5))
    }

    @Test(arguments: [[1e16, 1, -1e16], [1, 1e16, -1e16], [1e16, -1e16, 1], [-1e16, 1, 1e16]])
    func `a mean keeps the digits that a plain sum loses, in any order`(values: [Double]) {
        #expect(mean(of: members(values), per: .municipality, nature: .register) == .defined(1.0 / 3))
    }

    @Test func `ten tenths have the mean of a tenth, which a plain sum misses`() {
        let tenths = Array(repeating: 0.1, count: 10)
        #expect(tenths.reduce(0, +) / 10 != 0.1)
        #expect(mean(of: members(tenths), per: .municipality, nature: .survey) == .defined(0.1))
        #expect(mean(of: members(tenths), per: .inhabitant, nature: .survey).rounded == .defined(0.1))
    }

    @Test func `more inhabitants than a machine word holds are weighed all the same`() {
        let crowds = members([10, 20], inhabitants: [Int.max, Int.max])
        #expect(mean(of: crowds, per: .inhabitant, nature: .register).rounded == .defined(15))
    }

    @Test(arguments: Weight.allCases)
    func `a sum too large for a number is undefined, never infinite`(weight: Weight) {
        let giants = members([1e308, 1e308])
        #expect(mean(of: giants, per: weight, nature: .register).value == nil)
    }
}

struct MedianTests {
    @Test(
        arguments: [
            ([1, 2, 3, 10], 2.5), ([10, 1, 3], 3), ([7], 7), ([4, 4], 4), ([0, 0, 0, 9], 0), ([-3, 1], -1),
        ] as [([Double], Double)])
    func `a median is the middle value, of an even number the mean of the two`(values: [Double], expected: Double) {
        #expect(median(of: members(values), nature: .survey) == .defined(expected))
    }

    @Test(arguments: [([1, 2, 3, 10], 2), ([3, 1], 1), ([1, 2, 3], 2)] as [([Double], Double)])
    func `the median of ordered categories is a category, the lower of the two`(values: [Double], expected: Double) {
        #expect(median(of: members(values), nature: .ordinal) == .defined(expected))
    }

    @Test(arguments: Indicator.Nature.allCases)
    func `a median of nobody is undefined, not zero`(nature: Indicator.Nature) {
        #expect(median(of: [], nature: nature) == .undefined(.noValues))
    }

    @Test func `the median of two giants is between them`() {
        #expect(median(of: members([1.5e308, 1.7e308]), nature: .register) == .defined(1.6e308))
        #expect(median(of: members([-1.7e308, 1.7e308]), nature: .register).value != -.infinity)
        #expect(median(of: members([-1.7e308, 1.7e308]), nature: .register).value != .infinity)
    }
}

struct ShareAtZeroTests {
    @Test(
        arguments: [([0, 0, 3, 8], 0.5), ([0], 1), ([3, 8], 0), ([-0.0, 1], 0.5), ([0.001, 0], 0.5)]
            as [([Double], Double)])
    func `the share at zero is a fraction of those with a value`(values: [Double], expected: Double) {
        #expect(shareAtZero(of: members(values)) == .defined(expected))
    }

    @Test func `a missing value is neither zero nor part of the whole`() {
        let members = panel(
            [value(of: "SE-1001", 0), value(of: "SE-1002", 3), absence(of: "SE-1003", .missing)],
            ["SE-1001", "SE-1002", "SE-1003"].map { crowd(of: $0, 1_000) }
        ).members
        #expect(shareAtZero(of: members) == .defined(0.5))
    }

    @Test func `a share of nobody is undefined, not zero`() {
        #expect(shareAtZero(of: []) == .undefined(.noValues))
    }
}

struct MeasuredTests {
    @Test func `a number goes through a step, a reason passes it by`() {
        #expect(Measured.defined(2).map { $0 + 1 } == .defined(3))
        #expect(Measured.undefined(.noValues).map { $0 + 1 } == .undefined(.noValues))
    }

    @Test(arguments: [
        (Measured.defined(3), Measured.defined(4), Measured.defined(7)),
        (.undefined(.ordinal), .defined(4), .undefined(.ordinal)),
        (.defined(3), .undefined(.wordsOnly), .undefined(.wordsOnly)),
        (.undefined(.ordinal), .undefined(.wordsOnly), .undefined(.ordinal)),
    ])
    func `of two answers the first reason wins`(one: Measured, other: Measured, joined: Measured) {
        #expect(one.combined(with: other) { .defined($0 + $1) } == joined)
    }

    @Test func `undefined has no number, not even zero`() {
        #expect(Measured.undefined(.noValues).value == nil)
        #expect(Measured.undefined(.noValues) != .defined(0))
    }
}

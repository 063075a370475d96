import KlyftaDivide
import KlyftaStatistics
import Testing

func waves(_ answers: [(Double?, Double?)], of units: Int) throws -> ClassInTwoWaves {
    try ClassInTwoWaves(answers.map { TwoAnswers(then: $0.0, now: $0.1) }, units: units)
}

func near(_ one: Double?, _ two: Double, within slack: Double = 1e-12) -> Bool {
    one.map { ($0 - two).magnitude <= slack * max(1, two.magnitude) } ?? false
}

struct ClassMeanTests {
    @Test func `the unknown part of a class makes its mean uncertain`() throws {
        let mean = try classMean(of: [1, 2, 3], among: 6, inference: .finite)
        #expect(mean.amount == 2)
        #expect(try near(mean.uncertainty.get().standardError, 0.408248290463863))
        #expect(try mean.uncertainty.get().degreesOfFreedom == 2)
    }

    @Test func `of a whole class nothing is uncertain, of the process behind it something is`() throws {
        let whole = try classMean(of: [1, 2, 3], among: 3, inference: .finite)
        #expect(whole.uncertainty == .success(.exact))
        let process = try classMean(of: [1, 2, 3], among: 3, inference: .superpopulation)
        #expect(try near(process.uncertainty.get().standardError, 0.5773502691896258))
    }

    @Test func `one answer of several has a mean and no error, the only one there is none to make`() throws {
        let one = try classMean(of: [4], among: 5, inference: .finite)
        #expect(one.amount == 4)
        #expect(one.uncertainty == .failure(.tooFew(.values, have: 1, need: 2)))
        #expect(try classMean(of: [4], among: 1, inference: .finite).uncertainty == .success(.exact))
    }

    @Test func `answers that are all alike prove nothing of those who did not answer`() throws {
        #expect(try classMean(of: [0, 0, 0], among: 9, inference: .finite).uncertainty == .failure(.noSpread))
    }

    @Test func `no answers, too many and ones that are no number are refused`() {
        #expect(throws: Unanswerable.tooFew(.values, have: 0, need: 1)) {
            try classMean(of: [], among: 5, inference: .finite)
        }
        #expect(throws: Unanswerable.moreAnswersThanUnits(answers: 2, units: 1)) {
            try classMean(of: [1, 2], among: 1, inference: .finite)
        }
        #expect(throws: Unanswerable.outside(.finite)) {
            try classMean(of: [.nan], among: 5, inference: .finite)
        }
        #expect(throws: Unanswerable.tooLarge) {
            try classMean(of: [1e308, 1e308], among: 5, inference: .finite)
        }
    }

    @Test func `a class as large as a machine word does not trap`() throws {
        let vast = try waves([(1, 2), (2, 4), (3, 3)], of: .max)
        #expect(try crossSection(leading: vast, trailing: vast, inference: .finite).amount == 0)
    }
}

struct GapInTwoWavesTests {
    @Test func `the panel sees what changed, the cross-section also who answered`() throws {
        let large = try waves([(10, 13), (12, 17), (nil, 90)], of: 9)
        let small = try waves([(4, 5), (6, 6), (8, nil)], of: 9)
        let panel = try matchedPanel(leading: large, trailing: small, inference: .finite)
        let cross = try crossSection(leading: large, trailing: small, inference: .finite)
        #expect(panel.amount == 3.5)
        #expect(cross.amount == 29.5)
        #expect(compositionEffect(crossSection: cross, panel: panel) == .defined(26))
    }

    @Test func `where everybody answers twice, both estimates are the same fact`() throws {
        let large = try waves([(10, 13), (12, 17)], of: 2)
        let small = try waves([(4, 5), (6, 7)], of: 2)
        for estimate in [
            try matchedPanel(leading: large, trailing: small, inference: .finite),
            try crossSection(leading: large, trailing: small, inference: .finite),
        ] {
            #expect(estimate.amount == 3)
            #expect(estimate.uncertainty == .success(.exact))
        }
    }

    @Test func `the process behind a full register varies all the same`() throws {
        let large = try waves([(10, 13), (12, 17)], of: 2)
        let small = try waves([(4, 5), (6, 7)], of: 2)
        let panel = try matchedPanel(leading: large, trailing: small, inference: .superpopulation)
        #expect(try near(panel.uncertainty.get().standardError, 1))
        #expect(try panel.uncertainty.get().degreesOfFreedom == 1)
    }

    @Test func `a tenth added to everybody is no change of the gap, whatever the last binary digit says`() throws {
        let values = [30.1, 40.2, 51.7, 0.3]
        let moves = values.map { (value: Double) -> Double in value + 0.1 - value }
        let all = try waves(values.map { (value: Double) -> (Double?, Double?) in (value, value + 0.1) }, of: 9)
        #expect(Set(moves).count > 1)
        let panel = try matchedPanel(leading: all, trailing: all, inference: .finite)
        #expect(panel.uncertainty == .failure(.noChangeObserved))
    }

    @Test func `adding the same to every answer moves no change, and trading places turns its sign`() throws {
        let answers: [(Double?, Double?)] = [(1, 3), (2, 7), (5, nil), (8, 6), (nil, 4)]
        let quiet = try waves([(1, 1), (4, 5), (3, 3)], of: 8)
        let plain = try crossSection(leading: waves(answers, of: 8), trailing: quiet, inference: .finite)
        func raise(_ value: Double?) -> Double? { value.map { $0 + 64 } }
        let raised = answers.map { (raise($0.0), raise($0.1)) }
        let shifted = try crossSection(leading: waves(raised, of: 8), trailing: quiet, inference: .finite)
        #expect(near(shifted.amount, plain.amount))
        #expect(try near(shifted.uncertainty.get().standardError, plain.uncertainty.get().standardError))
        let swapped = try crossSection(leading: quiet, trailing: waves(answers, of: 8), inference: .finite)
        #expect(near(swapped.amount, -plain.amount))
    }

    @Test func `against a share of the gap then, the baseline is scaled`() throws {
        let large = try waves([(10, 15), (20, 25)], of: 2)
        let small = try waves([(5, 5), (5, 5)], of: 2)
        let panel = try matchedPanel(leading: large, trailing: small, factor: 1.5, inference: .finite)
        #expect(panel.amount == 0)
        let cross = try crossSection(leading: large, trailing: small, factor: 1.5, inference: .finite)
        #expect(cross.amount == panel.amount)
    }

    @Test(arguments: [0, -1, Double.nan, .infinity])
    func `a factor that is no positive number is refused`(factor: Double) throws {
        let all = try waves([(1, 2), (2, 3)], of: 2)
        #expect(throws: Unanswerable.outside(.positive)) {
            try matchedPanel(leading: all, trailing: all, factor: factor, inference: .finite)
        }
        #expect(throws: Unanswerable.outside(.positive)) {
            try crossSection(leading: all, trailing: all, factor: factor, inference: .finite)
        }
    }

    @Test func `nobody twice is no panel, one of several has no error`() throws {
        let never = try waves([(1, nil), (nil, 2)], of: 5)
        let once = try waves([(1, 2), (nil, 2)], of: 5)
        #expect(throws: Unanswerable.tooFew(.values, have: 0, need: 1)) {
            try matchedPanel(leading: never, trailing: once, inference: .finite)
        }
        let thin = try matchedPanel(leading: once, trailing: once, inference: .finite)
        #expect(thin.uncertainty == .failure(.tooFew(.values, have: 1, need: 2)))
    }

    @Test func `a correlation needs three pairs that vary`() throws {
        #expect(try waves([(1, 2), (2, 4), (3, 6)], of: 3).correlation == .success(1))
        #expect(try waves([(1, 2), (2, 4)], of: 3).correlation == .failure(.tooFew(.pairs, have: 2, need: 3)))
        #expect(try waves([(1, 2), (1, 4), (1, 6)], of: 3).correlation == .failure(.noSpread))
        #expect(try waves([(1, 2), (2, 4)], of: 3).assumedCorrelation == 0)
    }

    @Test func `the log ratio doubles with the leading class`() throws {
        let large = try waves([(8, 16), (12, 24), (10, 20)], of: 9)
        let small = try waves([(4, 4), (6, 5), (5, 6)], of: 9)
        let change = try logRatioChange(leading: large, trailing: small, inference: .finite)
        #expect(near(change.amount, 0.6931471805599453))
        #expect(try near(change.uncertainty.get().standardError, 0.09428090415820634))
        let none = try waves([(0, 1), (0, 2)], of: 9)
        #expect(throws: Unanswerable.notPositive) {
            try logRatioChange(leading: large, trailing: none, inference: .finite)
        }
    }
}

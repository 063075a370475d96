import KlyftaDivide
import KlyftaStatistics
import Testing

struct WideningTests {
    private func sampled(_ amount: Double, _ variance: Double = 4, _ degrees: Double = 5) throws -> Estimated {
        try Estimated(amount, .success(.sampled(variance: variance, degreesOfFreedom: degrees)))
    }

    @Test func `the worked example of a suspicious jump is no signal`() throws {
        let jump = try sampled(14.75, 43.027275910356, 3.017570481251831)
        let test = try Widening(of: jump, byMoreThan: 0, confidence: 0.95)
        #expect(near(test.p, 0.05477977935218908, within: 1e-10))
        #expect(near(test.lower, -0.6503543974149615, within: 1e-10))
        #expect(!test.isSignal)
        #expect(test.minimumDetectable > 14.75)
    }

    @Test(arguments: stride(from: -3.0, through: 12, by: 0.75).map { $0 })
    func `a signal is a p below what the confidence leaves`(change: Double) throws {
        for confidence in [0.6, 0.9, 0.95, 0.999] {
            let test = try Widening(of: sampled(change), byMoreThan: 1.25, confidence: confidence)
            #expect(test.isSignal == (test.p < 1 - confidence))
            #expect(test.lower < change && change < test.upper)
        }
    }

    @Test func `the smallest change that is found is found four times in five`() throws {
        let test = try Widening(of: sampled(0), byMoreThan: 1, confidence: 0.95)
        let expected = 1.0 + 2.0 * 2.9345921528
        #expect(near(test.minimumDetectable, expected, within: 1e-9))
    }

    @Test(arguments: [(1.5, 0.0, true), (1.0, 1.0, false), (0.5, 1.0, false), (1 + 1e-12, 1.0, false)])
    func `a fact is above the threshold or it is not`(change: Double, p: Double, isSignal: Bool) throws {
        let test = try Widening(of: Estimated(change, .success(.exact)), byMoreThan: 1, confidence: 0.95)
        #expect(test.p == p && test.isSignal == isSignal)
        #expect(test.t == nil && test.lower == change && test.upper == change)
        #expect(test.minimumDetectable == 1)
    }

    @Test func `without an uncertainty there is no test, but its reason`() throws {
        let silent = try Estimated(3, .failure(.noChangeObserved))
        #expect(throws: Unanswerable.noChangeObserved) { try Widening(of: silent, byMoreThan: 0, confidence: 0.9) }
    }

    @Test(arguments: [0.5, 0, 1, -1, Double.nan])
    func `a confidence that is none is refused`(confidence: Double) {
        #expect(throws: Unanswerable.outside(.confidence)) {
            try Widening(of: sampled(1), byMoreThan: 0, confidence: confidence)
        }
    }

    @Test(arguments: [-0.1, Double.nan, .infinity])
    func `a threshold below zero is refused`(threshold: Double) {
        #expect(throws: Unanswerable.outside(.nonNegative)) {
            try Widening(of: sampled(1), byMoreThan: threshold, confidence: 0.95)
        }
    }
}

struct JackknifeTests {
    private func mean(_ strata: [Stratum<Double>]) -> Measured {
        let weighted = strata.flatMap { stratum in stratum.units.map { ($0, stratum.weight) } }
        let weight = weighted.reduce(0) { $0 + $1.1 }
        return weight > 0 ? .finite(weighted.reduce(0) { $0 + $1.0 * $1.1 } / weight) : .undefined(.noValues)
    }

    @Test func `of a mean it is the formula for means`() throws {
        let estimate = try jackknife([Stratum([1, 2, 3], of: 6)], inference: .finite, measure: mean)
        #expect(estimate.amount == 2)
        #expect(try near(estimate.uncertainty.get().standardError, 0.408248290463863))
    }

    @Test func `a class that answered whole adds nothing, unless the process is meant`() throws {
        let strata = [Stratum([1.0, 2, 3], of: 3)]
        #expect(try jackknife(strata, inference: .finite, measure: mean).uncertainty == .success(.exact))
        let process = try jackknife(strata, inference: .superpopulation, measure: mean)
        #expect(try near(process.uncertainty.get().standardError, 0.5773502691896258))
    }

    @Test func `the degrees of freedom are those of all classes or of the smallest`() throws {
        let strata = [Stratum([1.0, 2, 4], of: 9), Stratum([5.0, 9, 3, 2, 2], of: 9)]
        let all = try jackknife(strata, inference: .finite, measure: mean)
        let small = try jackknife(strata, inference: .finite, degrees: .smallestClass, measure: mean)
        #expect(try all.uncertainty.get().degreesOfFreedom == 6)
        #expect(try small.uncertainty.get().degreesOfFreedom == 2)
    }

    @Test func `a measure that fails without one unit stands, without an error`() throws {
        let fragile = try jackknife([Stratum([0.0, 0, 3], of: 6)], inference: .finite) { strata in
            strata[0].units.contains(3) ? .defined(1) : .undefined(.ratioNotPositive)
        }
        #expect(fragile.amount == 1)
        #expect(
            fragile.uncertainty == .failure(.measure(word: "ratio-not-positive", "a ratio needs values above zero")))
    }

    @Test func `what is no sample is refused`() {
        #expect(throws: Unanswerable.tooFew(.classes, have: 0, need: 1)) {
            try jackknife([], inference: .finite, measure: mean)
        }
        #expect(throws: Unanswerable.tooFew(.units, have: 0, need: 1)) {
            try jackknife([Stratum([], of: 3)], inference: .finite, measure: mean)
        }
        #expect(throws: Unanswerable.moreAnswersThanUnits(answers: 2, units: 1)) {
            try jackknife([Stratum([1, 2], of: 1)], inference: .finite, measure: mean)
        }
        #expect(throws: Unanswerable.measure(word: "no-values", "no municipality of the class has a value")) {
            try jackknife([Stratum([1.0], of: 3)], inference: .finite) { _ in .undefined(.noValues) }
        }
    }

    @Test func `one unit for several has no error, equal units have none either`() throws {
        let one = try jackknife([Stratum([1.0], of: 3)], inference: .finite, measure: mean)
        #expect(one.uncertainty == .failure(.tooFew(.units, have: 1, need: 2)))
        let equal = try jackknife([Stratum([0.1, 0.1, 0.1], of: 30)], inference: .finite, measure: mean)
        #expect(equal.uncertainty == .failure(.noSpread))
    }
}

struct ShareTests {
    private func share(_ successes: Int, _ answers: Int, of units: Int = 1_000_000) throws -> ShareInterval {
        try ShareInterval(
            successes: successes, answers: answers, units: units, inference: .superpopulation, confidence: 0.95)
    }

    @Test func `none of ten may still be more than a quarter`() throws {
        let none = try share(0, 10)
        #expect(none.lower == 0 && near(none.upper, 0.2775327998628892, within: 1e-9))
        let all = try share(10, 10)
        #expect(all.upper == 1 && near(all.lower, 1 - none.upper))
    }

    @Test func `Newcombe's own example holds`() throws {
        let difference = ShareDifference(leading: try share(56, 70), trailing: try share(48, 80))
        #expect(near(difference.amount, 0.2))
        #expect(near(difference.lower, 0.0524, within: 1e-4) && near(difference.upper, 0.3339, within: 1e-4))
    }

    @Test func `the more of a class answered, the narrower, and of all it is a fact`() throws {
        func width(_ units: Int) throws -> Double {
            let interval = try ShareInterval(
                successes: 3, answers: 10, units: units, inference: .finite, confidence: 0.95)
            #expect(interval.lower <= 0.3 && 0.3 <= interval.upper)
            return interval.upper - interval.lower
        }
        let widths = try [10, 11, 12, 20, 100, 10_000].map(width)
        #expect(widths[0] == 0 && widths == widths.sorted())
    }

    @Test func `shares that are none are refused`() {
        #expect(throws: Unanswerable.tooFew(.values, have: 0, need: 1)) { try share(0, 0) }
        #expect(throws: Unanswerable.outside(.unitInterval)) { try share(3, 2) }
        #expect(throws: Unanswerable.outside(.unitInterval)) { try share(-1, 2) }
        #expect(throws: Unanswerable.moreAnswersThanUnits(answers: 5, units: 4)) { try share(1, 5, of: 4) }
    }

    @Test func `a few risers are counted as Bonett and Price do`() throws {
        let risers = try waves((0..<10).map { (0, $0 < 3 ? 1 : 0) }, of: 1_000)
        let still = try waves((0..<20).map { _ in (0, 0) }, of: 1_000)
        let change = try matchedShares(leading: risers, trailing: still, inference: .superpopulation)
        #expect(change.amount == 0.25)
        #expect(try near(change.uncertainty.get().standardError, 0.1717960677340692))
    }

    @Test func `where nobody changed, nothing was observed; where all answered, it is a fact`() throws {
        let still = try waves((0..<10).map { _ in (0, 0) }, of: 30)
        let change = try matchedShares(leading: still, trailing: still, inference: .finite)
        #expect(change.uncertainty == .failure(.noChangeObserved))
        let whole = try waves((0..<10).map { _ in (1, 1) }, of: 10)
        let fact = try matchedShares(leading: whole, trailing: whole, inference: .finite)
        #expect(fact.uncertainty == .success(.exact))
        let odd = try waves([(0, 2), (1, 0)], of: 5)
        #expect(throws: Unanswerable.outside(.unitInterval)) {
            try matchedShares(leading: odd, trailing: still, inference: .finite)
        }
    }
}

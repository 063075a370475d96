import KlyftaDivide
import KlyftaStatistics
import Testing

struct RescaledBootstrapTests {
    private func mean(_ values: [Double], _ weights: [Double]) -> Measured {
        .finite(zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +))
    }

    @Test func `a class that answered whole keeps its weights`() throws {
        let bootstrap = try RescaledBootstrap(sizeClasses: [1, 1, 2], units: [1: 2, 2: 1])
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<20 {
            let weights = try bootstrap.weights(drawnFrom: &generator)
            #expect(weights == [1, 1, 1])
        }
    }

    @Test func `two of eight weigh 4(1 − λ) and 4(1 + λ), and always 8 together`() throws {
        let bootstrap = try RescaledBootstrap(sizeClasses: [1, 1], units: [1: 8])
        var generator = SeededGenerator(seed: 3)
        let reach = 0.75.squareRoot()
        var seen: Set<Bool> = []
        for _ in 0..<50 {
            let weights = try bootstrap.weights(drawnFrom: &generator)
            #expect(abs(weights.reduce(0, +) - 8) < 1e-12)
            #expect(abs(weights.max()! - 4 * (1 + reach)) < 1e-12 && abs(weights.min()! - 4 * (1 - reach)) < 1e-12)
            seen.insert(weights[0] > weights[1])
        }
        #expect(seen == [true, false])
    }

    /// The formula for a mean is (1/n − 1/N)·s²: the bootstrap has to come to the same, which a bootstrap that knows
    /// nothing of N does not.
    @Test(arguments: [12, 20, 60])
    func `the error of a mean is the one of the formula, however large a part answered`(size: Int) throws {
        let values: [Double] = [3, 7, 1, 12, 5, 8, 2, 9, 4, 6]
        let classes = values.map { _ in 1 }
        let limits = try RescaledBootstrap(sizeClasses: classes, units: [1: size])
            .limits(draws: 4_000, seed: 11, confidence: 0.95) { mean(values, $0) }
        let exact = try classMean(of: values, among: size, inference: .finite).uncertainty.get().standardError
        #expect(abs(limits.standardError / exact - 1) < 0.04)
        #expect(limits.lower < 5.7 && limits.upper > 5.7)
    }

    @Test func `the same seed gives the same limits, another one others`() throws {
        let values: [Double] = [3, 7, 1, 12]
        let bootstrap = try RescaledBootstrap(sizeClasses: [1, 1, 2, 2], units: [1: 9, 2: 5])
        let limits = try [5, 5, 6].map { (seed: UInt64) in
            try bootstrap.limits(draws: 50, seed: seed, confidence: 0.9) { mean(values, $0) }
        }
        #expect(limits[0] == limits[1] && limits[0] != limits[2])
    }

    @Test func `what cannot be drawn from says why`() throws {
        #expect(throws: Unanswerable.tooFew(.units, have: 0, need: 1)) {
            try RescaledBootstrap(sizeClasses: [], units: [:])
        }
        #expect(throws: Unanswerable.tooFew(.units, have: 1, need: 2)) {
            try RescaledBootstrap(sizeClasses: [1], units: [1: 4])
        }
        #expect(throws: Unanswerable.moreAnswersThanUnits(answers: 2, units: 1)) {
            try RescaledBootstrap(sizeClasses: [1, 1], units: [1: 1])
        }
        let bootstrap = try RescaledBootstrap(sizeClasses: [1, 1], units: [1: 4])
        #expect(throws: Unanswerable.tooFew(.values, have: 1, need: 2)) {
            try bootstrap.limits(draws: 1, seed: 1, confidence: 0.95) { mean([1, 2], $0) }
        }
        #expect(throws: Unanswerable.measure(word: "no-values", "in draw 1, no municipality of the class has a value"))
        {
            try bootstrap.limits(draws: 9, seed: 1, confidence: 0.95) { _ in .undefined(.noValues) }
        }
    }

    @Test func `limits are quantiles, the error is the spread of the draws`() throws {
        let limits = try ResampledLimits(of: [3, 1, 2], confidence: 0.5)
        #expect((limits.standardError, limits.lower, limits.upper) == (1, 1.5, 2.5))
        #expect(throws: Unanswerable.outside(.openProbability)) { try ResampledLimits(of: [1, 2], confidence: 1) }
    }
}

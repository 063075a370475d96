import KlyftaDivide
import KlyftaStatistics
import RealModule

/// How often each rule alarmed in a situation, and how far the two estimates were off on average.
package struct AlarmRates: Sendable {
    /// A mean over runs, with its Monte-Carlo error.
    package struct Mean: Sendable {
        /// The mean.
        package let value: Double
        /// Its standard error. Runs come ten to a population and are alike for that: the error is that of the means of
        /// populations, and, since a few populations may agree by accident, not less than that of independent runs.
        package let error: Double
    }

    /// What was simulated.
    package let situation: Situation
    /// The share of alarms in percent, by rule.
    package let alarms: [AlarmRule: Mean]
    /// How far the change by cross-section and by panel is off, in percentage points.
    package let bias: (crossSection: Mean, panel: Mean)

    /// Simulates so many times ten runs.
    package init(_ situation: Situation, populations: Int, seed: UInt64) throws(Unanswerable) {
        var dice = SeededGenerator(seed: seed)
        var alarms: [AlarmRule: [Double]] = [:]
        var off: (crossSection: [Double], panel: [Double]) = ([], [])
        for _ in 0..<populations {
            let population = try TwoWavePopulation(situation, &dice)
            for _ in 0..<Self.runs {
                let comparison = try Self.sample(population, situation, &dice)
                for rule in AlarmRule.allCases {
                    alarms[rule, default: []].append(try comparison.alarms(rule, &dice) ? 100 : 0)
                }
                off.crossSection.append(comparison.crossSection.amount - situation.widening)
                off.panel.append(comparison.panel.amount - situation.widening)
            }
        }
        self.situation = situation
        self.alarms = alarms.mapValues { Mean($0, perPopulation: Self.runs) }
        bias = (
            Mean(off.crossSection, perPopulation: Self.runs),
            Mean(off.panel, perPopulation: Self.runs)
        )
    }

    /// How many samples are drawn from one population.
    package static let runs = 10

    private static func sample(
        _ population: TwoWavePopulation, _ situation: Situation, _ dice: inout SeededGenerator
    ) throws(Unanswerable) -> TwoWaveComparison {
        let response = situation.response
        let large = try TwoWaveSample(
            population.large, response.large, overlap: response.overlap, dropOut: 0, &dice)
        let small = try TwoWaveSample(
            population.small, response.small, overlap: response.overlap, dropOut: situation.dropOut, &dice)
        return try TwoWaveComparison(large: large, small: small)
    }
}

extension AlarmRates.Mean {
    fileprivate init(_ values: [Double], perPopulation runs: Int) {
        let groups = stride(from: 0, to: values.count, by: runs).map { Self.mean(values[$0..<($0 + runs)]) }
        (value, error) = (Self.mean(values), .sqrt(max(Self.squaredError(groups), Self.squaredError(values))))
    }

    /// The squared standard error of the mean of independent numbers.
    private static func squaredError(_ values: [Double]) -> Double {
        let mean = mean(values)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return squares / Double(max(values.count - 1, 1)) / Double(values.count)
    }

    private static func mean(_ values: some Collection<Double>) -> Double {
        values.reduce(0, +) / Double(values.count)
    }
}

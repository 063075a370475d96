import RealModule

/// What the reference simulation found in 3 000 runs, with another generator and other code: shares of alarms in
/// percent in the order of ``AlarmRule``, and the bias of cross-section and panel in percentage points.
package struct PublishedRates: Sendable {
    /// In percent.
    let alarms: [Double]
    /// In percentage points.
    let bias: (crossSection: Double, panel: Double)
    /// From how many runs.
    static let runs = 3_000

    /// By letter of the situation.
    static let all: [String: PublishedRates] = [
        "A": .init(alarms: [49.1, 0.0, 1.5, 3.5, 4.7, 2.9, 8.8, 2.9], bias: (-0.12, 0.05)),
        "B": .init(alarms: [49.6, 0.0, 1.5, 3.4, 5.3, 3.3, 10.6, 2.9], bias: (-0.5, -0.2)),
        "C": .init(alarms: [50.0, 0.0, 0.0, 5.2, 6.7, 4.1, 7.8, 6.4], bias: (0.11, 0.06)),
        "D": .init(alarms: [34.8, 0.0, 0.4, 1.5, 4.0, 1.6, 7.9, 0.8], bias: (-5.31, -0.57)),
        "E": .init(alarms: [96.2, 4.7, 32.5, 49.6, 73.0, 70.7, 84.6, 47.1], bias: (-0.02, -0.03)),
        "F": .init(alarms: [100, 0.6, 40.3, 100, 100, 100, 100, 98.7], bias: (0.04, 0.0)),
        "G": .init(alarms: [78.5, 0.8, 9.1, 18.3, 34.3, 26.9, 48.3, 18.6], bias: (-0.37, -0.16)),
    ]
}

/// One number of ours beside the published one.
package struct ComparedRate: Sendable {
    /// What it is a number of.
    package let name: String
    /// Ours.
    package let ours: AlarmRates.Mean
    /// The published one.
    package let published: Double
    /// How far apart two such simulations may be: three standard errors of the difference, and half a unit of the last
    /// digit that was published.
    package let tolerance: Double

    /// Whether the difference is one that chance makes.
    package var agrees: Bool { (ours.value - published).magnitude <= tolerance }

    /// Every rule and both biases, ours made of so many runs, beside what was published of their situation or of
    /// another; none if nothing was.
    package static func all(of rates: AlarmRates, runs: Int, against situation: Situation? = nil) -> [ComparedRate] {
        let letter = (situation ?? rates.situation).letter
        guard let published = PublishedRates.all[letter] else { return [] }
        let alarms = zip(AlarmRule.allCases, published.alarms).compactMap { rule, number in
            rates.alarms[rule].map { ComparedRate(rule.rawValue, $0, number, digit: 0.1, runs: runs, isShare: true) }
        }
        let (bias, numbers) = (rates.bias, published.bias)
        return alarms + [
            ComparedRate("bias of cross-section", bias.crossSection, numbers.crossSection, digit: 0.01, runs: runs),
            ComparedRate("bias of panel", bias.panel, numbers.panel, digit: 0.01, runs: runs),
        ]
    }

    private init(
        _ name: String, _ ours: AlarmRates.Mean, _ published: Double, digit: Double, runs: Int, isShare: Bool = false
    ) {
        (self.name, self.ours, self.published) = (name, ours, published)
        // The other simulation is as noisy a run as ours. Where ours saw no alarm at all, the published share tells.
        let mine = ours.error * ours.error
        let scaled = mine * Double(runs) / Double(PublishedRates.runs)
        let binomial = isShare ? published * (100 - published) : 0
        let theirs = max(scaled, binomial / Double(PublishedRates.runs))
        tolerance = 3 * .sqrt(max(mine, binomial / Double(runs)) + theirs) + digit / 2
    }
}

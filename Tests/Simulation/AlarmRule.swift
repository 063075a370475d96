import KlyftaDivide
import KlyftaStatistics
import RealModule

/// The rules that might decide whether a gap has widened, all meant to alarm falsely once in twenty times.
package enum AlarmRule: String, Sendable, CaseIterable {
    /// Any rise of the cross-section.
    case point = "R0 point estimate > 0"
    /// What many people look at.
    case intervals = "R1 two 95 % intervals do not overlap"
    /// What a table of estimates with errors invites to.
    case independent = "R2 z, waves taken as independent, no fpc"
    /// The secondary estimate.
    case crossSection = "R3 overlap covariance + fpc, t"
    /// The primary estimate.
    case panel = "R4 matched panel + fpc, t"
    /// Both must agree.
    case both = "R5 panel signal and cross-section > 0"
    /// Resampling of the panel.
    case bootstrap = "R6 Rao-Wu bootstrap of the panel, percentile"
    /// Leaving out one municipality at a time, both answers at once.
    case jackknife = "R7 union jackknife - S_d^2/N, t"
}

/// Two classes in two waves as a rule sees them: estimates, and which rules alarm.
struct TwoWaveComparison {
    let large, small: TwoWaveSample
    /// The change among all who answered.
    let crossSection: Estimated
    /// The change among those who answered twice.
    let panel: Estimated

    init(large: TwoWaveSample, small: TwoWaveSample) throws(Unanswerable) {
        (self.large, self.small) = (large, small)
        crossSection = try KlyftaDivide.crossSection(
            leading: large.waves, trailing: small.waves, inference: .finite)
        panel = try matchedPanel(leading: large.waves, trailing: small.waves, inference: .finite)
    }

    /// Whether a rule says that the gap has widened, at a nominal level of 5 %, one-sided.
    func alarms(_ rule: AlarmRule, _ dice: inout SeededGenerator) throws(Unanswerable) -> Bool {
        switch rule {
        case .point: crossSection.amount > 0
        case .intervals: try intervalsAreApart()
        case .independent: try isBeyondNormal()
        case .crossSection: try isSignal(crossSection)
        case .panel: try isSignal(panel)
        case .both: try isSignal(panel) && crossSection.amount > 0
        case .bootstrap: try RaoWuPanel(large.waves, small.waves).lowerLimit(draws: 199, at: 0.05, &dice) > 0
        case .jackknife: try unionJackknifeAlarms()
        }
    }

    private func isSignal(_ estimate: Estimated) throws(Unanswerable) -> Bool {
        // No spread at all among those who answered: no test, no alarm.
        guard case .success = estimate.uncertainty else { return false }
        return try Widening(of: estimate, byMoreThan: 0, confidence: 0.95).isSignal
    }

    private func intervalsAreApart() throws(Unanswerable) -> Bool {
        let (lead, trail) = (large.waves, small.waves)
        let before = try meanGap(
            leading: (lead.then, lead.units), trailing: (trail.then, trail.units), inference: .superpopulation)
        let after = try meanGap(
            leading: (lead.now, lead.units), trailing: (trail.now, trail.units), inference: .superpopulation)
        let z = try Normal.quantile(0.975)
        let (top, bottom) = (try before.uncertainty.get(), try after.uncertainty.get())
        return after.amount - z * bottom.standardError > before.amount + z * top.standardError
    }

    private func isBeyondNormal() throws(Unanswerable) -> Bool {
        let change = try KlyftaDivide.crossSection(
            leading: large.waves, trailing: small.waves, overlap: .ignored, inference: .superpopulation)
        return try change.amount > Normal.quantile(0.95) * change.uncertainty.get().standardError
    }

    private func unionJackknifeAlarms() throws(Unanswerable) -> Bool {
        let strata = [large, small].map { Stratum($0.answers, of: $0.waves.units) }
        let change = try KlyftaDivide.jackknife(strata, inference: .superpopulation) { strata in
            .finite(Self.movement(strata[0].units) - Self.movement(strata[1].units))
        }
        var variance = try change.uncertainty.get().variance
        for wave in [large.waves, small.waves] { variance -= try Self.movementVariance(wave) / Double(wave.units) }
        guard variance > 0 else { return false }
        let least = [large.waves, small.waves].map { min($0.then.count, $0.now.count) }.min() ?? 0
        let student = try StudentT(degreesOfFreedom: Double(max(least - 1, 1)))
        return try change.amount > student.quantile(0.95) * .sqrt(variance)
    }

    /// How far the mean of those who answered moved.
    private static func movement(_ answers: [TwoAnswers]) -> Double {
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        return mean(answers.compactMap(\.now)) - mean(answers.compactMap(\.then))
    }

    /// `S_d²` of those who answered twice.
    private static func movementVariance(_ waves: ClassInTwoWaves) throws(Unanswerable) -> Double {
        let moves = waves.both.map { $0.now - $0.then }
        let mean = try classMean(of: moves, among: waves.units, inference: .superpopulation)
        return try mean.uncertainty.get().variance * Double(moves.count)
    }
}

extension Uncertainty {
    /// The standard error squared.
    fileprivate var variance: Double { standardError * standardError }
}

import KlyftaStatistics
import RealModule

/// The answer to "has the gap widened by more than X, at confidence C?": `T = (Δ − X)/√V`, `p = 1 − F(T; ν)`, lower
/// bound `Δ − t(C; ν)·√V`. A signal is a lower bound above X.
///
/// One-sided. X is in the unit of the change and not below zero; on the log scale it is `ln(1 + x)`. A change without
/// sampling error has no t: it is above X or not, and p is 0 or 1. Such a p stays out of a correction for many tests.
///
/// Example: Δ = 14.75 with standard error 6.56 and ν = 3.02 has p = 0.055 and lower bound −0.65: no signal above 0 at
/// 0.95.
package struct Widening: Hashable, Sendable {
    /// The change Δ.
    package let change: Double
    /// How far off it may be.
    package let uncertainty: Uncertainty
    /// The X it was tested against.
    package let threshold: Double
    /// The confidence C of each bound.
    package let confidence: Double
    /// T; `nil` for a change without sampling error.
    package let t: Double?
    /// The chance of so large a change or a larger one, if the true one were X.
    package let p: Double
    /// The bound above which the change lies with confidence C.
    package let lower: Double
    /// The bound below which it lies with confidence C.
    package let upper: Double
    /// The smallest change this test finds four times in five, `X + (t(C) + t(0.8))·√V`. If it is far above X, silence
    /// is no proof that nothing widened.
    package let minimumDetectable: Double

    /// Whether the lower bound is above X.
    package var isSignal: Bool {
        uncertainty == .exact ? change - threshold > GapChange.slack : lower > threshold
    }

    /// - Throws: `.outside` for X below zero or a C outside ½…1, and the reason why the change has no uncertainty.
    package init(
        of estimate: Estimated, byMoreThan threshold: Double, confidence: Double
    ) throws(Unanswerable) {
        guard threshold >= 0, threshold.isFinite else { throw .outside(.nonNegative) }
        guard confidence > 0.5, confidence < 1 else { throw .outside(.confidence) }
        change = estimate.amount
        uncertainty = try estimate.uncertainty.get()
        self.threshold = threshold
        self.confidence = confidence
        guard let degrees = uncertainty.degreesOfFreedom else {
            t = nil
            p = change - threshold > GapChange.slack ? 0 : 1
            (lower, upper, minimumDetectable) = (change, change, threshold)
            return
        }
        let student = try StudentT(degreesOfFreedom: degrees)
        let (error, point) = (uncertainty.standardError, try student.quantile(confidence))
        let ratio = (change - threshold) / error
        t = try Double.finite(ratio)
        p = try student.tails(at: ratio).upper
        lower = try Double.finite(change - point * error)
        upper = try Double.finite(change + point * error)
        minimumDetectable = try Double.finite(threshold + (point + student.quantile(0.8)) * error)
    }
}

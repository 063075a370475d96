import KlyftaStatistics
import RealModule

/// Whether the variance of a change knows that some answered in both waves.
package enum Overlap: Hashable, Sendable {
    /// It does; the way to compute it.
    case counted
    /// It does not. Only to show what is lost: waves taken as independent find half as many changes.
    case ignored
}

/// How a gap between class means moved among all who answered: `Δ = G₂ − factor·G₁`,
/// `V = Σ (1/n₁−1/N)·S₁² + (1/n₂−1/N)·S₂² − 2·(n₁₂/(n₁n₂) − 1/N)·r·S₁S₂`, with S₁ times the factor.
///
/// The secondary estimate: it uses every answer, and moves when those who answer are others. r is the correlation of
/// the overlap, 0 below three pairs or where a wave does not vary; ν by Satterthwaite from min(n₁, n₂) − 1. In the unit
/// of the indicator; zeros count. Leading and factor as in
/// ``matchedPanel(leading:trailing:factor:inference:)``. Reference: Tam 1984, Qualité and Tillé 2008.
///
/// Example: one class 4, 6 then and 5, 9 now, the other 1, 1 and 1, 1, all of 2: Δ = 2, exactly.
/// - Throws: `.tooFew(.values, …)` for a wave of a class without answers, `.outside(.positive)`, `.tooLarge`.
package func crossSection(
    leading: ClassInTwoWaves, trailing: ClassInTwoWaves, factor: Double = 1, overlap: Overlap = .counted,
    inference: Inference
) throws(Unanswerable) -> Estimated {
    guard factor.isFinite, factor > 0 else { throw .outside(.positive) }
    let lead = try leading.drift(factor, overlap, inference)
    let trail = try trailing.drift(factor, overlap, inference)
    return try Estimated(
        lead.amount - trail.amount, [lead.term, trail.term].uncertainty(unlessNothingVaries: .noChangeObserved))
}

/// What of the cross-section's change is who answered, and not what changed: `Δ_X − Δ_P`, in the unit of the indicator.
///
/// Example: the cross-section says +49.2 and the panel +14.8: +34.4 is that others answered.
package func compositionEffect(crossSection: Estimated, panel: Estimated) -> Measured {
    .finite(crossSection.amount - panel.amount)
}

extension ClassInTwoWaves {
    fileprivate typealias Drift = (amount: Double, term: Result<Uncertainty.Term, Unanswerable>)

    fileprivate func drift(
        _ factor: Double, _ overlap: Overlap, _ inference: Inference
    ) throws(Unanswerable) -> Drift {
        let (first, second) = (try Moments(then), try Moments(now))
        let term = Result { () throws(Unanswerable) in
            let own =
                try factor * factor * first.variance(times: inference.remainder(answers: first.count, of: units))
                + second.variance(times: inference.remainder(answers: second.count, of: units))
            let shared = overlap == .counted ? try factor * covariance(first, second, inference) : 0
            return Uncertainty.Term(
                variance: max(own - 2 * shared, 0), degreesOfFreedom: min(first.count, second.count) - 1,
                isExact: inference.isExact(answers: first.count, of: units)
                    && inference.isExact(answers: second.count, of: units))
        }
        return (try Double.finite(second.mean - factor * first.mean), term)
    }

    /// `(n₁₂/(n₁n₂) − 1/N)·r·S₁S₂`.
    private func covariance(
        _ first: Moments, _ second: Moments, _ inference: Inference
    ) throws(Unanswerable) -> Double {
        let r = assumedCorrelation
        guard r != 0 else { return 0 }
        let remainder = inference.sharedRemainder(both: both.count, then: then.count, now: now.count, of: units)
        return remainder * r * .sqrt(try first.variance.get()) * .sqrt(try second.variance.get())
    }
}

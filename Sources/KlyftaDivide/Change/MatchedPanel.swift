import KlyftaStatistics

/// How a gap between class means moved among those who answered twice: `Δ = d̄(leading) − d̄(trailing)` with
/// `d = y₂ − factor·y₁`, `V = Σ (1/n₁₂ − 1/N)·s²_d`, `ν = V² / Σ(V_h²/(n₁₂ − 1))`.
///
/// The primary estimate: fixed differences between municipalities cancel out of it, and so does who happened to answer.
/// In the unit of the indicator; zeros count, a municipality with one answer is left out. Leading is the class that is
/// expected to be better off, see ``meanGap(leading:trailing:inference:)``. `factor` is 1; for "widened by more than a
/// share x of the gap then" it is `1 + x`, and the threshold 0. The uncertainty is undefined with one pair of several
/// municipalities, and where only a part answered and no answer changed differently from the rest. Reference: Cochran,
/// Sampling Techniques (1977), theorem 2.2, of the differences; Satterthwaite 1946 for ν.
///
/// Example: large +3, +5 of 2 and small +1, +1 of 2: Δ = 3, exactly.
/// - Throws: `.tooFew(.values, …)` for a class without pairs, `.outside(.positive)` for the factor, `.tooLarge`.
package func matchedPanel(
    leading: ClassInTwoWaves, trailing: ClassInTwoWaves, factor: Double = 1, inference: Inference
) throws(Unanswerable) -> Estimated {
    guard factor.isFinite, factor > 0 else { throw .outside(.positive) }
    let lead = try leading.movement(factor)
    let trail = try trailing.movement(factor)
    let terms = [
        lead.term(of: leading.units, inference: inference), trail.term(of: trailing.units, inference: inference),
    ]
    return try Estimated(lead.mean - trail.mean, terms.uncertainty(unlessNothingVaries: .noChangeObserved))
}

extension ClassInTwoWaves {
    fileprivate func movement(_ factor: Double) throws(Unanswerable) -> Moments {
        let moves = both.map { $0.now - factor * $0.then }
        guard moves.allSatisfy(\.isFinite) else { throw .tooLarge }
        return try Moments(moves, scale: scale * max(1, factor))
    }
}

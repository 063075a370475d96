import KlyftaStatistics
import RealModule

/// How the ratio between two classes moved among those who answered twice, on the log scale:
/// `Δ = ln(ȳ₂/ȳ₁)(leading) − ln(ȳ₂/ȳ₁)(trailing)`, which is `ln R₂ − ln R₁` with `R = ȳ(leading)/ȳ(trailing)`.
/// The variance is that of the influence values `e = y₂/ȳ₂ − y₁/ȳ₁`, `V = Σ (1/n₁₂ − 1/N)·s²_e`.
///
/// Without unit; 0.1 is about a tenth more. "Widened by more than a share x" is a threshold of `ln(1 + x)`. Single zeros
/// count; a class whose mean is not above zero in a wave has no ratio. Leading as in
/// ``meanGap(leading:trailing:inference:)``. Reference: Deville 1999 for the linearisation.
///
/// Example: large 10 to 20 and small 4 to 4: Δ = ln 2 = 0.693….
/// - Throws: `.tooFew(.values, …)` for a class without pairs, `.notPositive`, `.tooLarge`.
package func logRatioChange(
    leading: ClassInTwoWaves, trailing: ClassInTwoWaves, inference: Inference
) throws(Unanswerable) -> Estimated {
    let lead = try leading.growth(inference)
    let trail = try trailing.growth(inference)
    return try Estimated(
        lead.amount - trail.amount, [lead.term, trail.term].uncertainty(unlessNothingVaries: .noChangeObserved))
}

extension ClassInTwoWaves {
    fileprivate func growth(
        _ inference: Inference
    ) throws(Unanswerable) -> (amount: Double, term: Result<Uncertainty.Term, Unanswerable>) {
        let (first, second) = (try Moments(both.map(\.then)).mean, try Moments(both.map(\.now)).mean)
        guard first > 0, second > 0 else { throw .notPositive }
        let influences = both.map { $0.now / second - $0.then / first }
        guard influences.allSatisfy(\.isFinite) else { throw .tooLarge }
        let size = both.map { max($0.now.magnitude / second, $0.then.magnitude / first) }.max()
        return (
            try Double.finite(.log(second) - .log(first)),
            try Moments(influences, scale: size).term(of: units, inference: inference)
        )
    }
}

import KlyftaStatistics

/// How the gap between two shares moved among those who answered twice, where 1 stands for "it is true here" and 0 for
/// "it is not": `Δ = d̄(leading) − d̄(trailing)` with `d ∈ {−1, 0, 1}`, as in
/// ``matchedPanel(leading:trailing:factor:inference:)``.
///
/// A class with fewer than 15 pairs of which only a part answered is counted as Bonett and Price (2012) do: one more
/// riser, one more faller, two more pairs, so that a class where nobody moved has an uncertainty all the same. If nobody
/// moved in either class, there is no uncertainty to be had. In shares: 0.1 is ten percentage points.
///
/// Example: 3 of 10 rise and none falls, of an endless class: d̄ = 3/12, V = (5/12 − (3/12)²)/12.
/// - Throws: `.outside(.unitInterval)` for an answer that is neither 0 nor 1, `.tooFew(.values, …)`.
package func matchedShares(
    leading: ClassInTwoWaves, trailing: ClassInTwoWaves, inference: Inference
) throws(Unanswerable) -> Estimated {
    let plain = try matchedPanel(leading: leading, trailing: trailing, inference: inference)
    let pairs = leading.both + trailing.both
    guard pairs.allSatisfy({ [0, 1].contains($0.then) && [0, 1].contains($0.now) }) else {
        throw .outside(.unitInterval)
    }
    guard plain.uncertainty != .success(.exact) else { return plain }
    guard pairs.contains(where: { $0.then != $0.now }) else {
        return try Estimated(plain.amount, .failure(.noChangeObserved))
    }
    let lead = try leading.turnover(inference)
    let trail = try trailing.turnover(inference)
    return try Estimated(
        lead.amount - trail.amount, [lead.term, trail.term].uncertainty(unlessNothingVaries: .noChangeObserved))
}

extension ClassInTwoWaves {
    fileprivate func turnover(
        _ inference: Inference
    ) throws(Unanswerable) -> (amount: Double, term: Result<Uncertainty.Term, Unanswerable>) {
        let plain = try Moments(both.map { $0.now - $0.then })
        guard both.count < 15, !inference.isExact(answers: both.count, of: units) else {
            return (plain.mean, plain.term(of: units, inference: inference))
        }
        let risers = Double(both.count { $0.now > $0.then } + 1)
        let fallers = Double(both.count { $0.now < $0.then } + 1)
        let n = Double(both.count + 2)
        let mean = (risers - fallers) / n
        let open = inference.remainder(answers: both.count, of: units) * Double(both.count)
        let variance = open * ((risers + fallers) / n - mean * mean) / n
        let term = Uncertainty.Term(variance: variance, degreesOfFreedom: max(both.count - 1, 1), isExact: false)
        return (mean, .success(term))
    }
}

import KlyftaStatistics

/// The mean of a class of which a part answered, `ȳ = Σ y / n`, with `V = (1/n − 1/N)·s²`.
///
/// In the unit of the indicator; every municipality counts once. Zeros count, missing values are left out of the
/// answers but not of `units`. With all N answers V is zero (``Inference/finite``). One answer of several has a mean
/// and no standard error. Reference: Cochran, Sampling Techniques (1977), theorem 2.2.
///
/// Example: 1, 2, 3 from a class of 6: mean 2, V = (1/3 − 1/6)·1, standard error 0.408….
/// - Throws: `.tooFew` for no answers, `.moreAnswersThanUnits`, `.outside(.finite)`, `.tooLarge`.
package func classMean(
    of answers: [Double], among units: Int, inference: Inference
) throws(Unanswerable) -> Estimated {
    let (amount, term) = try meanAndTerm(of: answers, among: units, inference: inference)
    return try Estimated(amount, [term].uncertainty(unlessNothingVaries: .noSpread))
}

/// The lead of one class's mean over another's, `G = ȳ(leading) − ȳ(trailing)`, with the two variances added.
///
/// In the unit of the indicator. Hand in the class that is expected to be better off as `leading`: the large one where
/// more is better, the small one where less is, so that a growing G is always a widening gap.
///
/// Example: large 10, 12 of 2 and small 4, 6 of 2: G = 6, exactly.
/// - Throws: as ``classMean(of:among:inference:)``.
package func meanGap(
    leading: (answers: [Double], units: Int), trailing: (answers: [Double], units: Int), inference: Inference
) throws(Unanswerable) -> Estimated {
    let lead = try meanAndTerm(of: leading.answers, among: leading.units, inference: inference)
    let trail = try meanAndTerm(of: trailing.answers, among: trailing.units, inference: inference)
    let uncertainty = [lead.term, trail.term].uncertainty(unlessNothingVaries: .noSpread)
    return try Estimated(lead.amount - trail.amount, uncertainty)
}

private func meanAndTerm(
    of answers: [Double], among units: Int, inference: Inference
) throws(Unanswerable) -> (amount: Double, term: Result<Uncertainty.Term, Unanswerable>) {
    guard answers.allSatisfy(\.isFinite) else { throw .outside(.finite) }
    guard answers.count <= units else { throw .moreAnswersThanUnits(answers: answers.count, units: units) }
    let moments = try Moments(answers)
    return (moments.mean, moments.term(of: units, inference: inference))
}

extension Moments {
    /// What a class with these answers adds to a variance.
    func term(of units: Int, inference: Inference) -> Result<Uncertainty.Term, Unanswerable> {
        Result { () throws(Unanswerable) in
            Uncertainty.Term(
                variance: try variance(times: inference.remainder(answers: count, of: units)),
                degreesOfFreedom: count - 1, isExact: inference.isExact(answers: count, of: units))
        }
    }
}

extension [Result<Uncertainty.Term, Unanswerable>] {
    /// The sum of the terms, or the first reason why there is none.
    func uncertainty(unlessNothingVaries reason: Unanswerable) -> Result<Uncertainty, Unanswerable> {
        Swift.Result<Uncertainty, Unanswerable> { () throws(Unanswerable) in
            var terms: [Uncertainty.Term] = []
            for term in self { terms.append(try term.get()) }
            return try Uncertainty.sum(of: terms, unlessNothingVaries: reason)
        }
    }
}

import RealModule

/// The chi-square distribution with any positive number of degrees of freedom k.
///
/// Reference: DLMF 8.2 for `P(X ≤ x) = P(k/2, x/2)`.
package struct ChiSquare: Hashable, Sendable {
    /// The degrees of freedom k, above zero.
    package let degreesOfFreedom: Double

    /// - Throws: `.outside(.positive)` unless k is finite and above zero.
    package init(degreesOfFreedom: Double) throws(Unanswerable) {
        guard degreesOfFreedom.isFinite, degreesOfFreedom > 0 else { throw .outside(.positive) }
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The share below and above `x`, a sum of squares without unit. Nothing lies below 0.
    ///
    /// Example: with k = 1, 0.05 lies above 3.841458820694124.
    /// - Throws: `.outside(.nonNegative)` for x below zero and NaN.
    package func tails(at x: Double) throws(Unanswerable) -> Tails {
        try incompleteGamma(degreesOfFreedom / 2, x / 2)
    }

    /// The share below `x`, ``tails(at:)``.
    package func cdf(_ x: Double) throws(Unanswerable) -> Double { try tails(at: x).lower }

    /// The point below which the share `p` lies; `p` strictly between 0 and 1.
    ///
    /// Example: with k = 2, `quantile(0.5) = 2·ln 2 = 1.386…`.
    /// - Throws: `.outside(.openProbability)`, or `.outside(.range)` below some 10⁻¹⁴⁹.
    package func quantile(_ p: Double) throws(Unanswerable) -> Double {
        guard p > 0, p < 1 else { throw .outside(.openProbability) }
        let a = degreesOfFreedom / 2
        let goal = Double.log(min(p, 1 - p))
        let isLow = p <= 0.5
        let search = RootSearch(
            function: { logX in
                let x = Double.exp(logX)
                let tails = gammaTails(a, x)
                let share = isLow ? tails.lower : tails.upper
                return (.log(share) - goal, (isLow ? 1 : -1) * gammaFront(a, x) / share)
            }, grows: isLow)
        return 2 * .exp(try search.root(near: .log(a)))
    }
}

import RealModule

/// Student's t distribution with any positive number of degrees of freedom, whole or not (Satterthwaite's are not).
///
/// Reference: DLMF 8.17 for `P(|T| > t) = I(ν/(ν+t²); ν/2, ½)`.
package struct StudentT: Hashable, Sendable {
    /// The degrees of freedom ν, above zero.
    package let degreesOfFreedom: Double

    /// - Throws: `.outside(.positive)` unless ν is finite and above zero.
    package init(degreesOfFreedom: Double) throws(Unanswerable) {
        guard degreesOfFreedom.isFinite, degreesOfFreedom > 0 else { throw .outside(.positive) }
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The share below and above `t`.
    ///
    /// `t` is a ratio without unit and may be infinite; 0 gives a half on either side.
    ///
    /// Example: with ν = 1 a quarter lies above 1.
    /// - Throws: `.outside(.finite)` for NaN.
    package func tails(at t: Double) throws(Unanswerable) -> Tails {
        guard !t.isNaN else { throw .outside(.finite) }
        guard t != 0 else { return Tails(lower: 0.5) }
        let far = parts(t.magnitude).upper / 2
        return t > 0 ? Tails(upper: far) : Tails(lower: far)
    }

    /// The share below `t`, ``tails(at:)``.
    package func cdf(_ t: Double) throws(Unanswerable) -> Double { try tails(at: t).lower }

    /// The share of both tails beyond `±t`, the p value of a two-sided test.
    ///
    /// Example: with ν = 1 a half lies beyond ±1.
    /// - Throws: `.outside(.finite)` for NaN.
    package func bothTails(at t: Double) throws(Unanswerable) -> Double {
        guard !t.isNaN else { throw .outside(.finite) }
        return t == 0 ? 1 : parts(t.magnitude).upper
    }

    /// The point below which the share `p` lies.
    ///
    /// `p` is a share strictly between 0 and 1; a half gives 0, the ends lie at infinity and throw.
    ///
    /// Example: with ν = 4, `quantile(0.95) = 2.131846786…`.
    /// - Throws: `.outside(.openProbability)`, or `.outside(.range)` beyond some 10¹⁴⁹.
    package func quantile(_ p: Double) throws(Unanswerable) -> Double {
        guard p > 0, p < 1 else { throw .outside(.openProbability) }
        guard p != 0.5 else { return 0 }
        let (tail, middle) = (min(p, 1 - p), (p - 0.5).magnitude)
        let guess = Double.log(max(try Normal.quantile(1 - max(tail, 1e-15)), 1e-15))
        let search =
            tail > 0.25
            ? RootSearch(function: { target(.log(middle), at: $0, share: \.lower) }, grows: true)
            : RootSearch(function: { target(.log(tail), at: $0, share: \.upper) }, grows: false)
        let t = Double.exp(try search.root(near: guess))
        return p < 0.5 ? -t : t
    }

    /// `ln(half the share) − goal` and its slope in `ln t`. Logarithms keep far tails and near middles alike.
    private func target(
        _ goal: Double, at logT: Double, share: KeyPath<Tails, Double>
    ) -> (value: Double, slope: Double) {
        let t = Double.exp(logT)
        let half = parts(t)[keyPath: share] / 2
        let (x, y) = split(t)
        let growth = betaFront(degreesOfFreedom / 2, 0.5, x, y)
        return (.log(half) - goal, (share == \.lower ? growth : -growth) / half)
    }

    /// The share within `±t`, and the share beyond.
    private func parts(_ t: Double) -> Tails {
        let (x, y) = split(t)
        let beyond = betaTails(degreesOfFreedom / 2, 0.5, x, y)
        return Tails(lower: beyond.upper, upper: beyond.lower)
    }

    /// `ν/(ν+t²)` and `t²/(ν+t²)`, neither lost beside the other.
    private func split(_ t: Double) -> (Double, Double) {
        let root = Double.sqrt(degreesOfFreedom)
        guard t > root else {
            let square = (t / root) * (t / root)
            return (1 / (1 + square), square / (1 + square))
        }
        let square = (root / t) * (root / t)
        return (square / (1 + square), 1 / (1 + square))
    }
}

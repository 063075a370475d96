import RealModule

/// The standard normal distribution: mean 0, standard deviation 1. Reference: DLMF 7.2.
package enum Normal {
    /// The density `e^(−x²/2) / √(2π)`. At 0 it is 0.3989….
    static func density(_ x: Double) -> Double { .exp(-x * x / 2) / .sqrt(2 * .pi) }

    /// The share below and above `x` standard deviations, `Φ(x) = ½·erfc(−x/√2)`.
    ///
    /// `x` is in standard deviations and may be infinite; 0 gives a half on either side.
    ///
    /// Example: 0.975 lies below 1.959963984540054.
    /// - Throws: `.outside(.finite)` for NaN.
    package static func tails(at x: Double) throws(Unanswerable) -> Tails {
        guard !x.isNaN else { throw .outside(.finite) }
        let scaled = x / .sqrt(2)
        return Tails(lower: 0.5 * .erfc(-scaled), upper: 0.5 * .erfc(scaled))
    }

    /// The share below `x`, ``tails(at:)``.
    package static func cdf(_ x: Double) throws(Unanswerable) -> Double { try tails(at: x).lower }

    /// The point below which the share `p` lies, `Φ⁻¹(p)`, in standard deviations.
    ///
    /// `p` is a share strictly between 0 and 1; 0 and 1 lie at infinity, so they throw. Newton's method on the
    /// logarithm of the smaller tail; near the middle on `erf`, so that `p = ½ + 10⁻¹⁰` keeps its digits.
    ///
    /// Example: `quantile(0.975) = 1.959963984540054`.
    /// - Throws: `.outside(.openProbability)`.
    package static func quantile(_ p: Double) throws(Unanswerable) -> Double {
        guard p > 0, p < 1 else { throw .outside(.openProbability) }
        let offset = p - 0.5
        return offset.magnitude < 0.3 ? central(offset) : p < 0.5 ? -upper(p) : upper(1 - p)
    }

    /// Where `½·erf(x/√2)` is `offset`.
    private static func central(_ offset: Double) -> Double {
        var x = offset * .sqrt(2 * .pi)
        for _ in 0..<8 { x -= (0.5 * .erf(x / .sqrt(2)) - offset) / density(x) }
        return x
    }

    /// The positive point above which `q` lies, for q below a half.
    private static func upper(_ q: Double) -> Double {
        let target = Double.log(q)
        var x = max(Double.sqrt(-2 * target) - 1, 0)
        for _ in 0..<60 {
            let tail = 0.5 * .erfc(x / .sqrt(2))
            let step = (.log(tail) - target) * tail / density(x)
            x += step
            if step.magnitude <= 1e-16 * x { break }
        }
        return x
    }
}

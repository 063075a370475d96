import KlyftaStatistics
import RealModule

/// Whether municipalities lie closer together than before: their spread in one wave. The spread of the logarithms and
/// that of the levels can move in opposite directions; both are right, so say which.
package enum SigmaConvergence {
    /// The standard deviation of `ln y`, with divisor n: every municipality counts once.
    ///
    /// Without unit: 0.1 is about a tenth of the value. A zero has no logarithm and makes it undefined; of one value it
    /// is 0. Reference: Barro and Sala-i-Martin 1992.
    ///
    /// Example: 1 and e: 0.5.
    /// - Throws: `.notPositive`, `.tooFew(.values, …)` for no value, `.outside(.finite)`.
    package static func logSpread(of values: [Double]) throws(Unanswerable) -> Double {
        guard values.allSatisfy(\.isFinite) else { throw .outside(.finite) }
        guard values.allSatisfy({ $0 > 0 }) else { throw .notPositive }
        return try spread(of: values.map { .log($0) }).deviation
    }

    /// The standard deviation with divisor n, divided by the mean.
    ///
    /// Without unit. Zeros count; undefined where the mean is not above zero.
    ///
    /// Example: 1 and 3: 0.5.
    /// - Throws: `.notPositive`, `.tooFew(.values, …)` for no value, `.outside(.finite)`.
    package static func variation(of values: [Double]) throws(Unanswerable) -> Double {
        guard values.allSatisfy(\.isFinite) else { throw .outside(.finite) }
        let (mean, deviation) = try spread(of: values)
        guard mean > 0 else { throw .notPositive }
        return try Double.finite(deviation / mean)
    }

    private static func spread(of values: [Double]) throws(Unanswerable) -> (mean: Double, deviation: Double) {
        let moments = try Moments(values)
        guard moments.count > 1 else { return (moments.mean, 0) }
        let n = Double(moments.count)
        return (moments.mean, .sqrt(try moments.variance.get() * (n - 1) / n))
    }
}

/// Whether the spread of the same municipalities changed: the test of Pitman (1939) and Morgan (1939),
/// `ρ = corr(y₁ + y₂, y₂ − y₁)`, `t = ρ·√((n−2)/(1−ρ²))` with n − 2 degrees of freedom.
///
/// Paired, where the usual F test takes the two waves for different municipalities. ρ above zero: they lie further
/// apart. Hand in ``PairedSample/logarithms()`` for the spread of the logarithms. Zeros count in levels. Undefined
/// below three pairs and where all moved alike.
///
/// Example: 1, 2, 3, 4 and 1, 2, 3, 6: ρ = 0.8783…, t = 2.5980….
package struct PitmanMorgan: Hashable, Sendable {
    /// ρ, between −1 and 1.
    package let correlation: Double
    /// t; `nil` where ρ is −1 or 1.
    package let t: Double?
    /// n − 2.
    package let degreesOfFreedom: Double
    /// The p value against "the spread is the same".
    package let twoSided: Double
    /// The p value against "the spread is the same or smaller".
    package let widened: Double

    /// - Throws: `.tooFew(.pairs, …)`, `.noSpread`, `.tooLarge`.
    package init(of sample: PairedSample) throws(Unanswerable) {
        try sample.needs(3)
        let pairs = zip(sample.then, sample.now)
        let rho = try Moments.correlation(
            pairs.map { $0 + $1 }, pairs.map { $1 - $0 }, scale: sample.scale)
        correlation = rho
        degreesOfFreedom = Double(sample.count - 2)
        let rest = (1 - rho) * (1 + rho)
        guard rest > 1e-14 else {
            (t, twoSided, widened) = (nil, 0, rho > 0 ? 0 : 1)
            return
        }
        let ratio = rho * .sqrt(degreesOfFreedom / rest)
        let student = try StudentT(degreesOfFreedom: degreesOfFreedom)
        t = ratio
        twoSided = try student.bothTails(at: ratio)
        widened = try student.tails(at: ratio).upper
    }
}

/// Whether the spread of the same municipalities changed, by likelihood: Carree and Klomp's T₂ (1997),
/// `(n − 2.5)·ln[1 + ¼(σ₁² − σ₂²)²/(σ₁²σ₂² − σ₁₂²)]`, chi-square with one degree of freedom. It does not say in which
/// direction.
///
/// Without unit. Usually of ``PairedSample/logarithms()``. Undefined below three pairs and where one wave follows from
/// the other.
///
/// Example: 0, 1, 2, 3 and 0, 1, 2, 5: variances 5/3 and 14/3, covariance 8/3, T₂ = 1.5·ln 4.375 = 2.2138….
package struct CarreeKlomp: Hashable, Sendable {
    /// T₂.
    package let statistic: Double
    /// The p value against "the spread is the same".
    package let p: Double

    /// - Throws: `.tooFew(.pairs, …)`, `.noSpread`, `.tooLarge`.
    package init(of sample: PairedSample) throws(Unanswerable) {
        try sample.needs(3)
        let first = try Moments(sample.then, scale: sample.scale).variance.get()
        let second = try Moments(sample.now, scale: sample.scale).variance.get()
        let r = try Moments.correlation(sample.then, sample.now, scale: sample.scale)
        let rest = (1 - r) * (1 + r)
        guard rest > 1e-14 else { throw .noSpread }
        let ratio: Double = first / second
        let distance = (ratio + 1 / ratio - 2) / (4 * rest)
        statistic = try Double.finite((Double(sample.count) - 2.5) * .log(onePlus: max(distance, 0)))
        p = try ChiSquare(degreesOfFreedom: 1).tails(at: statistic).upper
    }
}

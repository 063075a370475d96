import RealModule

/// A measure with its sampling error, as far as that is known.
///
/// Limits are normal: `estimate ± z·se`. A ratio has its standard error on the logarithmic scale and limits
/// `estimate · e^(±z·se)`. Nothing is `nil` for zero: an unknown error is nil, an error of 0 is known to be 0. Without
/// a positive, finite `z` there are no limits.
///
/// Example: 60 with a standard error of 5 has the limits 50.2 and 69.8 at 95 %.
package struct Estimate: Hashable, Sendable {
    /// On which scale a standard error is.
    package enum ErrorScale: Hashable, Sendable {
        /// On that of the estimate.
        case natural
        /// On that of the natural logarithm of the estimate.
        case logarithmic
    }

    /// The two-sided 95 % quantile of the normal distribution.
    package static let z95 = 1.959963984540054

    /// The measure; always finite.
    package let value: Double
    /// The standard error on the scale ``errorScale``; nil if unknown.
    package let se: Double?
    /// The lower limit; nil if the error is unknown or a limit too large for a number.
    package let lower: Double?
    /// The upper limit; nil where ``lower`` is.
    package let upper: Double?
    /// Which scale ``se`` is on.
    package let errorScale: ErrorScale

    /// The standard error in the unit of the estimate, `R·se(ln R)` for a ratio.
    package var naturalStandardError: Double? {
        errorScale == .natural ? se : se.map { $0 * value }
    }

    /// An estimate, unless it grew too large for a number. An error that did is unknown.
    init(_ value: Double, se: Double?, z: Double, scale: ErrorScale = .natural) throws(Undefined) {
        guard value.isFinite else { throw .tooLarge }
        let error = se.flatMap { $0.isFinite ? $0 : nil }
        let reach = error.flatMap { z.isFinite && z > 0 ? z * $0 : nil }
        let limits: (Double, Double)? = reach.flatMap { reach in
            let (lower, upper) =
                scale == .natural
                ? (value - reach, value + reach)
                : (value * Double.exp(-reach), value * Double.exp(reach))
            return lower.isFinite && upper.isFinite ? (lower, upper) : nil
        }
        (self.value, self.se, lower, upper) = (value, error, limits?.0, limits?.1)
        errorScale = scale
    }

    /// Finite numbers, with limits that are not normal ones.
    init(finite value: Double, _ se: Double?, _ limits: (Double, Double)?) {
        (self.value, self.se, lower, upper, errorScale) = (value, se, limits?.0, limits?.1, .natural)
    }

    /// The same with the opposite sign.
    var negated: Estimate {
        Estimate(finite: -value, naturalStandardError, lower.flatMap { lower in upper.map { (-$0, -lower) } })
    }

    /// The natural logarithm of a ratio, with limits where those of the ratio are above zero; nil for a ratio of 0.
    var logarithm: Estimate? {
        guard value > 0 else { return nil }
        let error = errorScale == .logarithmic ? se : se.map { $0 / value }
        let limits = lower.flatMap { lower in upper.flatMap { lower > 0 ? (Double.log(lower), Double.log($0)) : nil } }
        return Estimate(finite: .log(value), error, limits)
    }
}

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
}

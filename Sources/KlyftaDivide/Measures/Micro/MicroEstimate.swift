/// The answer of a micro measure: a number, with its standard error where there is one, or the reason why there is
/// none.
///
/// Undefined is not zero, and never NaN. The standard error is that of the influence function (Deville 1999), as if the
/// municipalities were a simple random sample with replacement:
/// `se² = n/(n−1) · Σ p²ψ²`. Multiply it by `√(1−f)` where a fraction `f` of all municipalities has answered.
package enum MicroEstimate: Hashable, Sendable {
    /// A finite number. Without a standard error where the measure is not smooth, or has fewer than two units.
    case defined(Double, standardError: Double?)
    /// No number, for this reason.
    case undefined(MicroUndefined)

    /// A number, unless it grew too large to be one; a standard error that did is left out.
    package static func finite(_ estimate: Double, standardError: Double? = nil) -> MicroEstimate {
        guard estimate.isFinite else { return .undefined(.tooLarge) }
        return .defined(estimate, standardError: standardError.flatMap { $0.isFinite ? $0 : nil })
    }

    /// The number, if there is one.
    package var estimate: Double? {
        if case .defined(let estimate, _) = self { estimate } else { nil }
    }

    /// The standard error, in the unit of the estimate, if there is one.
    package var standardError: Double? {
        if case .defined(_, let standardError) = self { standardError } else { nil }
    }

    /// The reason, if there is no number.
    package var reason: MicroUndefined? {
        if case .undefined(let reason) = self { reason } else { nil }
    }
}

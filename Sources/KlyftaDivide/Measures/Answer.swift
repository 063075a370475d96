/// The answer of a measure: an estimate, perhaps with its error and limits, or the reason why there is none. Undefined
/// is not zero, and never NaN.
package enum Answer: Hashable, Sendable {
    /// A finite number, perhaps with its error.
    case defined(Estimate)
    /// No number, for this reason.
    case undefined(Undefined)

    /// A number without limits, unless it grew too large to be one; a standard error that did is left out.
    package static func finite(_ value: Double, standardError: Double? = nil) -> Answer {
        do throws(Undefined) {
            return .defined(try Estimate(value, se: standardError, z: 0))
        } catch {
            return .undefined(error)
        }
    }

    /// The estimate, if there is one.
    package var estimate: Estimate? {
        if case .defined(let estimate) = self { estimate } else { nil }
    }

    /// The reason, if there is no number.
    package var reason: Undefined? {
        if case .undefined(let reason) = self { reason } else { nil }
    }

    /// The number, if there is one.
    package var value: Double? { estimate?.value }

    /// The standard error on the scale of the estimate's ``Estimate/errorScale``, if there is one.
    package var standardError: Double? { estimate?.se }

    /// The number without its error.
    package var measured: Measured {
        switch self {
        case .defined(let estimate): .defined(estimate.value)
        case .undefined(let reason): .undefined(reason)
        }
    }
}

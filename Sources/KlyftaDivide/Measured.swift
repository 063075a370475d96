/// The answer of a measure: a number, or the reason why it has none. Undefined is not zero, and never NaN.
package enum Measured: Hashable, Sendable {
    /// A finite number.
    case defined(Double)
    /// No number, for this reason.
    case undefined(Undefined)

    /// A number, unless it grew too large to be one.
    package static func finite(_ value: Double) -> Measured {
        value.isFinite ? .defined(value) : .undefined(.tooLarge)
    }

    /// The number, if there is one.
    package var value: Double? {
        if case .defined(let value) = self { value } else { nil }
    }

    /// The reason, if there is no number.
    package var reason: Undefined? {
        if case .undefined(let reason) = self { reason } else { nil }
    }

    /// The answer of a further step, or the first reason why there is none.
    package func map(_ next: (Double) -> Double) -> Measured {
        switch self {
        case .defined(let value): .defined(next(value))
        case .undefined: self
        }
    }

    /// Joins two answers; the first reason wins.
    package func combined(with other: Measured, _ join: (Double, Double) -> Measured) -> Measured {
        switch (self, other) {
        case (.defined(let one), .defined(let two)): join(one, two)
        case (.undefined, _): self
        case (_, .undefined): other
        }
    }
}

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

/// Why a measure has no number.
package enum Undefined: Hashable, Sendable, CustomStringConvertible {
    /// No municipality of the class has a value.
    case noValues
    /// The municipalities with a value have no inhabitants to weigh them by.
    case noInhabitants
    /// Categories have an order but no distance: they have no mean.
    case ordinal
    /// A ratio needs a positive number below the line and none below zero above it.
    case ratioNotPositive
    /// The result is larger than a number can be.
    case tooLarge
    /// One figure counts municipalities, the other inhabitants.
    case mixedWeights
    /// The office printed words and no number.
    case wordsOnly
    /// The two groups are of different kinds, such as a size class and everybody.
    case mixedKinds
    /// The group of larger municipalities is named first.
    case wrongOrder
    /// There are no figures for the period at all.
    case noFigures

    package var description: String {
        switch self {
        case .noValues: "no municipality of the class has a value"
        case .noInhabitants: "the municipalities with a value have no inhabitants"
        case .ordinal: "ordered categories are not averaged"
        case .ratioNotPositive: "a ratio needs values above zero"
        case .tooLarge: "the result is too large for a number"
        case .mixedWeights: "one figure counts municipalities, the other inhabitants"
        case .wordsOnly: "the office printed words and no number"
        case .mixedKinds: "the two groups are of different kinds"
        case .wrongOrder: "the group of larger municipalities is named first"
        case .noFigures: "there are no figures for this period"
        }
    }
}

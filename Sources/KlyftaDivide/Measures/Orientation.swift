import KlyftaModel

/// How the raw number of a measure becomes a gap whose growth always means that the divide widens.
///
/// Raw numbers are stored as the formulas give them. Gradients such as ACI or SII are above 0 where large
/// municipalities have more, good or bad; the gap is turned by the direction of the indicator, so that above 0 the small
/// ones are worse off. Ratios are compared as logarithms: twice as much and half as much are then equally far from 0.
/// For an indicator of which neither end is better the sign is that of the raw number, and nobody is worse off.
package enum Orientation: String, Hashable, Sendable, CaseIterable {
    /// The formula follows the direction already, as D does: the gap is the number.
    case oriented
    /// A ratio that follows the direction already, as R does: the gap is its logarithm.
    case orientedRatio = "oriented-ratio"
    /// The sign says which end has more: turned where less is better.
    case signed
    /// A ratio of the large end to the small one: its logarithm, turned where less is better.
    case signedRatio = "signed-ratio"
    /// A distance without direction: 0 means all are alike, and it does not say who trails.
    case magnitude
    /// A mean or a share of all: no gap.
    case level

    /// The oriented gap of a raw estimate, in its unit; of a ratio its natural logarithm.
    ///
    /// Example: an RII of 2 where less is better is a gap of −0.693: the small municipalities are better off.
    package func gap(of estimate: Estimate, _ direction: Indicator.Direction) -> Answer {
        switch self {
        case .level: return .undefined(.notAGap)
        case .oriented, .magnitude: return .defined(estimate)
        case .signed: return .defined(direction == .lowerIsBetter ? estimate.negated : estimate)
        case .orientedRatio, .signedRatio:
            guard let logarithm = estimate.logarithm else { return .undefined(.ratioNotPositive) }
            return .defined(self == .signedRatio && direction == .lowerIsBetter ? logarithm.negated : logarithm)
        }
    }

    /// Whether the sign of the gap says who is worse off.
    package var saysWhoTrails: Bool { self != .magnitude && self != .level }
}

extension Measure {
    /// How its raw number becomes a gap.
    package var orientation: Orientation {
        switch self {
        case .group(let measure): measure.orientation
        case .micro(let measure, _): measure.orientation
        }
    }
}

extension GroupMeasure {
    fileprivate var orientation: Orientation {
        switch self {
        case .d: .oriented
        case .r: .orientedRatio
        case .aci, .rci, .rciErreygers, .rciWagstaff, .aciRegression, .rciRegression, .siiLinear, .siiLinearHC1,
            .siiLogit, .siiLogitAnchor, .par, .paf, .par2x2, .paf2x2:
            .signed
        case .riiLinear, .riiLogit, .riiLogitAnchor: .signedRatio
        default: .magnitude
        }
    }
}

extension MicroMeasure {
    fileprivate var orientation: Orientation {
        switch self {
        case .mean, .shareZero, .shareAtOrAbove: .level
        case .aci, .rci, .erreygers, .wagstaff, .slopeIndex: .signed
        case .relativeIndex: .signedRatio
        default: .magnitude
        }
    }
}

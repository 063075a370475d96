import KlyftaModel

/// The measures with one value per municipality, by their keys; each in two forms, per municipality and per inhabitant.
package enum MicroMeasure: String, Hashable, Sendable, CaseIterable {
    /// See ``MicroSample/mean()``.
    case mean
    /// See ``MicroSample/gini()``.
    case gini
    /// See ``MicroSample/giniCorrected()``.
    case giniCorrected = "gini_corrected"
    /// See ``MicroSample/hoover()``.
    case hoover
    /// See ``MicroSample/coefficientOfVariation()``.
    case cv
    /// See ``MicroSample/theil()``.
    case theil
    /// See ``MicroDecomposition/between``.
    case theilBetween = "theil_between"
    /// See ``MicroDecomposition/within``.
    case theilWithin = "theil_within"
    /// See ``MicroDecomposition/betweenShare``.
    case theilBetweenShare = "theil_between_share"
    /// See ``MicroSample/meanLogDeviation()``.
    case mld
    /// See ``MicroDecomposition/between``.
    case mldBetween = "mld_between"
    /// See ``MicroDecomposition/within``.
    case mldWithin = "mld_within"
    /// See ``MicroDecomposition/betweenShare``.
    case mldBetweenShare = "mld_between_share"
    /// See ``MicroSample/halfSquaredVariation()``.
    case ge2
    /// See ``MicroDecomposition/between``.
    case ge2Between = "ge2_between"
    /// See ``MicroDecomposition/within``.
    case ge2Within = "ge2_within"
    /// See ``MicroDecomposition/betweenShare``.
    case ge2BetweenShare = "ge2_between_share"
    /// See ``MicroSample/atkinson(_:)``, ε = ½.
    case atkinsonHalf = "atkinson_0.5"
    /// See ``MicroSample/atkinson(_:)``, ε = 1.
    case atkinsonOne = "atkinson_1"
    /// See ``MicroSample/atkinson(_:)``, ε = 2.
    case atkinsonTwo = "atkinson_2"
    /// See ``MicroSample/topOverBottomFifth()``.
    case s80s20
    /// See ``MicroSample/palma()``.
    case palma
    /// See ``MicroSample/absoluteConcentration()``.
    case aci
    /// See ``MicroSample/relativeConcentration()``.
    case rci
    /// See ``MicroSample/erreygers()``.
    case erreygers = "rci_erreygers"
    /// See ``MicroSample/wagstaff()``.
    case wagstaff = "rci_wagstaff"
    /// See ``MicroSample/slopeIndex()``.
    case slopeIndex = "sii_linear"
    /// See ``MicroSample/relativeIndex()``.
    case relativeIndex = "rii_linear"
    /// See ``MicroSample/shareAtZero()``.
    case shareZero = "share_zero"
    /// See ``MicroSample/shareAtOrAboveThreshold()``.
    case shareAtOrAbove = "share_at_or_above"

    /// What the number is in.
    package var unit: Measure.Unit {
        switch self {
        case .mean, .aci, .slopeIndex: .indicator
        case .shareZero, .shareAtOrAbove, .theilBetweenShare, .mldBetweenShare, .ge2BetweenShare: .fraction
        default: .none
        }
    }

    /// The measure and its weight in one word, `gini_u` per municipality and `gini_w` per inhabitant.
    package func key(per weight: Weight) -> String {
        let tag = weight == .municipality ? "u" : "w"
        return self == .giniCorrected ? "gini_\(tag)_corrected" : "\(rawValue)_\(tag)"
    }
}

extension MicroSample {
    /// The answer of a measure.
    package func estimate(_ measure: MicroMeasure) -> Answer {
        switch measure {
        case .mean: mean()
        case .gini: gini()
        case .giniCorrected: giniCorrected()
        case .hoover: hoover()
        case .cv: coefficientOfVariation()
        case .theil: theil()
        case .theilBetween: theilDecomposition().between
        case .theilWithin: theilDecomposition().within
        case .theilBetweenShare: theilDecomposition().betweenShare
        case .mld: meanLogDeviation()
        case .mldBetween: meanLogDeviationDecomposition().between
        case .mldWithin: meanLogDeviationDecomposition().within
        case .mldBetweenShare: meanLogDeviationDecomposition().betweenShare
        case .ge2: halfSquaredVariation()
        case .ge2Between: halfSquaredVariationDecomposition().between
        case .ge2Within: halfSquaredVariationDecomposition().within
        case .ge2BetweenShare: halfSquaredVariationDecomposition().betweenShare
        case .atkinsonHalf: atkinson(.half)
        case .atkinsonOne: atkinson(.one)
        case .atkinsonTwo: atkinson(.two)
        case .s80s20: topOverBottomFifth()
        case .palma: palma()
        case .aci: absoluteConcentration()
        case .rci: relativeConcentration()
        case .erreygers: erreygers()
        case .wagstaff: wagstaff()
        case .slopeIndex: slopeIndex()
        case .relativeIndex: relativeIndex()
        case .shareZero: shareAtZero()
        case .shareAtOrAbove: shareAtOrAboveThreshold()
        }
    }
}

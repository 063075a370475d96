/// Why a table cannot be measured, or a measure has no number.
package enum MicroUndefined: Error, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    /// The table has no rows.
    case noUnits
    /// The columns of the table differ in length.
    case columnsDiffer
    /// A value, a population or the threshold is infinite or not a number.
    case notFinite
    /// A population is below zero.
    case negativePopulation
    /// The bounds are infinite, or the upper one is not above the lower one.
    case emptyBounds
    /// Weighed by inhabitants, and nobody lives in these municipalities.
    case noInhabitants
    /// Inequality is between at least two municipalities that count.
    case oneUnit
    /// A value below zero, where the measure compares shares of a whole.
    case negativeValues
    /// A value of zero, where the measure takes its logarithm.
    case zeroValues
    /// The measure is relative to the mean, which is zero or less.
    case meanNotPositive
    /// The lowest municipalities together have nothing to compare the highest with.
    case emptyBottom
    /// All municipalities are equally large: they have no order by size.
    case oneSize
    /// The fitted line is at or below zero at one of its ends, so that the ratio of the ends means nothing.
    case fittedEndNotPositive
    /// The indicator has no declared bounds.
    case noBounds
    /// A value lies outside the declared bounds.
    case outsideBounds
    /// The mean lies on a bound: everybody has nothing, or everything.
    case meanOnBound
    /// No threshold is given.
    case noThreshold
    /// There is no inequality to take a share of.
    case noInequality
    /// The correction counts municipalities and has no form per inhabitant.
    case perMunicipalityOnly
    /// The result is larger than a number can be.
    case tooLarge

    package var description: String {
        switch self {
        case .noUnits: "there are no municipalities"
        case .columnsDiffer: "the columns differ in length"
        case .notFinite: "a figure is infinite or not a number"
        case .negativePopulation: "a population is below zero"
        case .emptyBounds: "the upper bound is not above the lower one"
        case .noInhabitants: "the municipalities have no inhabitants"
        case .oneUnit: "there is only one municipality"
        case .negativeValues: "a value is below zero"
        case .zeroValues: "a value is zero and has no logarithm"
        case .meanNotPositive: "the mean is not above zero"
        case .emptyBottom: "the lowest municipalities have nothing"
        case .oneSize: "all municipalities are equally large"
        case .fittedEndNotPositive: "the fitted line is not above zero at both ends"
        case .noBounds: "the indicator has no declared bounds"
        case .outsideBounds: "a value lies outside the bounds"
        case .meanOnBound: "the mean lies on a bound"
        case .noThreshold: "there is no threshold"
        case .noInequality: "there is no inequality to divide"
        case .perMunicipalityOnly: "the correction is for municipalities that count once"
        case .tooLarge: "the result is too large for a number"
        }
    }
}

/// How an indicator is spread over the municipalities of one period: all its everyday measures, from one pass.
///
/// Weights are inhabitants unless a measure says otherwise. The measures are those of ``MicroSample``, which stays the
/// definition; ``DistributionKernel`` computes them together and much faster, and a test holds the two together. They
/// differ where a single municipality is the whole: here it has no inequality (0), there the question is undefined.
/// Where all are equally large, the concentration index is 0 here. Where a value lies below zero, it is undefined here as
/// Gini's is, and variation is relative to a mean below zero too.
/// `nil` means undefined; ``answer(_:)`` says why.
package struct Distribution: Hashable, Sendable {
    /// How many municipalities have a value, and whose inhabitants are known.
    package var count = 0
    /// Their inhabitants, a whole number.
    package var inhabitants = 0.0
    /// The mean per inhabitant and per municipality, in the unit of the indicator.
    package var weightedMean = 0.0
    package var mean = 0.0
    /// The first and the last size class that has a value, by place in the scale.
    package var lowestClass = 0
    package var highestClass = 0
    /// Mean of the last class minus, and over, mean of the first; per inhabitant.
    package var difference: Double?
    package var ratio: Double?
    /// Relative inequality, without unit; undefined for values below zero and a mean that is not above it.
    package var gini: Double?
    package var theil: Double?
    package var theilBetween: Double?
    package var theilWithin: Double?
    package var concentration: Double?
    /// Slopes over the mid-rank by size, in the unit of the indicator: over the classes' means, and over all values.
    package var classSlope: Double?
    package var slope: Double?
    /// Standard deviation over mean, without unit.
    package var variation: Double?
    /// Fractions of the municipalities and of the inhabitants.
    package var shareAtZero = 0.0
    package var weightedShareAtZero = 0.0
    /// Places in the distribution, in the unit of the indicator.
    package var lowest = 0.0
    package var decile1 = 0.0
    package var quartile1 = 0.0
    package var weightedMedian = 0.0
    package var quartile3 = 0.0
    package var decile9 = 0.0
    package var highest = 0.0
    package var median = 0.0

    /// One size class of the distribution.
    package struct ClassMean: Hashable, Sendable {
        /// How many of its municipalities have a value.
        package var count = 0
        /// Their inhabitants.
        package var inhabitants = 0.0
        /// The mean per inhabitant; 0 where nobody has a value.
        package var mean = 0.0
    }

    /// A measure's number, `nil` where it is undefined.
    package subscript(measure: DistributionMeasure) -> Double? {
        let number: Double? =
            switch measure {
            case .count: Double(count)
            case .inhabitants: inhabitants
            case .weightedMean: weightedMean
            case .mean: mean
            case .difference: difference
            case .ratio: ratio
            case .gini: gini
            case .theil: theil
            case .theilBetween: theilBetween
            case .theilWithin: theilWithin
            case .concentration: concentration
            case .classSlope: classSlope
            case .slope: slope
            case .variation: variation
            case .shareAtZero: shareAtZero
            case .weightedShareAtZero: weightedShareAtZero
            case .lowest: lowest
            case .decile1: decile1
            case .quartile1: quartile1
            case .weightedMedian: weightedMedian
            case .quartile3: quartile3
            case .decile9: decile9
            case .highest: highest
            case .median: median
            }
        // Of figures near the end of what a number can hold, a sum need not be one.
        return number.flatMap { $0.isFinite ? $0 : nil }
    }

    /// Writes a measure's number; `nil` for one that always has a number means that it grew too large.
    mutating func set(_ measure: DistributionMeasure, to number: Double?) {
        let always = number ?? .nan
        switch measure {
        case .count: count = Int(always)
        case .inhabitants: inhabitants = always
        case .weightedMean: weightedMean = always
        case .mean: mean = always
        case .difference: difference = number
        case .ratio: ratio = number
        case .gini: gini = number
        case .theil: theil = number
        case .theilBetween: theilBetween = number
        case .theilWithin: theilWithin = number
        case .concentration: concentration = number
        case .classSlope: classSlope = number
        case .slope: slope = number
        case .variation: variation = number
        case .shareAtZero: shareAtZero = always
        case .weightedShareAtZero: weightedShareAtZero = always
        case .lowest: lowest = always
        case .decile1: decile1 = always
        case .quartile1: quartile1 = always
        case .weightedMedian: weightedMedian = always
        case .quartile3: quartile3 = always
        case .decile9: decile9 = always
        case .highest: highest = always
        case .median: median = always
        }
    }

    /// A measure's answer: its number, or the reason why there is none.
    package func answer(_ measure: DistributionMeasure) -> Measured {
        if let number = self[measure] { return .defined(number) }
        return .undefined(reason(for: measure))
    }

    private func reason(for measure: DistributionMeasure) -> Undefined {
        switch measure {
        case .difference, .classSlope: lowestClass == highestClass ? .needsTwoGroups : .tooLarge
        case .ratio: lowestClass == highestClass ? .needsTwoGroups : .ratioNotPositive
        case .gini, .theil, .theilBetween, .theilWithin, .concentration:
            lowest < 0 ? .negativeValue : weightedMean <= 0 ? .meanNotPositive : .tooLarge
        case .variation: weightedMean == 0 ? .meanNotPositive : .tooLarge
        case .slope: count == 1 ? .oneUnit : .oneSize
        default: .tooLarge
        }
    }
}

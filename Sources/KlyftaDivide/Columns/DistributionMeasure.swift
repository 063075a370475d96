/// What a ``Distribution`` knows, by the word that rules and files use.
package enum DistributionMeasure: String, Hashable, Sendable, CaseIterable {
    /// How many municipalities have a value.
    case count = "n"
    /// The inhabitants of those.
    case inhabitants = "pop"
    /// The mean per inhabitant.
    case weightedMean = "mean_w"
    /// The mean per municipality.
    case mean
    /// The mean of the largest size class minus that of the smallest.
    case difference = "diff"
    /// The mean of the largest size class over that of the smallest.
    case ratio
    /// The Gini coefficient per inhabitant.
    case gini
    /// Theil's index per inhabitant.
    case theil
    /// Its part between the size classes.
    case theilBetween = "theil_b"
    /// Its part within the size classes.
    case theilWithin = "theil_w"
    /// The relative concentration index by size.
    case concentration = "ci"
    /// The slope index of inequality over the size classes.
    case classSlope = "sii"
    /// The slope index of inequality over the municipalities.
    case slope = "sii_m"
    /// The coefficient of variation per inhabitant.
    case variation = "cv"
    /// The share of municipalities whose value is zero.
    case shareAtZero = "zero"
    /// The share of inhabitants where the value is zero.
    case weightedShareAtZero = "zero_w"
    /// The smallest value.
    case lowest = "min"
    /// The value at or below which a tenth of the inhabitants live.
    case decile1 = "q10"
    /// The value at or below which a quarter of the inhabitants live.
    case quartile1 = "q25"
    /// The value at or below which half of the inhabitants live.
    case weightedMedian = "q50"
    /// The value at or below which three quarters of the inhabitants live.
    case quartile3 = "q75"
    /// The value at or below which nine tenths of the inhabitants live.
    case decile9 = "q90"
    /// The largest value.
    case highest = "max"
    /// The middle value, each municipality counted once.
    case median

    /// Its place among all, which is its row in a ``DistributionSeries``.
    package var place: Int { Self.allCases.firstIndex(of: self)! }
}

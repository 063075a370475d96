import KlyftaModel

/// Why a measure has no number: one family of reasons for all measures. Undefined is not zero.
///
/// The raw value is the word that programs read (`reason` in JSON) and never changes; ``sentence`` is for people.
package enum Undefined: String, Error, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    // What is there.

    /// There are no figures for the period at all.
    case noFigures = "no-figures"
    /// No municipality of the class has a value.
    case noValues = "no-values"
    /// The municipalities or groups with a value have no inhabitants to weigh them by.
    case noInhabitants = "no-inhabitants"
    /// Categories have an order but no distance: they have no mean.
    case ordinal
    /// The office printed words and no number.
    case wordsOnly = "words-only"
    /// The result is larger than a number can be.
    case tooLarge = "too-large"

    // Two groups.

    /// One figure counts municipalities, the other inhabitants.
    case mixedWeights = "mixed-weights"
    /// The two groups are of different kinds, such as a size class and everybody.
    case mixedKinds = "mixed-kinds"
    /// The group of larger municipalities is named first.
    case wrongOrder = "wrong-order"
    /// One group is compared with nothing.
    case needsTwoGroups = "needs-two-groups"
    /// Of the two groups to compare, one has no estimate.
    case comparedGroupMissing = "compared-group-missing"

    // Many groups.

    /// A measure of many groups needs three with an estimate.
    case needsThreeGroups = "needs-three-groups"
    /// An ordered dimension with a hole: ranks would close over it.
    case orderedGroupMissing = "ordered-group-missing"
    /// More than 15 % of the groups have no estimate.
    case tooManyMissing = "too-many-missing"
    /// A gradient needs an order.
    case notOrdered = "not-ordered"
    /// Everybody lives in one group: there is no rank to compare along.
    case oneRank = "one-rank"
    /// No group was chosen as reference.
    case noReference = "no-reference"
    /// The reference has no estimate.
    case referenceMissing = "reference-missing"
    /// The correction needs the standard error of every group.
    case noStandardErrors = "no-standard-errors"

    // Many municipalities.

    /// Inequality is between at least two municipalities that count.
    case oneUnit = "one-unit"
    /// All municipalities are equally large: they have no order by size.
    case oneSize = "one-size"
    /// The lowest municipalities together have nothing to compare the highest with.
    case emptyBottom = "empty-bottom"
    /// There is no inequality to take a share of.
    case noInequality = "no-inequality"
    /// The weights handed in are not one number from zero up for each municipality.
    case badMultiplicities = "bad-multiplicities"
    /// No threshold is given.
    case noThreshold = "no-threshold"
    /// The correction counts municipalities and has no form per inhabitant.
    case perMunicipalityOnly = "per-municipality-only"

    /// A mean or a share of all is a level, and no distance between anybody.
    case notAGap = "not-a-gap"

    /// A measure for parity says what another program would; its arithmetic is not told.
    case parityOnly = "parity-only"

    // What the formula cannot take.

    /// A ratio needs a positive number below the line and none below zero above it.
    case ratioNotPositive = "ratio-not-positive"
    /// A relative measure divides by the mean, which is not above zero.
    case meanNotPositive = "mean-not-positive"
    /// A value below zero, where the measure compares shares of a whole or takes a logarithm.
    case negativeValue = "negative-value"
    /// A value of zero, where the measure takes its logarithm.
    case zeroValue = "zero-value"
    /// The indicator has no bounds by definition.
    case noBounds = "no-bounds"
    /// A value lies outside the bounds.
    case outsideBounds = "outside-bounds"
    /// A logistic curve starts at 0; the indicator does not.
    case boundsNotFromZero = "bounds-not-from-zero"
    /// The mean lies on a bound: all there is, or nothing at all.
    case meanOnBound = "mean-on-bound"
    /// A fitted line leaves the positive numbers at one of its ends.
    case fittedEndNotPositive = "fitted-end-not-positive"
    /// The groups are split into all and nothing: the steepest curve is infinitely steep.
    case separated
    /// The fitted curve was not found.
    case noFit = "no-fit"
    /// A value is larger than the largest scale that the anchor knows (parity only).
    case aboveEveryScale = "above-every-scale"

    /// The reason in English.
    package var description: String { sentence.en }
}

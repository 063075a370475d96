/// Why a group measure has no number.
package enum MeasureUndefined: Error, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    /// One group is compared with nothing.
    case needsTwoGroups
    /// Of the two groups to compare, one has no estimate.
    case comparedGroupMissing
    /// A measure of many groups needs three with an estimate.
    case needsThreeGroups
    /// An ordered dimension with a hole: ranks would close over it.
    case orderedGroupMissing
    /// More than 15 % of the groups have no estimate.
    case tooManyMissing
    /// Nobody lives in any group with an estimate.
    case noInhabitants
    /// A gradient needs an order.
    case notOrdered
    /// Everybody lives in one group: there is no rank to compare along.
    case oneRank
    /// A relative measure divides by the mean, which is not above zero.
    case meanNotPositive
    /// The mean lies on a bound: all there is, or nothing at all.
    case meanOnBound
    /// A ratio needs a positive number below the line and none below zero above it.
    case ratioNotPositive
    /// A fitted line leaves the positive numbers at one of its ends.
    case fittedEndNotPositive
    /// The indicator has no bounds by definition.
    case unbounded
    /// A logistic curve starts at 0; the indicator does not.
    case boundsNotFromZero
    /// The groups are split into all and nothing: the steepest curve is infinitely steep.
    case separated
    /// The fitted curve was not found.
    case noFit
    /// A logarithm of a value below zero.
    case negativeValue
    /// The logarithm of zero.
    case zeroValue
    /// No group was chosen as reference.
    case noReference
    /// The reference has no estimate.
    case referenceMissing
    /// The correction needs the standard error of every group.
    case noStandardErrors
    /// A value is larger than the largest scale that the anchor knows (parity only).
    case aboveEveryScale
    /// The result is larger than a number can be.
    case tooLarge

    package var description: String {
        switch self {
        case .needsTwoGroups: "needs two groups"
        case .comparedGroupMissing: "a compared group has no estimate"
        case .needsThreeGroups: "fewer than three groups have an estimate"
        case .orderedGroupMissing: "a group of an ordered dimension has no estimate"
        case .tooManyMissing: "more than 15 % of the groups have no estimate"
        case .noInhabitants: "the groups with an estimate have no inhabitants"
        case .notOrdered: "the groups have no order"
        case .oneRank: "everybody lives in one group"
        case .meanNotPositive: "the mean is not above zero"
        case .meanOnBound: "the mean lies on a bound"
        case .ratioNotPositive: "a ratio needs values above zero"
        case .fittedEndNotPositive: "the fitted line is not above zero at both ends"
        case .unbounded: "the indicator has no bounds"
        case .boundsNotFromZero: "the bounds of the indicator do not start at zero"
        case .separated: "the groups are split into all and nothing"
        case .noFit: "the curve could not be fitted"
        case .negativeValue: "a value is below zero"
        case .zeroValue: "a value is zero and has no logarithm"
        case .noReference: "no group is the reference"
        case .referenceMissing: "the reference has no estimate"
        case .noStandardErrors: "a group has no standard error"
        case .aboveEveryScale: "a value is above every scale that the anchor knows"
        case .tooLarge: "the result is too large for a number"
        }
    }
}

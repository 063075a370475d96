/// What is wrong with the figures of a table. Groups are named by their place in the input, from 0.
package enum GroupTableFlaw: Error, Hashable, CustomStringConvertible {
    /// There is no group at all.
    case noGroups
    /// An estimate is infinite or not a number; a missing one is nil.
    case estimateNotFinite(group: Int)
    /// An estimate is one that the definition of the indicator rules out.
    case estimateOutsideBounds(group: Int)
    /// A standard error is negative, infinite or not a number; an unknown one is nil.
    case standardErrorNotANumber(group: Int)
    /// A population is negative, infinite or not a number.
    case populationNotANumber(group: Int)
    /// There are not as many ranks as groups.
    case ranksMissing(ranks: Int, groups: Int)
    /// Two groups have the same rank, so that neither is the smaller one.
    case rankRepeated(Int)
    /// The reference is no group of the table.
    case noSuchReference(Int)
    /// The scale is not a number above zero.
    case scaleNotPositive
    /// The bounds are not a lower and a higher number.
    case boundsNotAnInterval

    package var description: String {
        switch self {
        case .noGroups: "there are no groups"
        case .estimateNotFinite(let group): "the estimate of group \(group) is no finite number"
        case .estimateOutsideBounds(let group): "the estimate of group \(group) is outside the indicator's bounds"
        case .standardErrorNotANumber(let group): "the standard error of group \(group) is no number from zero up"
        case .populationNotANumber(let group): "the population of group \(group) is no number from zero up"
        case .ranksMissing(let ranks, let groups): "there are \(ranks) ranks for \(groups) groups"
        case .rankRepeated(let rank): "two groups have rank \(rank)"
        case .noSuchReference(let place): "the reference, group \(place), does not exist"
        case .scaleNotPositive: "the scale is no number above zero"
        case .boundsNotAnInterval: "the bounds are not a lower and a higher number"
        }
    }
}

/// What is wrong with the columns of a table of municipalities.
package enum MicroTableFlaw: Error, Hashable, Sendable, CaseIterable, CustomStringConvertible {
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

    package var description: String {
        switch self {
        case .noUnits: "there are no municipalities"
        case .columnsDiffer: "the columns differ in length"
        case .notFinite: "a figure is infinite or not a number"
        case .negativePopulation: "a population is below zero"
        case .emptyBounds: "the upper bound is not above the lower one"
        }
    }
}

import KlyftaModel

/// One row per municipality: the input of every micro measure.
///
/// Columns lie one by one in memory, and are checked and sorted here, once: by value for the Lorenz family, by
/// population for the concentration family. All measures and both weights share the two orders.
///
/// Zeros are values. A missing value is not a row: leave the municipality out before. A population of zero is a rank
/// like any other where each municipality counts, and drops out where each inhabitant does.
///
/// Example: four municipalities with 1, 2, 3 and 4 e-services and 100 to 400 inhabitants.
/// ```swift
/// let table = try MicroTable(values: [1, 2, 3, 4], populations: [100, 200, 300, 400], sizeClasses: [1, 1, 2, 2])
/// table.estimate(.gini, per: .municipality)  // 0.25, standard error 0.0866
/// table.estimate(.gini, per: .inhabitant)  // 0.18
/// ```
package struct MicroTable: Sendable {
    /// The indicator, in its own unit.
    package let values: [Double]
    /// Inhabitants: the weight per inhabitant, and the variable that ranks municipalities by size.
    package let populations: [Double]
    /// The size class of each municipality, by any number that names it.
    package let sizeClasses: [Int]
    /// The declared lowest and highest possible value, for Erreygers and Wagstaff. Never guessed from the values.
    package let bounds: ClosedRange<Double>?
    /// The least value that counts as enough, for the share at or above it.
    package let threshold: Double?

    let valueOrder: [Int]
    let populationOrder: [Int]

    /// Checks and sorts the columns, or throws the first reason why they cannot be measured.
    package init(
        values: [Double], populations: [Double], sizeClasses: [Int], bounds: ClosedRange<Double>? = nil,
        threshold: Double? = nil
    ) throws(MicroTableFlaw) {
        guard values.count == populations.count, values.count == sizeClasses.count else { throw .columnsDiffer }
        guard !values.isEmpty else { throw .noUnits }
        guard values.allSatisfy(\.isFinite), populations.allSatisfy(\.isFinite), threshold?.isFinite ?? true
        else { throw .notFinite }
        guard populations.allSatisfy({ $0 >= 0 }) else { throw .negativePopulation }
        if let bounds {
            guard (bounds.upperBound - bounds.lowerBound).isFinite, bounds.lowerBound < bounds.upperBound
            else { throw .emptyBounds }
        }
        self.values = values
        self.populations = populations
        self.sizeClasses = sizeClasses
        self.bounds = bounds
        self.threshold = threshold
        self.valueOrder = values.indices.sorted { values[$0] < values[$1] }
        self.populationOrder = values.indices.sorted { populations[$0] < populations[$1] }
    }

    /// One measure. For several of the same weight, take the ``sample(per:)`` once and ask it.
    package func estimate(_ measure: MicroMeasure, per weight: Weight) -> Answer {
        do {
            return try sample(per: weight).estimate(measure)
        } catch {
            return .undefined(error)
        }
    }

    /// The rows that count under a weight, with their shares of it and their ranks.
    package func sample(per weight: Weight) throws(Undefined) -> MicroSample {
        try MicroSample(of: self, per: weight)
    }

    /// The same, where each row stands for several municipalities, or for none: the weights of a survey design, or how
    /// often a bootstrap drew it. A row of 0 is left out; ranks by size are still those of the populations.
    ///
    /// Standard errors of such a sample mean nothing: the rows are no simple random sample.
    /// - Throws: `.badMultiplicities` unless they are one number from zero up for each row, `.noInhabitants`.
    package func sample(per weight: Weight, multiplicities: [Double]) throws(Undefined) -> MicroSample {
        guard multiplicities.count == values.count else { throw .badMultiplicities }
        guard multiplicities.allSatisfy({ $0.isFinite && $0 >= 0 }) else { throw .badMultiplicities }
        return try MicroSample(of: self, per: weight, multiplicities: multiplicities)
    }
}

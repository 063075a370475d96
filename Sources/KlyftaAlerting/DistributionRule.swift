import KlyftaDivide

/// A limit for a measure of an indicator's distribution, or for its change from one period to the next.
package struct DistributionRule: Hashable, Sendable, Identifiable {
    /// The operator's name for it.
    package let id: String
    /// The indicator's code; `nil` watches all of them.
    package let indicator: String?
    /// What is watched.
    package let measure: DistributionMeasure
    /// Whether the measure itself is held against the threshold, or its change since the period before.
    package let subject: Subject
    /// On which side of the threshold the rule is breached.
    package let comparison: Comparison
    /// In the unit of the measure.
    package let threshold: Double
    /// In how many periods running it must hold; 1 or more.
    package let patience: Int

    package init(
        id: String, indicator: String?, measure: DistributionMeasure, subject: Subject, comparison: Comparison,
        threshold: Double, patience: Int
    ) {
        (self.id, self.indicator, self.measure, self.subject) = (id, indicator, measure, subject)
        (self.comparison, self.threshold, self.patience) = (comparison, threshold, patience)
    }

    /// What is held against the threshold.
    package enum Subject: String, Hashable, Sendable, CaseIterable {
        /// The measure.
        case level
        /// The measure minus that of the period before; undefined unless both are defined.
        case change
    }

    /// A side of the threshold.
    package enum Comparison: String, Hashable, Sendable, CaseIterable {
        /// Larger.
        case above = ">"
        /// Larger or equal.
        case atLeast = ">="
        /// Smaller.
        case below = "<"
        /// Smaller or equal.
        case atMost = "<="
    }

    /// A period in which a rule is breached.
    package struct Breach: Hashable, Sendable {
        /// The column of the period.
        package let column: Int
        /// What was held against the threshold.
        package let value: Double
    }

    /// The breaches in some columns of a series, in order; looks as far back as its patience asks.
    ///
    /// Undefined breaks a run: what nobody can compute does not hold.
    package func breaches(in series: DistributionSeries, columns: Range<Int>) -> [Breach] {
        var breaches: [Breach] = []
        DistributionScan(of: self).eachBreach(in: series, columns: columns) {
            breaches.append(Breach(column: $0, value: $1))
        }
        return breaches
    }
}

import KlyftaDivide

/// A rule as it is held against numbers: all four comparisons as one.
///
/// Numbers below a threshold are, with the other sign, above it with the other sign; and a number is at least a threshold
/// if it is larger than the next number below. What is not a number is larger than nothing.
struct DistributionScan: Sendable {
    private let measure: Int
    private let isChange: Bool
    private let sign: Double
    private let limit: Double
    private let patience: Int

    init(of rule: DistributionRule) {
        measure = rule.measure.place
        isChange = rule.subject == .change
        patience = rule.patience
        let threshold = rule.threshold
        (sign, limit) =
            switch rule.comparison {
            case .above: (1, threshold)
            case .atLeast: (1, threshold.nextDown)
            case .below: (-1, -threshold)
            case .atMost: (-1, (-threshold).nextDown)
            }
    }

    /// Hands over the columns in which the rule is breached, in order, with what was held against the threshold.
    @inline(__always)
    func eachBreach(
        in series: DistributionSeries, columns: Range<Int>, _ body: (_ column: Int, _ value: Double) -> Void
    ) {
        series.withNumbers(ofPlace: measure) { numbers in
            var run = 0
            // A change has no number in the first column.
            let first = max(isChange ? 1 : 0, columns.lowerBound - patience + 1)
            for column in first..<max(first, columns.upperBound) {
                let number = isChange ? numbers[column] - numbers[column - 1] : numbers[column]
                run = number * sign > limit ? run + 1 : 0
                if run >= patience, column >= columns.lowerBound { body(column, number) }
            }
        }
    }
}

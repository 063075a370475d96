import KlyftaDivide
import KlyftaModel

/// Everything that is needed to answer a new figure at once: the figures, the municipalities by size, what was computed
/// of them, and the rules.
///
/// A revision or a new year computes one group again, from the figures and with the code of the whole, so that the state
/// is bit for bit what computing everything anew would give.
package struct DistributionWatch: Sendable {
    /// The figures.
    package private(set) var cube: FigureCube
    /// The rules in order of their ids.
    package let rules: [DistributionRule]
    /// What was computed, by number of the indicator.
    package private(set) var series: [DistributionSeries]
    /// The size classes.
    package let scale: SizeScale
    private var orders: [SizeOrder]
    private let scans: [DistributionScan]
    /// The numbers of the indicators that each rule watches, in order of their codes.
    private let watched: [[Int]]
    /// The places of the rules that watch each indicator.
    private var watching: [[Int]]
    /// How many columns a figure can be seen in by a rule: its own, those that its patience waits, one more for a change.
    private let reach: Int

    /// A rule that is breached, where and by what.
    package struct Breach: Hashable, Sendable {
        /// The place of the rule in ``DistributionWatch/rules``.
        package let rule: Int32
        /// The number of the indicator in the cube.
        package let indicator: Int32
        /// The column of the year.
        package let column: Int32
        /// What was held against the threshold.
        package let value: Double
    }

    /// Watches figures of which everything was computed.
    /// - Parameters:
    ///   - orders: the cube's, on `scale`.
    ///   - series: of each indicator of the cube, along `orders`.
    package init(
        _ cube: FigureCube, on scale: SizeScale, orders: [SizeOrder], series: [DistributionSeries],
        rules: [DistributionRule]
    ) {
        precondition(series.count == cube.cells.count && orders.count == cube.years.count)
        (self.cube, self.scale, self.orders, self.series) = (cube, scale, orders, series)
        let sorted = rules.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
        self.rules = sorted
        scans = sorted.map(DistributionScan.init(of:))
        let codes = cube.indicators.all
        let all = codes.indices.sorted { codes[$0].utf8.lexicographicallyPrecedes(codes[$1].utf8) }
        watched = sorted.map { rule in
            guard let code = rule.indicator else { return all }
            return cube.indicators.number(of: code).map { [$0] } ?? []
        }
        watching = Array(repeating: [], count: series.count)
        reach = sorted.map { $0.patience + ($0.subject == .change ? 1 : 0) }.max() ?? 1
        for (rule, indicators) in watched.enumerated() {
            for indicator in indicators { watching[indicator].append(rule) }
        }
    }

    /// A kernel that fits the figures.
    package func kernel() -> DistributionKernel {
        DistributionKernel(rows: cube.municipalities.count, classes: scale.classes.count)
    }

    /// All breaches, in order of rule, indicator's code and year.
    package func breaches() -> [Breach] {
        var all: [Breach] = []
        for (rule, indicators) in watched.enumerated() {
            for indicator in indicators { append(rule, indicator, columns: 0..<cube.years.count, to: &all) }
        }
        return all
    }

    /// Takes a revised figure and computes its group again.
    /// - Returns: the breaches, in the columns the figure can be seen in, of the rules on its indicator.
    package mutating func revise(
        _ indicator: Int, _ row: Int, _ column: Int, to outcome: Outcome?, with kernel: inout DistributionKernel
    ) -> [Breach] {
        cube.revise(indicator, row, column, to: outcome)
        return recompute(indicator, column, with: &kernel)
    }

    /// Stops sharing the memory of figures with a copy, so that no later change has to.
    package mutating func own() {
        for indicator in series.indices {
            cube.revise(indicator, 0, 0, to: cube.cells[indicator][0, 0])
            series[indicator].own()
        }
    }

    /// Adds the next year with its inhabitants; its figures come with ``take(_:of:in:with:)``.
    package mutating func addYear(inhabitants: [Int?], with kernel: inout DistributionKernel) {
        cube.addYear(inhabitants: inhabitants)
        let column = cube.years.count - 1
        orders.append(SizeOrder(of: inhabitants, on: scale))
        for indicator in series.indices {
            series[indicator].recompute(
                column: column, of: cube.cells[indicator], along: orders[column], with: &kernel)
        }
    }

    /// Takes all figures of an indicator in one column, in place of what was said before, and computes the group.
    /// - Parameter figures: one a row; `nil` where nobody said anything.
    /// - Returns: the breaches in the columns the figures can be seen in.
    package mutating func take(
        _ figures: [Double?], of indicator: Int, in column: Int, with kernel: inout DistributionKernel
    ) -> [Breach] {
        cube.replace(indicator, column, with: figures)
        return recompute(indicator, column, with: &kernel)
    }

    private mutating func recompute(
        _ indicator: Int, _ column: Int, with kernel: inout DistributionKernel
    ) -> [Breach] {
        series[indicator].recompute(column: column, of: cube.cells[indicator], along: orders[column], with: &kernel)
        var found: [Breach] = []
        let columns = column..<min(column + reach, cube.years.count)
        for rule in watching[indicator] { append(rule, indicator, columns: columns, to: &found) }
        return found
    }

    @inline(__always)
    private func append(_ rule: Int, _ indicator: Int, columns: Range<Int>, to breaches: inout [Breach]) {
        scans[rule].eachBreach(in: series[indicator], columns: columns) { column, value in
            breaches.append(
                Breach(rule: Int32(rule), indicator: Int32(indicator), column: Int32(column), value: value))
        }
    }
}

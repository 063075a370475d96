import KlyftaModel

/// A measure of all municipalities in one period, where that is watched instead of the difference of two groups.
package struct Reading: Hashable, Sendable {
    /// What is measured.
    package let measure: DistributionMeasure
    /// Its number, turned so that of a gradient above 0 always means that the smaller municipalities are worse off; see
    /// ``Orientation``.
    package let value: Measured

    /// A measure's number and its unit as they are.
    init(_ measure: DistributionMeasure, _ raw: Measured, _ direction: Indicator.Direction) {
        self.measure = measure
        value = measure.orientation == .signed && direction == .lowerIsBetter ? raw.map { -$0 } : raw
    }
}

extension Gap {
    /// A measure of all municipalities; its sides are the means per inhabitant of the smallest and of the largest class.
    /// - Parameters:
    ///   - cells: the figures of the indicator, the period's in `column`.
    ///   - order: the municipalities of the period by size, on `scale`.
    init(
        of indicator: Indicator, in period: Period, _ measure: DistributionMeasure, _ cells: FigureCells, column: Int,
        along order: SizeOrder, on scale: SizeScale
    ) {
        var kernel = DistributionKernel(rows: order.rows.count, classes: scale.classes.count)
        let distribution =
            indicator.nature == .ordinal ? nil : kernel.distribution(of: cells, column: column, along: order)
        func side(_ place: Int) -> Side {
            let group = distribution == nil ? Distribution.ClassMean() : kernel.classes[place]
            return Side(
                label: scale.classes[place].description, n: group.count,
                of: order.starts[place + 1] - order.starts[place],
                value: group.count > 0 ? .finite(group.mean) : .undefined(.noValues))
        }
        let none: Undefined = indicator.nature == .ordinal ? .ordinal : .noValues
        self.init(
            indicator: indicator, period: period, low: side(0), high: side(scale.classes.count - 1),
            weight: measure.weight, membership: .current,
            reading: Reading(measure, distribution?.answer(measure) ?? .undefined(none), indicator.direction))
    }
}

/// The distributions of one indicator through time, a column each, with the means of their size classes.
///
/// The numbers of one measure lie side by side, not a number where it is undefined: whoever follows a measure through
/// time reads one short row of memory, and no comparison with an undefined number holds.
package struct DistributionSeries: Sendable {
    /// How many columns there are.
    package private(set) var columnCount: Int
    /// By place of the measure, then by column.
    private var numbers: [Double]
    /// The first and the last size class with a value of each column.
    private var ends: [(lowest: Int32, highest: Int32)]
    /// The means of all size classes, column by column.
    private var means: [Distribution.ClassMean]
    private let classCount: Int

    /// Computes all columns of an indicator.
    /// - Parameters:
    ///   - cells: as many columns as there are orders.
    ///   - orders: the municipalities by size, one order a column, on one scale.
    package init(of cells: FigureCells, along orders: [SizeOrder], with kernel: inout DistributionKernel) {
        columnCount = orders.count
        classCount = kernel.classes.count
        numbers = Array(repeating: .nan, count: DistributionMeasure.allCases.count * orders.count)
        ends = Array(repeating: (0, 0), count: orders.count)
        means = Array(repeating: Distribution.ClassMean(), count: orders.count * classCount)
        for (column, order) in orders.enumerated() {
            recompute(column: column, of: cells, along: order, with: &kernel)
        }
    }

    /// Computes one column again, or a new one behind the others.
    package mutating func recompute(
        column: Int, of cells: FigureCells, along order: SizeOrder, with kernel: inout DistributionKernel
    ) {
        if column == columnCount { addColumn() }
        let distribution = kernel.distribution(of: cells, column: column, along: order)
        write(distribution, to: column)
        for place in 0..<classCount {
            means[column * classCount + place] =
                distribution == nil ? Distribution.ClassMean() : kernel.classes[place]
        }
    }

    /// Stops sharing its memory with a copy.
    package mutating func own() {
        numbers.withUnsafeMutableBufferPointer { _ in }
        means.withUnsafeMutableBufferPointer { _ in }
        ends.withUnsafeMutableBufferPointer { _ in }
    }

    private mutating func addColumn() {
        let (old, new) = (columnCount, columnCount + 1)
        numbers = (0..<DistributionMeasure.allCases.count).flatMap { measure in
            numbers[(measure * old)..<((measure + 1) * old)] + [.nan]
        }
        ends.append((0, 0))
        means.append(contentsOf: repeatElement(Distribution.ClassMean(), count: classCount))
        columnCount = new
    }

    private mutating func write(_ distribution: Distribution?, to column: Int) {
        ends[column] = distribution.map { (Int32($0.lowestClass), Int32($0.highestClass)) } ?? (0, 0)
        numbers.withUnsafeMutableBufferPointer { numbers in
            for (place, measure) in DistributionMeasure.allCases.enumerated() {
                numbers[place * columnCount + column] = distribution?[measure] ?? .nan
            }
        }
    }

    /// The distribution of each column; `nil` where no municipality has a value.
    package var distributions: [Distribution?] { (0..<columnCount).map { self[$0] } }

    /// The distribution of a column; `nil` where no municipality has a value.
    package subscript(column: Int) -> Distribution? {
        guard !numbers[DistributionMeasure.count.place * columnCount + column].isNaN else { return nil }
        var distribution = Distribution()
        distribution.lowestClass = Int(ends[column].lowest)
        distribution.highestClass = Int(ends[column].highest)
        for (place, measure) in DistributionMeasure.allCases.enumerated() {
            let number = numbers[place * columnCount + column]
            distribution.set(measure, to: number.isNaN ? nil : number)
        }
        return distribution
    }

    /// The size classes of a column, all of the scale; a class without a value has a count of 0.
    package func classes(of column: Int) -> ArraySlice<Distribution.ClassMean> {
        means[(column * classCount)..<((column + 1) * classCount)]
    }

    /// A measure's numbers, one a column; not a number where it is undefined.
    @inline(__always)
    package func withNumbers<Answer>(
        ofPlace place: Int, _ body: (UnsafePointer<Double>) -> Answer
    ) -> Answer? {
        numbers.withUnsafeBufferPointer { numbers in numbers.baseAddress.map { body($0 + place * columnCount) } }
    }
}

extension DistributionSeries: Equatable {
    /// Whether two are the same bit for bit: an undefined number equals an undefined one, and 0 does not equal −0.
    package static func == (one: DistributionSeries, other: DistributionSeries) -> Bool {
        one.columnCount == other.columnCount && one.means == other.means
            && one.numbers.elementsEqual(other.numbers) { $0.bitPattern == $1.bitPattern }
            && one.ends.elementsEqual(other.ends) { $0 == $1 }
    }
}

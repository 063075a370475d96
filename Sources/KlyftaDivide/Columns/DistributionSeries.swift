/// The distributions of one indicator through time, a column each, with the means of their size classes.
package struct DistributionSeries: Sendable {
    /// The distribution of each column; one of nobody where no municipality has a value.
    private var all: [Distribution]
    /// The means of all size classes, column by column.
    private var means: [Distribution.ClassMean]
    private let classCount: Int

    /// Computes all columns of an indicator.
    /// - Parameters:
    ///   - cells: as many columns as there are orders.
    ///   - orders: the municipalities by size, one order a column, on one scale.
    package init(of cells: FigureCells, along orders: [SizeOrder], with kernel: inout DistributionKernel) {
        classCount = kernel.classes.count
        all = []
        all.reserveCapacity(orders.count)
        means = []
        means.reserveCapacity(orders.count * classCount)
        for (column, order) in orders.enumerated() {
            all.append(kernel.distribution(of: cells, column: column, along: order) ?? Distribution())
            appendMeans(of: kernel)
        }
    }

    /// Computes one column again, or a new one behind the others.
    package mutating func recompute(
        column: Int, of cells: FigureCells, along order: SizeOrder, with kernel: inout DistributionKernel
    ) {
        let distribution = kernel.distribution(of: cells, column: column, along: order)
        if column == all.count {
            all.append(distribution ?? Distribution())
            appendMeans(of: kernel)
        } else {
            all[column] = distribution ?? Distribution()
            for place in 0..<classCount {
                means[column * classCount + place] =
                    distribution == nil ? Distribution.ClassMean() : kernel.classes[place]
            }
        }
    }

    /// The distribution of each column; `nil` where no municipality has a value.
    package var distributions: [Distribution?] { all.map { $0.count > 0 ? $0 : nil } }

    /// The distribution of a column; `nil` where no municipality has a value.
    package subscript(column: Int) -> Distribution? { all[column].count > 0 ? all[column] : nil }

    /// The size classes of a column, all of the scale; a class without a value has a count of 0.
    package func classes(of column: Int) -> ArraySlice<Distribution.ClassMean> {
        means[(column * classCount)..<((column + 1) * classCount)]
    }

    /// A measure's number in a column; `nil` where it is undefined, or there is no such column.
    @inline(__always)
    package func number(_ measure: DistributionMeasure, in column: Int) -> Double? {
        guard all.indices.contains(column) else { return nil }
        // Where it lies: an element of an array would be copied first, all of it.
        return all.withUnsafeBufferPointer { rows in
            guard let row = rows.baseAddress, row[column].count > 0 else { return nil }
            return row[column][measure]
        }
    }

    /// How a measure's number differs from that of the column before; `nil` unless both are defined.
    @inline(__always)
    package func change(of measure: DistributionMeasure, in column: Int) -> Double? {
        guard let number = number(measure, in: column), let before = self.number(measure, in: column - 1)
        else { return nil }
        return number - before
    }

    private mutating func appendMeans(of kernel: borrowing DistributionKernel) {
        if all[all.count - 1].count == 0 {
            means.append(contentsOf: repeatElement(Distribution.ClassMean(), count: classCount))
        } else {
            means.append(contentsOf: kernel.classes)
        }
    }
}

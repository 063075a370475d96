/// Computes ``Distribution``s, one column of an indicator after another, in memory that it takes once.
///
/// A column is put into the order of sizes (which ``SizeOrder`` has sorted once for all indicators) while missing values
/// drop out, and sorted once by value; every measure reads one of these two orders. Sums are plain: of the few thousand
/// municipalities of a country they agree with the compensated ones of ``MicroSample`` to 1e-12.
///
/// The result depends on the column alone, not on what was computed before, and so not on how work was divided.
package struct DistributionKernel: ~Copyable {
    /// The size classes of the distribution computed last, all of the scale.
    package private(set) var classes: [Distribution.ClassMean]

    /// Values, inhabitants and inhabitants up to the middle of each municipality, from the smallest municipality.
    let values, weights, middles: UnsafeMutablePointer<Double>
    /// Values and inhabitants from the lowest value, and inhabitants up to and with each.
    let sortedValues, sortedWeights, reached: UnsafeMutablePointer<Double>
    let keys, spareKeys: UnsafeMutablePointer<UInt64>
    let counters: UnsafeMutablePointer<UInt32>
    private let columns: UnsafeMutablePointer<Double>
    private let capacity: Int
    /// Where each class begins among those with a value.
    private var starts: [Int]

    /// Takes memory for columns of up to `rows` municipalities in `classes` size classes.
    package init(rows: Int, classes: Int) {
        capacity = rows
        // Loops take four numbers at a time and may read behind the last one.
        let stride = (rows + 11) / 8 * 8
        columns = .allocate(capacity: 6 * stride)
        columns.initialize(repeating: 0, count: 6 * stride)
        (values, weights, middles) = (columns, columns + stride, columns + 2 * stride)
        (sortedValues, sortedWeights, reached) = (columns + 3 * stride, columns + 4 * stride, columns + 5 * stride)
        keys = .allocate(capacity: 2 * stride)
        keys.initialize(repeating: 0, count: 2 * stride)
        spareKeys = keys + stride
        counters = .allocate(capacity: 2 * Self.buckets)
        counters.initialize(repeating: 0, count: 2 * Self.buckets)
        self.classes = Array(repeating: Distribution.ClassMean(), count: classes)
        starts = Array(repeating: 0, count: classes + 1)
    }

    deinit {
        columns.deallocate()
        keys.deallocate()
        counters.deallocate()
    }

    /// The distribution of a column among the municipalities of an order by size.
    /// - Returns: `nil` if none of them has a value.
    package mutating func distribution(
        of cells: borrowing FigureCells, column: Int, along order: borrowing SizeOrder
    ) -> Distribution? {
        precondition(order.rows.count <= capacity && order.classCount == classes.count)
        let count = cells.withColumn(column) { gather($0, $1, order) } ?? 0
        guard count > 0 else { return nil }
        let totals = sumClasses()
        var result = Distribution()
        result.count = count
        result.inhabitants = totals.weight
        result.weightedMean = totals.weighted / totals.weight
        result.mean = totals.plain / Double(count)
        result.shareAtZero = Double(totals.zeros) / Double(count)
        result.weightedShareAtZero = totals.weightAtZero / totals.weight
        describeClasses(&result)
        describeSpread(&result, isShare: totals.lowest >= 0 && result.weightedMean > 0)
        sort(count, from: totals.lowest, to: totals.highest)
        describeOrder(&result)
        return result
    }

    /// Puts the values that are there into the order of sizes, with their inhabitants.
    private mutating func gather(
        _ column: UnsafePointer<Double>, _ states: UnsafePointer<UInt8>, _ order: borrowing SizeOrder
    ) -> Int {
        let (values, weights) = (values, weights)
        var count = 0
        order.rows.withUnsafeBufferPointer { rows in
            order.inhabitants.withUnsafeBufferPointer { inhabitants in
                for sizeClass in 0..<classes.count {
                    starts[sizeClass] = count
                    for place in order.starts[sizeClass]..<order.starts[sizeClass + 1] {
                        let row = Int(rows[place])
                        values[count] = column[row]
                        weights[count] = inhabitants[place]
                        count &+= Int(states[row] & FigureCells.State.value)
                    }
                }
            }
        }
        starts[classes.count] = count
        for behind in count..<(count + 4) { (values[behind], weights[behind], middles[behind]) = (0, 0, 0) }
        return count
    }

    struct Totals {
        var weight = 0.0
        var weighted = 0.0
        var plain = 0.0
        var zeros = 0
        var weightAtZero = 0.0
        var lowest = Double.infinity
        var highest = -Double.infinity
    }

    /// Sums up each class, and all of them.
    private mutating func sumClasses() -> Totals {
        var totals = Totals()
        for sizeClass in 0..<classes.count {
            let range = starts[sizeClass]..<starts[sizeClass + 1]
            let (weight, weighted) = sum(range, into: &totals)
            totals.weight += weight
            totals.weighted += weighted
            classes[sizeClass] = Distribution.ClassMean(
                count: range.count, inhabitants: weight, mean: range.isEmpty ? 0 : weighted / weight)
        }
        return totals
    }
}

extension DistributionKernel {
    /// What the classes' means say: their distance, and their slope over the mid-rank by size.
    fileprivate func describeClasses(_ result: inout Distribution) {
        let present = classes.indices.filter { classes[$0].count > 0 }
        guard let first = present.first, let last = present.last else { return }
        (result.lowestClass, result.highestClass) = (first, last)
        guard first != last else { return }
        let (low, high) = (classes[first].mean, classes[last].mean)
        result.difference = high - low
        result.ratio = low != 0 ? high / low : nil
        var (below, product, square) = (0.0, 0.0, 0.0)
        for place in present {
            let weight = classes[place].inhabitants
            let rank = (below + weight / 2) / result.inhabitants - 0.5
            product += weight * rank * (classes[place].mean - result.weightedMean)
            square += weight * rank * rank
            below += weight
        }
        result.classSlope = product / square
    }

    /// What is measured along the order by size, and around the mean.
    fileprivate mutating func describeSpread(_ result: inout Distribution, isShare: Bool) {
        rankBySize(result.count)
        let (mean, whole) = (result.weightedMean, result.inhabitants)
        let sums = isShare ? spread(result, logarithms: true) : spread(result, logarithms: false)
        if mean != 0 { result.variation = (sums.square / whole).squareRoot() / mean }
        if sums.rankSquare > 0, weights[0] != weights[result.count - 1] {
            result.slope = sums.product / sums.rankSquare
        }
        guard isShare else { return }
        result.concentration = 2 * sums.product / (whole * mean)
        var between = 0.0
        for group in classes where group.mean > 0 {
            between += group.inhabitants * group.mean / (whole * mean) * logarithmOfOne(group.mean / mean)
        }
        result.theil = sums.theil / whole
        result.theilBetween = between
        result.theilWithin = sums.theil / whole - between
    }

    private func logarithmOfOne(_ ratio: Double) -> Double { logarithm(SIMD4(repeating: ratio))[0] }

    /// What is measured along the order by value.
    fileprivate func describeOrder(_ result: inout Distribution) {
        let count = result.count
        result.lowest = sortedValues[0]
        result.highest = sortedValues[count - 1]
        let (lower, upper) = (sortedValues[(count - 1) / 2], sortedValues[count / 2])
        result.median = lower == upper ? lower : lower + (upper - lower) / 2
        let sum = accumulate(count)
        if result.theil != nil {
            let whole = result.inhabitants
            result.gini = 2 * sum / (whole * whole * result.weightedMean) - 1
        }
        result.decile1 = quantile(10, of: result)
        result.quartile1 = quantile(25, of: result)
        result.weightedMedian = quantile(50, of: result)
        result.quartile3 = quantile(75, of: result)
        result.decile9 = quantile(90, of: result)
    }

    /// The lowest value that `percent` of the inhabitants do not exceed; exact, because inhabitants are whole numbers.
    private func quantile(_ percent: Double, of result: Distribution) -> Double {
        let limit = percent * result.inhabitants
        var (low, high) = (0, result.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if 100 * reached[middle] >= limit { high = middle } else { low = middle + 1 }
        }
        return sortedValues[low]
    }
}

/// The loops over a column in the order of sizes, four municipalities at a time.
extension DistributionKernel {
    @inline(__always)
    private func four(_ column: UnsafeMutablePointer<Double>, _ place: Int) -> SIMD4<Double> {
        UnsafeRawPointer(column + place).loadUnaligned(as: SIMD4<Double>.self)
    }

    /// Sums of a stretch: its inhabitants, and its values times inhabitants; the others are added to the totals.
    func sum(_ range: Range<Int>, into totals: inout Totals) -> (weight: Double, weighted: Double) {
        var (weight, weighted) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        var (plain, atZero) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        var lowest = SIMD4(repeating: totals.lowest)
        var highest = SIMD4(repeating: totals.highest)
        var place = range.lowerBound
        while place + 4 <= range.upperBound {
            let (value, people) = (four(values, place), four(weights, place))
            weight += people
            weighted += people * value
            plain += value
            atZero += people.replacing(with: 0, where: value .!= 0)
            lowest.replace(with: value, where: value .< lowest)
            highest.replace(with: value, where: value .> highest)
            place += 4
        }
        totals.plain += plain.sum()
        totals.weightAtZero += atZero.sum()
        totals.lowest = lowest.min()
        totals.highest = highest.max()
        var sums = (weight: weight.sum(), weighted: weighted.sum())
        while place < range.upperBound {
            let (value, people) = (values[place], weights[place])
            sums.weight += people
            sums.weighted += people * value
            totals.plain += value
            if value == 0 { totals.weightAtZero += people }
            totals.lowest = min(totals.lowest, value)
            totals.highest = max(totals.highest, value)
            place += 1
        }
        // Everybody in the order has inhabitants, so that no zero hides; few columns have any.
        if totals.weightAtZero > 0 { totals.zeros += range.count { values[$0] == 0 } }
        return sums
    }

    /// For each municipality the inhabitants below it and half of its own; equally large ones share their middle.
    mutating func rankBySize(_ count: Int) {
        let (weights, middles) = (weights, middles)
        var (below, start) = (0.0, 0)
        while start < count {
            let weight = weights[start]
            var end = start + 1
            while end < count, weights[end] == weight { end += 1 }
            let together = weight * Double(end - start)
            for place in start..<end { middles[place] = below + together / 2 }
            below += together
            start = end
        }
    }

    struct Spread {
        /// Σ w(y − μ)².
        var square: Double
        /// Σ w(R − ½)(y − μ).
        var product: Double
        /// Σ w(R − ½)².
        var rankSquare: Double
        /// Σ w·r·ln r with r = y/μ.
        var theil: Double
    }

    /// The sums around the mean and the middle rank.
    @inline(__always)
    func spread(_ result: Distribution, logarithms: Bool) -> Spread {
        var (square, product) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        var (rankSquare, theil) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        let mean = SIMD4(repeating: result.weightedMean)
        let perMean = SIMD4(repeating: 1 / result.weightedMean)
        let perWhole = SIMD4(repeating: 1 / result.inhabitants)
        // Behind the last municipality there is no weight, so that whole fours may be taken.
        for place in stride(from: 0, to: result.count, by: 4) {
            let (value, people) = (four(values, place), four(weights, place))
            let distance = value - mean
            let rank = four(middles, place) * perWhole - 0.5
            let ranked = people * rank
            square += people * distance * distance
            product += ranked * distance
            rankSquare += ranked * rank
            if logarithms {
                // Of zero the logarithm is some finite number here, so that 0·ln 0 is 0.
                let relative = value * perMean
                theil += people * relative * logarithm(relative)
            }
        }
        return Spread(
            square: square.sum(), product: product.sum(), rankSquare: rankSquare.sum(), theil: theil.sum())
    }
}

import KlyftaModel

/// The municipalities that count under one weight, with what all measures share: shares, mean and mid-ranks.
///
/// `p = w / Σw` with `w = 1` (each municipality counts once) or `w =` inhabitants (each inhabitant does). The two
/// answer different questions and are never mixed in one series. Municipalities without weight are left out, also of
/// `n`.
///
/// Example: values 1, 2, 3, 4 with 100, 200, 300, 400 inhabitants have the shares ¼, ¼, ¼, ¼ and the mean 2.5 per
/// municipality, and 0.1, 0.2, 0.3, 0.4 and the mean 3 per inhabitant.
package struct MicroSample: Sendable {
    /// What counts once.
    package let weight: Weight
    /// The weighted mean of the values, μ, in the unit of the indicator.
    package let average: Double

    let values: [Double]
    let shares: [Double]
    let sizeClasses: [Int]
    let bounds: ClosedRange<Double>?
    let threshold: Double?
    /// From the lowest value to the highest.
    let valueOrder: [Int]
    /// F, and what those with higher values hold.
    let valueRanks: [Double]
    let heldAboveByValue: [Double]
    /// R, and what the larger municipalities hold.
    let sizeRanks: [Double]
    let heldAboveBySize: [Double]

    init(of table: MicroTable, per weight: Weight, multiplicities: [Double]? = nil) throws(Undefined) {
        let once = weight == .municipality ? table.values.map { _ in 1 } : table.populations
        let weights = multiplicities.map { zip(once, $0).map { $0 * $1 } } ?? once
        guard let largest = weights.max(), largest > 0 else { throw .noInhabitants }
        // Relative to the largest, because the sum of huge populations need not be a number.
        let total = CompensatedSum.of(weights.lazy.map { $0 / largest })
        let allShares = weights.map { $0 / largest / total }
        let kept = allShares.indices.filter { allShares[$0] > 0 }
        var places = [Int?](repeating: nil, count: allShares.count)
        for (place, row) in kept.enumerated() { places[row] = place }

        self.weight = weight
        bounds = table.bounds
        threshold = table.threshold
        values = kept.map { table.values[$0] }
        shares = kept.map { allShares[$0] }
        sizeClasses = kept.map { table.sizeClasses[$0] }
        valueOrder = table.valueOrder.compactMap { places[$0] }
        let byValue = MicroRanks(of: values, in: valueOrder, shares: shares, values: values)
        let bySize = MicroRanks(
            of: kept.map { table.populations[$0] }, in: table.populationOrder.compactMap { places[$0] },
            shares: shares, values: values)
        valueRanks = byValue.ranks
        heldAboveByValue = byValue.above
        sizeRanks = bySize.ranks
        heldAboveBySize = bySize.above
        // Of equal values the mean is that value to the last digit, so that no inequality is exactly zero.
        let lowest = values[valueOrder[0]]
        let held = CompensatedSum.of(shares.indices.lazy.map { [shares, values] in shares[$0] * values[$0] })
        average = lowest == values[valueOrder[valueOrder.count - 1]] ? lowest : held
    }

    /// `Σ p·term`.
    func weighted(_ term: (Int) -> Double) -> Double {
        var sum = CompensatedSum()
        for unit in shares.indices { sum.add(shares[unit] * term(unit)) }
        return sum.total
    }

    /// The value of a unit relative to the mean, r.
    func relative(_ unit: Int) -> Double { values[unit] / average }
}

extension MicroSample {
    /// The standard error from the influence of each unit, `se² = n/(n−1) · Σ p²ψ²`; none with fewer than two units.
    ///
    /// As if the municipalities were a simple random sample with replacement. The influence ψ says how the estimate
    /// moves when a unit gains weight, and has the mean 0.
    ///
    /// Example: the mean of 1, 2, 3, 4 has ψ = −1.5, −0.5, 0.5, 1.5 and the standard error √(4/3 · 5/16) = 0.645.
    func standardError(_ influence: (Int) -> Double) -> Double? {
        guard values.count > 1 else { return nil }
        let parts = shares.indices.map { shares[$0] * influence($0) }
        // Relative to the largest, because squares leave the range of a number long before their root does.
        let largest = parts.lazy.map(\.magnitude).max() ?? 0
        guard largest > 0 else { return 0 }
        guard largest.isFinite else { return nil }
        let squares = CompensatedSum.of(parts.lazy.map { ($0 / largest) * ($0 / largest) })
        let count = Double(values.count)
        return largest * (count / (count - 1) * squares).squareRoot()
    }
}

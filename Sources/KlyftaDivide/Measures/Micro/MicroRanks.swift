/// The place of each unit in an order: the share of the weight below it plus half of its own, between 0 and 1.
///
/// Units with the same key share the middle of their block, so that the order of the rows never shows.
struct MicroRanks {
    /// The mid-rank of each unit, F (by value) or R (by population).
    let ranks: [Double]
    /// U: what the units above hold, plus half of what those with the same key hold, `Σ p·y`.
    let above: [Double]

    init(of keys: [Double], in order: [Int], shares: [Double], values: [Double]) {
        var ranks = keys
        var above = keys
        let whole = CompensatedSum.of(shares)
        let total = CompensatedSum.of(shares.indices.lazy.map { shares[$0] * values[$0] })
        var weightBelow = CompensatedSum()
        var heldBelow = CompensatedSum()
        var start = 0
        while start < order.count {
            var end = start
            var weight = CompensatedSum()
            var held = CompensatedSum()
            while end < order.count, keys[order[end]] == keys[order[start]] {
                weight.add(shares[order[end]])
                held.add(shares[order[end]] * values[order[end]])
                end += 1
            }
            for unit in order[start..<end] {
                ranks[unit] = (weightBelow.total + weight.total / 2) / whole
                above[unit] = total - heldBelow.total - held.total / 2
            }
            weightBelow.add(weight.total)
            heldBelow.add(held.total)
            start = end
        }
        self.ranks = ranks
        self.above = above
    }
}

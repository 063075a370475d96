import KlyftaStatistics

/// How to read many p values at once. Of 300 rules tested at 5 %, 15 fire although nothing happened.
package enum MultipleTesting: String, Hashable, Sendable, CaseIterable {
    /// The expected share of false ones among those found is at most q: `min over j ≥ i of p₍ⱼ₎·m/j`. For independent
    /// and for positively dependent tests, as of rules that share municipalities. Reference: Benjamini and Hochberg
    /// 1995.
    case benjaminiHochberg
    /// The same for any dependence, times `Σ 1/i`. Reference: Benjamini and Yekutieli 2001.
    case benjaminiYekutieli
    /// The chance of a single false one is at most q: `max over j ≤ i of p₍ⱼ₎·(m − j + 1)`. Reference: Holm 1979.
    case holm
    /// The same, `p·m`: simpler, and never finds more than Holm's.
    case bonferroni

    /// The adjusted p values, in the order of those given; compare them with q.
    ///
    /// Shares between 0 and 1. Hand in the whole family, and no p of a census: such a p is 0 or 1 without a test. An
    /// empty family has no adjusted values.
    ///
    /// Example: 0.01, 0.02, 0.04 become 0.03, 0.03, 0.04 by Benjamini and Hochberg, 0.03, 0.04, 0.04 by Holm.
    /// - Throws: `.outside(.probability)` if one of them is no share.
    package func adjusted(_ p: [Double]) throws(Unanswerable) -> [Double] {
        guard p.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { throw .outside(.probability) }
        let order = p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
        let sorted = order.map { p[$0] }
        var result = [Double](repeating: 1, count: p.count)
        for (index, value) in zip(order, inOrder(sorted)) { result[index] = min(value, 1) }
        return result
    }

    /// Which of the p values stand at level q: those whose adjusted value is at most q.
    ///
    /// Example: of 0.01, 0.03, 0.04 all stand at 0.05 by Benjamini and Hochberg, only the first by Holm.
    /// - Throws: `.outside(.probability)` if one of them, or q, is no share.
    package func stand(_ p: [Double], at q: Double) throws(Unanswerable) -> [Bool] {
        guard q >= 0, q <= 1 else { throw .outside(.probability) }
        return try adjusted(p).map { $0 <= q }
    }

    /// The adjusted values of p values in ascending order.
    private func inOrder(_ p: [Double]) -> [Double] {
        let m = Double(p.count)
        switch self {
        case .benjaminiHochberg: return Self.stepUp(p, times: m)
        case .benjaminiYekutieli:
            let harmonic = CompensatedSum.of((0..<p.count).map { 1 / Double($0 + 1) })
            return Self.stepUp(p, times: m * harmonic)
        case .holm:
            var largest = 0.0
            return p.enumerated().map { place, value in
                largest = max(largest, value * (m - Double(place)))
                return largest
            }
        case .bonferroni: return p.map { $0 * m }
        }
    }

    private static func stepUp(_ p: [Double], times factor: Double) -> [Double] {
        var (smallest, result) = (1.0, p)
        for place in p.indices.reversed() {
            smallest = min(smallest, p[place] * factor / Double(place + 1))
            result[place] = smallest
        }
        return result
    }
}

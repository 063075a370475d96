import KlyftaDivide
import KlyftaStatistics
import RealModule

/// A municipality in a jackknife of the change vectors, and what it stands for.
struct Town: Sendable {
    let then: Double
    let now: Double
    let inhabitants: Double
}

/// Measures over the classes of a change vector, with the municipalities that a class's answers stand for as weights.
enum TownMeasure {
    typealias Towns = [(value: Double, rank: Double, weight: Double)]

    static func towns(_ strata: [Stratum<Town>], _ value: (Town) -> Double) -> Towns {
        let raw = strata.flatMap { stratum in
            stratum.units.map { (value($0), $0.inhabitants, stratum.weight) }
        }
        let total = raw.reduce(0) { $0 + $1.2 }
        return raw.map { ($0.0, $0.1, $0.2 / total) }
    }

    /// The change of a measure of one wave.
    static func change(_ strata: [Stratum<Town>], of measure: (Towns) -> Double) -> Measured {
        .finite(measure(towns(strata, \.now)) - measure(towns(strata, \.then)))
    }

    static func mean(_ towns: Towns) -> Double { towns.reduce(0) { $0 + $1.weight * $1.value } }

    /// The share that lies below each, ties halved.
    static func midRanks(_ towns: Towns, by key: (Towns.Element) -> Double) -> [Double] {
        let keys = towns.map(key)
        let order = keys.indices.sorted { keys[$0] < keys[$1] }
        var (ranks, below, start) = ([Double](repeating: 0, count: keys.count), 0.0, 0)
        while start < order.count {
            var end = start
            while end < order.count, keys[order[end]] == keys[order[start]] { end += 1 }
            let block = order[start..<end].reduce(0) { $0 + towns[$1].weight }
            for index in order[start..<end] { ranks[index] = below + block / 2 }
            (below, start) = (below + block, end)
        }
        return ranks
    }

    static func gini(_ towns: Towns) -> Double { concentration(towns, midRanks(towns, by: \.value)) }

    static func relativeConcentration(_ towns: Towns) -> Double { concentration(towns, midRanks(towns, by: \.rank)) }

    private static func concentration(_ towns: Towns, _ ranks: [Double]) -> Double {
        2 * zip(towns, ranks).reduce(0) { $0 + $1.0.weight * $1.0.value * $1.1 } / mean(towns) - 1
    }

    static func slopeIndex(_ towns: Towns) -> Double {
        let ranks = midRanks(towns, by: \.rank)
        let level = mean(towns)
        let product = zip(towns, ranks).reduce(0) { $0 + $1.0.weight * ($1.1 - 0.5) * ($1.0.value - level) }
        return product / zip(towns, ranks).reduce(0) { $0 + $1.0.weight * ($1.1 - 0.5) * ($1.1 - 0.5) }
    }

    static func theil(_ towns: Towns) -> Double {
        let level = mean(towns)
        return towns.reduce(0) { $0 + ($1.value > 0 ? $1.weight * $1.value / level * .log($1.value / level) : 0) }
    }

    /// The change of the difference, or of the log ratio, of two classes' means.
    static func gapChange(_ strata: [Stratum<Town>], high: Int, low: Int, asRatio: Bool) -> Measured {
        func lead(_ value: (Town) -> Double) -> Double? {
            func mean(_ index: Int) -> Double {
                strata[index].units.reduce(0) { $0 + value($1) } / Double(strata[index].units.count)
            }
            guard asRatio else { return mean(high) - mean(low) }
            return mean(high) > 0 && mean(low) > 0 ? .log(mean(high)) - .log(mean(low)) : nil
        }
        guard let now = lead(\.now), let then = lead(\.then) else { return .undefined(.ratioNotPositive) }
        return .finite(now - then)
    }
}

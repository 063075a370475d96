import KlyftaModel

/// What a release lacks that the one before it had, and that the office did not say it took back.
///
/// An indicator that is gone is not told again by its periods, nor a period by its municipalities.
public struct ReleaseLack: Hashable, Sendable {
    /// By indicator, clauses such as `office.fibre in 2024: SE-0114, SE-0115`.
    public let indicators: [IndicatorID: [String]]
    /// Clauses such as `the population of 2024-01-01: SE-0114`.
    public let population: [String]

    /// All clauses in order; empty if nothing is lacking.
    public var clauses: [String] { indicators.sorted { $0.key < $1.key }.flatMap(\.value) + population }

    /// Compares a release with the last one that was taken.
    public init(of release: Release, since last: Release) {
        let (now, before) = (ReleaseContents(of: release), ReleaseContents(of: last))
        var indicators: [IndicatorID: [String]] = [:]
        for (indicator, periods) in before.told {
            var lost: [(period: Period, units: [String], isWhole: Bool)] = []
            for (period, units) in periods {
                let there = now.told[indicator]?[period] ?? []
                let gone = units.subtracting(there).filter { unit in
                    !release.withdrawn.contains { $0.covers(indicator, period, unit) }
                }
                if !gone.isEmpty { lost.append((period, gone.sorted(), there.isEmpty && gone.count == units.count)) }
            }
            lost.sort { $0.period < $1.period }
            if lost.count == periods.count, lost.allSatisfy(\.isWhole), now.told[indicator] == nil {
                indicators[indicator] = ["\(indicator)"]
                continue
            }
            var clauses: [String] = []
            let whole = lost.filter(\.isWhole).map(\.period.description)
            if !whole.isEmpty { clauses.append("\(indicator): \(Self.some(whole))") }
            for part in lost where !part.isWhole {
                clauses.append("\(indicator) in \(part.period): \(Self.some(part.units))")
            }
            if !clauses.isEmpty { indicators[indicator] = clauses }
        }
        var population: [String] = []
        for (day, municipalities) in before.counted.sorted(by: { $0.key < $1.key }) {
            let gone = municipalities.subtracting(now.counted[day] ?? [])
            guard !gone.isEmpty else { continue }
            let all = gone.count == municipalities.count ? "" : ": \(Self.some(gone.sorted().map(\.description)))"
            population.append("the population of \(day)\(all)")
        }
        self.indicators = indicators
        self.population = population
    }

    /// The first few of many.
    static func some(_ words: [String], of most: Int = 6, by separator: String = ", ") -> String {
        let shown = words.prefix(most).joined(separator: separator)
        return words.count > most ? "\(shown) and \(words.count - most) more" : shown
    }
}

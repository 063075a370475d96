import KlyftaModel

/// Two periods in the units that both have in common, and the rolls that lead from the one to the other.
struct GapWaves {
    /// The rolls 2 to 7 of ``GapDecomposer``.
    let rolls: [GapRoll]
    /// How many units are in the matched panel of the compared classes.
    let matched: Int
    /// Municipalities with a figure, or in force, that are no unit of both periods.
    let redrawn: [Municipality]

    init(
        of indicator: Indicator, from then: Period, to now: Period, _ groups: GapDecomposer.Groups, in figures: Figures,
        _ units: [Country: CommonUnits]
    ) {
        let one = WaveByUnit(of: indicator, in: then, from: figures, common: units)
        let other = WaveByUnit(of: indicator, in: now, from: figures, common: units)
        func sizes(_ period: Period) -> [Municipality: Int] {
            let decisive: Period = if case .fixed(let base) = groups.membership { base } else { period }
            return WaveByUnit.sizes(in: decisive, of: indicator, from: figures, common: units)
        }
        let (before, after) = (sizes(then), sizes(now))
        let (earlier, later) = (one.answers, other.answers)
        let both = Set(earlier.keys).intersection(later.keys).filter { before[$0] != nil && after[$0] != nil }
        // One thing at a time: each roll says whose value, class and weight a unit has in it.
        func roll(
            _ names: some Sequence<Municipality>, value: [Municipality: TwoWaves.Answer],
            size: [Municipality: Int], weight: [Municipality: TwoWaves.Answer]
        ) -> GapRoll {
            let entries = names.sorted().compactMap { name -> GapRoll.Entry? in
                guard let value = value[name]?.value, let size = size[name], let weight = weight[name]?.inhabitants
                else { return nil }
                return groups.entry(name, size: size, inhabitants: weight, value: value)
            }
            return GapRoll(entries, indicator.direction)
        }
        rolls = [
            roll(earlier.keys, value: earlier, size: before, weight: earlier),
            roll(both, value: earlier, size: before, weight: earlier),
            roll(both, value: later, size: before, weight: earlier),
            roll(both, value: later, size: after, weight: earlier),
            roll(both, value: later, size: after, weight: later),
            roll(later.keys, value: later, size: after, weight: later),
        ]
        matched = rolls[1].entries.count
        redrawn = one.strangers.union(other.strangers).sorted()
    }
}

import KlyftaModel

/// Who stands in the two classes of a gap, with what value and what weight: all that the gap is made of.
struct GapRoll: Sendable {
    /// The members, in a stable order.
    let entries: [Entry]
    /// 1 where the class of smaller municipalities counts as a lead, −1 where it is what is led.
    let signOfLow: Double

    /// A municipality, or several that form one unit, on one side of the gap.
    struct Entry: Hashable, Sendable {
        /// Under which name its part in a change is told.
        let unit: Municipality
        /// Whether it is among the smaller ones.
        let isLow: Bool
        /// Its weight in the mean of its class: 1, or its inhabitants.
        let weight: Double
        /// Its value in the unit of the indicator.
        let value: Double
    }

    /// - Parameter direction: the gap is the lead of the large over the small, or the reverse where less is better.
    init(_ entries: [Entry], _ direction: Indicator.Direction) {
        self.entries = entries
        signOfLow = direction == .lowerIsBetter ? 1 : -1
    }

    /// The oriented difference of the class means; `nil` where a class has nobody that counts.
    var gap: Double? {
        guard let low = Side(entries.filter(\.isLow)), let high = Side(entries.filter { !$0.isLow }) else { return nil }
        let gap = signOfLow * (low.mean - high.mean)
        return gap.isFinite ? gap : nil
    }

    /// The weighted mean of some entries.
    struct Side {
        let weight: Double
        let mean: Double

        /// - Returns: `nil` where there is no weight.
        init?(_ entries: some Sequence<Entry>) {
            weight = CompensatedSum.of(entries.map(\.weight))
            guard weight > 0 else { return nil }
            mean = CompensatedSum.of(entries.map { $0.weight * $0.value }) / weight
            guard mean.isFinite else { return nil }
        }
    }
}

extension GapRoll {
    /// What each unit adds to the change of the gap from this roll to another; all together are that change.
    ///
    /// Per class, with `S` the entries that are the same in both rolls and `c` their mean:
    ///
    ///     m₁ − m₀ = Σ_new w(y − c)/W₁ − Σ_old w(y − c)/W₀
    ///
    /// over those that are not in `S`. Who came and who left are so held against those who stayed, and those who stayed
    /// have no part. Where nobody stayed as he was, `c` is the middle of the two means: any `c` gives the same sum.
    func influences(to later: GapRoll) -> [Municipality: Double] {
        var influences: [Municipality: CompensatedSum] = [:]
        for isLow in [true, false] {
            let (old, new) = (entries.filter { $0.isLow == isLow }, later.entries.filter { $0.isLow == isLow })
            guard let before = Side(old), let after = Side(new) else { continue }
            let (left, came, stayed) = Self.compare(old, new)
            let center = Side(stayed)?.mean ?? (before.mean + after.mean) / 2
            let sign = isLow ? signOfLow : -signOfLow
            for (moved, total, factor) in [(left, before.weight, -sign), (came, after.weight, sign)] {
                for entry in moved {
                    influences[entry.unit, default: CompensatedSum()].add(
                        factor * entry.weight * (entry.value - center) / total)
                }
            }
        }
        return influences.mapValues(\.total)
    }

    /// Entries that are in the one, in the other, and in both, each as often as it is there.
    private static func compare(_ old: [Entry], _ new: [Entry]) -> (left: [Entry], came: [Entry], stayed: [Entry]) {
        var counts: [Entry: Int] = [:]
        for entry in old { counts[entry, default: 0] += 1 }
        var (came, stayed): ([Entry], [Entry]) = ([], [])
        for entry in new {
            if let count = counts[entry], count > 0 {
                counts[entry] = count - 1
                stayed.append(entry)
            } else {
                came.append(entry)
            }
        }
        var left: [Entry] = []
        for entry in old where (counts[entry] ?? 0) > 0 {
            counts[entry] = (counts[entry] ?? 0) - 1
            left.append(entry)
        }
        return (left, came, stayed)
    }
}

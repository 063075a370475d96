import KlyftaModel

/// What the operator holds to be possible of an indicator. Beyond it, a figure is more likely an error than news.
public struct Plausibility: Hashable, Sendable {
    /// The smallest value there can be.
    public var least: Double?
    /// The largest.
    public var most: Double?
    /// By how much the mean of all units that have both values may move from one period to the next, or by a
    /// revision; in the indicator's unit.
    public var jump: Double?

    /// Bounds; what is left out has none.
    public init(least: Double? = nil, most: Double? = nil, jump: Double? = nil) {
        self.least = least
        self.most = most
        self.jump = jump
    }

    /// The same, and what the unit allows where nothing is said: a share of a hundred is from 0 to 100.
    func within(_ unit: Indicator.Unit) -> Plausibility {
        guard unit == .percent else { return self }
        return Plausibility(least: least ?? 0, most: most ?? 100, jump: jump)
    }

    /// What is not plausible about an indicator of a release; `nil` if nothing is.
    /// - Parameters:
    ///   - last: the release that stands; only what is new since then can have jumped.
    func objection(
        to indicator: Indicator, in values: [Period: [String: Double]], since last: [Period: [String: Double]]
    ) -> String? {
        let periods = values.keys.sorted()
        for period in periods {
            for (unit, value) in (values[period] ?? [:]).sorted(by: { $0.key < $1.key }) {
                if let least, value < least { return "\(value) for \(unit) in \(period) is below \(least)" }
                if let most, value > most { return "\(value) for \(unit) in \(period) is above \(most)" }
            }
        }
        guard let jump else { return nil }
        for (index, period) in periods.enumerated() {
            let now = values[period] ?? [:]
            if let before = last[period] {
                if let change = Self.change(from: before, to: now), change.magnitude > jump {
                    return "a revision moves the mean of \(period) by \(change.rounded(to: 2)), more than \(jump)"
                }
            } else if index > 0, indicator.firstBreak(after: periods[index - 1], through: period) == nil {
                let before = values[periods[index - 1]] ?? [:]
                if let change = Self.change(from: before, to: now), change.magnitude > jump {
                    return "from \(periods[index - 1]) to \(period) the mean moves by \(change.rounded(to: 2)), "
                        + "more than \(jump)"
                }
            }
        }
        return nil
    }

    /// How far the mean of the units that have both values moved; `nil` if none has.
    private static func change(from before: [String: Double], to now: [String: Double]) -> Double? {
        // In a fixed order, so that the same figures give the same sum.
        let both = now.keys.filter { before[$0] != nil }.sorted()
        guard !both.isEmpty else { return nil }
        return both.reduce(0) { $0 + ((now[$1] ?? 0) - (before[$1] ?? 0)) } / Double(both.count)
    }
}

extension Double {
    fileprivate func rounded(to places: Int) -> Double {
        let scale = places == 2 ? 100.0 : 1
        return (self * scale).rounded() / scale
    }
}

import KlyftaModel

/// Holds the waves of one question against one another. It keeps the panels it has built, since a baseline is asked for
/// again and again.
package struct WaveComparer {
    private let indicator: Indicator
    private let figures: Figures
    private let test: WideningTest
    private let classes: [SizeClass]
    private let weight: Weight
    private let membership: Membership
    private var panels: [PanelKey: Panel] = [:]
    private var divisions: CommonDivisions

    private struct PanelKey: Hashable {
        let period: Period
        let membership: Membership
    }

    /// - Returns: `nil` if the figures do not know the indicator, or if an office formed the groups: who answered what
    ///   is then not known.
    package init?(_ question: GapQuestion, by test: WideningTest, from figures: Figures) {
        guard let indicator = figures.indicators[question.indicator],
            case .sizeClasses(let low, let high, let weight, let membership) = question.groups
        else { return nil }
        self.indicator = indicator
        self.figures = figures
        divisions = CommonDivisions(of: figures)
        self.test = test
        self.weight = weight
        self.membership = membership
        classes = test.measure.comparesTwoClasses ? [low, high] : test.scale.classes
    }

    /// A wave held against a baseline.
    ///
    /// The classes are those of the baseline, or of the base period that the question fixes: growth across a limit would
    /// make changes by itself.
    package mutating func comparison(
        from then: Period, to now: Period
    ) -> Result<WaveComparison, GapChange.Obstacle> {
        guard indicator.direction != .neutral else { return .failure(.neutral) }
        if let obstacle = indicator.firstBreak(after: then, through: now) { return .failure(.seriesBreak(obstacle)) }
        let basis = basis(for: then)
        let waves = waves(from: then, to: now, basis)
        let current = WaveComparison.Levels(then: currentGap(in: then), now: currentGap(in: now))
        // Earlier waves are looked at only where they are needed, and with the panels already built.
        var shelf = self
        let result = Result { () throws(GapChange.Obstacle) in
            try WaveComparison(
                waves, by: test, per: weight,
                .init(currentClasses: current, volatility: { shelf.volatility(before: now, basis) }))
        }
        (panels, divisions) = (shelf.panels, shelf.divisions)
        return result
    }

    private func basis(for then: Period) -> Membership {
        if case .fixed = membership { membership } else { .fixed(then) }
    }

    private mutating func waves(from then: Period, to now: Period, _ basis: Membership) -> TwoWaves {
        let base: Period = if case .fixed(let base) = basis { base } else { then }
        let common = divisions.units(for: indicator.id, in: [base, then, now])
        return TwoWaves(
            of: indicator, from: then, to: now, basedOn: base, in: classes, from: figures, common: common)
    }

    private mutating func panel(in period: Period, _ membership: Membership) -> Panel {
        let key = PanelKey(period: period, membership: membership)
        if let panel = panels[key] { return panel }
        let panel = Panel(of: indicator, in: period, membership: membership, from: figures)
        panels[key] = panel
        return panel
    }

    /// The difference of the two classes as they are in the period.
    private mutating func currentGap(in period: Period) -> Measured {
        guard let low = classes.first, let high = classes.last else { return .undefined(.noValues) }
        return Gap(in: panel(in: period, .current), low: low, high: high, per: weight).difference
    }

    /// The median absolute change from wave to wave before a period, times 1.48; `nil` with fewer than five waves that
    /// can be compared. 1.48 makes of a median deviation the standard deviation of a normal distribution.
    private mutating func volatility(before now: Period, _ basis: Membership) -> Double? {
        let earlier = figures.periods(of: indicator.id).filter { $0 < now }
        guard earlier.count >= 5 else { return nil }
        let measure = WaveMeasure(measure: test.measure, weight: weight, indicator: indicator, cut: test.cut)
        var changes: [Double] = []
        for (one, next) in zip(earlier, earlier.dropFirst())
        where indicator.firstBreak(after: one, through: next) == nil {
            let estimates = WaveEstimates(
                waves: waves(from: one, to: next, basis), measure: measure, inference: test.inference)
            if let first = estimates.level(\.then).value, let second = estimates.level(\.now).value {
                changes.append((second - first).magnitude)
            }
        }
        guard changes.count >= 4 else { return nil }
        let sorted = changes.sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2 * 1.48
    }
}

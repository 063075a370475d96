import KlyftaModel

/// Tells why gaps of one question moved. It keeps the common units it has worked out.
///
/// The rolls that a gap is led through, and the cause of each step:
///
/// | roll | | cause |
/// |---|---|---|
/// | 0 | the earlier period as it was first known | |
/// | 1 | the same as it is known now | revision |
/// | 2 | the same in the units that both periods have in common | division |
/// | 3 | those of them who answered both times | who answered |
/// | 4 | the same with the values of the later period | real change |
/// | 5 | the same in the classes of the later period | class moves |
/// | 6 | the same with the weights of the later period | change of weights |
/// | 7 | all who answered in the later period | who answered |
/// | 8 | the later period as it is published | division |
///
/// Real change comes first of the three in the middle, in the classes and with the weights of the earlier period: it is
/// the change of the matched panel that a test of widening is about, and a class move can have no part in it.
package struct GapDecomposer {
    private let question: GapQuestion
    private let indicator: Indicator
    private let figures: Figures
    private let groups: Groups
    private var divisions: CommonDivisions

    /// The two classes and how they are formed and weighed.
    struct Groups {
        let low: SizeClass
        let high: SizeClass
        let weight: Weight
        let membership: Membership
    }

    /// - Returns: `nil` if the figures do not know the indicator, or if an office formed the groups: who is in them is
    ///   then not known.
    package init?(_ question: GapQuestion, in figures: Figures) {
        guard let indicator = figures.indicators[question.indicator],
            case .sizeClasses(let low, let high, let weight, let membership) = question.groups
        else { return nil }
        self.question = question
        self.indicator = indicator
        self.figures = figures
        groups = Groups(low: low, high: high, weight: weight, membership: membership)
        divisions = CommonDivisions(of: figures)
    }

    /// Why the gap moved from one period to a later one.
    /// - Parameters:
    ///   - now: may be the same period: then all of the change is the revision of it.
    ///   - old: the figures in which the earlier period was first known; without them nothing was revised.
    /// - Throws: ``GapChange/Obstacle`` if one of the gaps has no number, as those of ordinal indicators.
    package mutating func decomposition(
        from then: Period, to now: Period, firstKnownIn old: Figures? = nil
    ) throws(GapChange.Obstacle) -> GapDecomposition {
        let panels = [
            panel(in: then, of: old ?? figures), panel(in: then, of: figures), panel(in: now, of: figures),
        ]
        let gaps = panels.map { Gap(in: $0, low: groups.low, high: groups.high, per: groups.weight) }
        for (gap, period) in [(gaps[0], then), (gaps[2], now)] {
            if case .undefined(let reason) = gap.difference { throw .undefined(reason, in: period) }
        }
        let base: [Period] = if case .fixed(let base) = groups.membership { [base] } else { [] }
        let units = divisions.units(for: indicator.id, in: base + [then, now])
        let waves = GapWaves(of: indicator, from: then, to: now, groups, in: figures, units)
        let rolls =
            [roll(of: panels[0], units, old ?? figures), roll(of: panels[1], units, figures)] + waves.rolls
            + [roll(of: panels[2], units, figures)]
        return GapDecomposition(
            gaps, rolls, matched: waves.matched, redrawn: waves.redrawn,
            indicator.firstBreak(after: then, through: now))
    }

    private func panel(in period: Period, of figures: Figures) -> Panel {
        Panel(of: indicator, in: period, membership: groups.membership, from: figures)
    }

    /// The members of a panel under the names of their units.
    private func roll(of panel: Panel, _ units: [Country: CommonUnits], _ figures: Figures) -> GapRoll {
        var days: [Country: CalendarDay] = [:]
        for country in units.keys {
            days[country] = figures.populations.referenceDay(in: country, for: panel.period)
        }
        let entries = panel.members.compactMap { member -> GapRoll.Entry? in
            let country = member.municipality.country
            let unit = days[country].flatMap { units[country]?.unit(of: member.municipality, on: $0) }
            return groups.entry(
                unit ?? member.municipality, size: member.size, inhabitants: member.inhabitants, value: member.value)
        }
        return GapRoll(entries, indicator.direction)
    }
}

extension GapDecomposer.Groups {
    /// A unit in its class; `nil` if it belongs to neither.
    func entry(_ unit: Municipality, size: Int, inhabitants: Int, value: Double) -> GapRoll.Entry? {
        let isLow = low.contains(size)
        guard isLow || high.contains(size) else { return nil }
        return GapRoll.Entry(
            unit: unit, isLow: isLow, weight: weight == .municipality ? 1 : Double(inhabitants), value: value)
    }
}

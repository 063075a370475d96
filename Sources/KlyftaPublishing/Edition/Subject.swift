import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// All that an edition shows of one indicator.
package struct Subject: Sendable {
    /// What is measured.
    package let indicator: Indicator
    /// The gaps that are shown: those that rules watch, in their order; else that of the usual comparison. None where
    /// there are no two groups to compare.
    package let lines: [Line]
    /// The indicator by size class on the scale of every build, period by period; none for figures of an office's groups.
    package let profiles: [SizeProfile]
    /// The municipalities in the last period; `nil` for figures of an office's groups.
    package let panel: Panel?
    /// What the office published for groups.
    package let published: [PublishedFigure]
    /// The countries it has figures of.
    package let countries: [Country]

    /// All parts, each described at its property.
    package init(
        indicator: Indicator, lines: [Line], profiles: [SizeProfile], panel: Panel?, published: [PublishedFigure],
        countries: [Country]
    ) {
        self.indicator = indicator
        self.lines = lines
        self.profiles = profiles
        self.panel = panel
        self.published = published
        self.countries = countries
    }

    /// One gap through time.
    package struct Line: Sendable {
        /// The gap, period by period.
        package let series: GapSeries
        /// By period, the bounds between which the gap lies with 95 % confidence; none for a complete count, and where
        /// nobody said how many answered.
        package let intervals: [Period: ClosedRange<Double>]
        /// Where the rules that watch it stand.
        package let standings: [Standing]
        /// Why it moved from the last period but one to the last; `nil` where that cannot be told.
        package let change: GapDecomposition?

        /// All parts, each described at its property.
        package init(
            series: GapSeries, intervals: [Period: ClosedRange<Double>], standings: [Standing],
            change: GapDecomposition?
        ) {
            self.series = series
            self.intervals = intervals
            self.standings = standings
            self.change = change
        }
    }
}

extension Subject.Line {
    /// The gaps that have a number.
    package var defined: [Gap] { series.gaps.filter { $0.difference.value != nil } }

    /// What the gap is counted in: where a measure of all municipalities is watched, that of the measure.
    package var unit: Indicator.Unit {
        guard let measure = series.gaps.last?.reading?.measure else { return series.indicator.unit }
        return switch measure.unit {
        case .indicator: series.indicator.unit
        case .fraction: .any
        default: .count
        }
    }

    /// The level above which a rule speaks, where one watches the gap for a level.
    package var threshold: Double? {
        standings.first { $0.numbers?.condition == "level" }?.numbers?.threshold
    }
}

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
    /// The same by country, where several have figures of it or of an indicator that is declared comparable; else none.
    package let countries: [CountryProfiles]

    /// All parts, each described at its property.
    package init(
        indicator: Indicator, lines: [Line], profiles: [SizeProfile], panel: Panel?, published: [PublishedFigure],
        countries: [CountryProfiles]
    ) {
        self.indicator = indicator
        self.lines = lines
        self.profiles = profiles
        self.panel = panel
        self.published = published
        self.countries = countries
    }

    /// What one country has of a thing that several can be compared on.
    package struct CountryProfiles: Sendable {
        /// The country.
        package let country: Country
        /// Its indicator: another than that of the page, where the two share a concept.
        package let indicator: Indicator
        /// Its municipalities by size class, period by period.
        package let profiles: [SizeProfile]

        /// All parts, each described at its property.
        package init(country: Country, indicator: Indicator, profiles: [SizeProfile]) {
            self.country = country
            self.indicator = indicator
            self.profiles = profiles
        }
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
    package var threshold: Double? { limits.first { $0.since == nil }?.level }

    /// Whether everybody answered in a period, so that its interval has no width.
    package func isComplete(in period: Period) -> Bool {
        intervals[period].map { $0.upperBound - $0.lowerBound < 1e-9 } ?? false
    }

    /// The limits of the rules that watch it, each once.
    package var limits: [Limit] {
        var limits: [Limit] = []
        for limit in standings.compactMap({ $0.numbers.flatMap(Limit.init) }) where !limits.contains(limit) {
            limits.append(limit)
        }
        return limits
    }
}

/// Where a rule speaks, as a level of the gap.
package struct Limit: Hashable, Sendable {
    /// The level, in the unit of the gap.
    package let level: Double
    /// The baseline of a growth, from which on the level counts; `nil` for a level that always does.
    package let since: Period?

    /// The limit of a rule as its last verdict has it: its level, or the gap of its baseline and the growth that is too much.
    /// - Returns: `nil` where no level says whether the rule speaks: for a growth that has to be beyond chance, and for sides
    ///   that change places.
    package init?(_ numbers: AlertRecord.Numbers) {
        switch numbers.condition {
        case "level": (level, since) = (numbers.threshold, nil)
        case "widened":
            guard numbers.test == nil, let then = numbers.then, let gap = then.gap,
                let period = try? Period(then.period)
            else { return nil }
            (level, since) = (gap + numbers.threshold, period)
        default: return nil
        }
    }
}

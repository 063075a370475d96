import KlyftaModel

/// The common units of the divisions of some periods, each worked out once: baselines are asked for again and again.
struct CommonDivisions {
    private let figures: Figures
    private var known: [Key: CommonUnits] = [:]

    private struct Key: Hashable {
        let country: Country
        let days: [CalendarDay]
    }

    init(of figures: Figures) { self.figures = figures }

    /// The units of each country that an indicator has figures of; none for one where nobody was counted.
    mutating func units(for indicator: IndicatorID, in periods: [Period]) -> [Country: CommonUnits] {
        var common: [Country: CommonUnits] = [:]
        for country in figures.countries(of: indicator) { common[country] = units(of: country, in: periods) }
        return common
    }

    private mutating func units(of country: Country, in periods: [Period]) -> CommonUnits? {
        let days = Set(periods.compactMap { figures.populations.referenceDay(in: country, for: $0) }).sorted()
        guard let first = days.first else { return nil }
        let key = Key(country: country, days: days)
        if let units = known[key] { return units }
        let own = figures.boundaryChanges.filter { $0.predecessor.country == country }
        let units = CommonUnits(
            of: Set(figures.populations.inhabitants(in: country, on: first).keys), on: days, along: own)
        known[key] = units
        return units
    }
}

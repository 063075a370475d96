import KlyftaModel

/// How many inhabitants each municipality had on the days its office counted.
package struct PopulationRegister: Sendable {
    private var countries: [Country: [CalendarDay: [Municipality: Int]]] = [:]

    /// Two counts of one municipality on one day must not differ; the border refuses them before they come here.
    package init(_ populations: [Population]) {
        for population in populations {
            countries[population.municipality.country, default: [:]][population.day, default: [:]][
                population.municipality] = population.inhabitants
        }
    }

    /// The day that decides sizes and weights in a period: the last count on or before its last day, no older than
    /// a year. For SCB that is 31 December of the year, for SSB 1 January.
    package func referenceDay(in country: Country, for period: Period) -> CalendarDay? {
        let last = period.lastDay
        return countries[country]?.keys.filter { day in
            day <= last && (last.year, last.month, last.day) <= (day.year + 1, day.month, day.day)
        }.max()
    }

    /// Everybody counted on a day: the municipalities in force then.
    package func inhabitants(in country: Country, on day: CalendarDay) -> [Municipality: Int] {
        countries[country]?[day] ?? [:]
    }

    /// Everybody in force in a period, with the inhabitants of its reference day; empty if there is no such day.
    package func inhabitants(in country: Country, for period: Period) -> [Municipality: Int] {
        referenceDay(in: country, for: period).map { inhabitants(in: country, on: $0) } ?? [:]
    }
}

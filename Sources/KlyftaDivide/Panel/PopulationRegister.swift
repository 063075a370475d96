import KlyftaModel

/// How many inhabitants each municipality had on the days its office counted: a column of numbers a day.
package struct PopulationRegister: Sendable {
    /// The municipalities, by row.
    private let municipalities: Codes<Municipality>
    private var days: [Country: [(day: CalendarDay, column: Headcount)]] = [:]

    /// The inhabitants of a day, by row.
    package struct Headcount: Hashable, Sendable {
        /// Below zero where nobody was counted: whoever was has nobody or more.
        private var counts: [Int]

        init(rows: Int) { counts = Array(repeating: -1, count: rows) }

        /// The inhabitants of a row; `nil` if it was not counted.
        package fileprivate(set) subscript(row: Int) -> Int? {
            get { counts[row] < 0 ? nil : counts[row] }
            set { counts[row] = newValue ?? -1 }
        }
    }

    /// Two counts of one municipality on one day must not differ; the border refuses them before they come here.
    package init(_ populations: [Population]) {
        self.init(populations, rows: Codes(populations.lazy.map(\.municipality)))
    }

    /// The same, in rows that others have too; every municipality that was counted has one.
    init(_ populations: [Population], rows: Codes<Municipality>) {
        municipalities = rows
        var columns: [Country: [CalendarDay: Headcount]] = [:]
        for population in populations {
            guard let row = rows.number(of: population.municipality) else { continue }
            columns[population.municipality.country, default: [:]][
                population.day, default: Headcount(rows: rows.count)][row] = population.inhabitants
        }
        days = columns.mapValues { days in days.sorted { $0.key < $1.key }.map { (day: $0.key, column: $0.value) } }
    }

    /// The day that decides sizes and weights in a period: the last count on or before its last day, no older than
    /// a year. For SCB that is 31 December of the year, for SSB 1 January.
    package func referenceDay(in country: Country, for period: Period) -> CalendarDay? {
        reference(in: country, for: period)?.day
    }

    /// The inhabitants of the reference day, by row; `nil` if there is no such day.
    package func headcount(in country: Country, for period: Period) -> Headcount? {
        reference(in: country, for: period)?.column
    }

    /// Everybody counted on a day: the municipalities in force then.
    package func inhabitants(in country: Country, on day: CalendarDay) -> [Municipality: Int] {
        named(days[country]?.first { $0.day == day }?.column)
    }

    /// Everybody in force in a period, with the inhabitants of its reference day; empty if there is no such day.
    package func inhabitants(in country: Country, for period: Period) -> [Municipality: Int] {
        named(headcount(in: country, for: period))
    }

    private func reference(in country: Country, for period: Period) -> (day: CalendarDay, column: Headcount)? {
        let last = period.lastDay
        return days[country]?.last { day, _ in
            day <= last && (last.year, last.month, last.day) <= (day.year + 1, day.month, day.day)
        }
    }

    private func named(_ column: Headcount?) -> [Municipality: Int] {
        guard let column else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: municipalities.all.enumerated().compactMap { row, municipality in
                column[row].map { (municipality, $0) }
            })
    }
}

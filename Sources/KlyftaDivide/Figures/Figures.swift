import KlyftaModel

/// All that is known at one moment: what every module delivered, ready to be asked.
package struct Figures: Sendable {
    /// The indicators by name.
    package let indicators: [IndicatorID: Indicator]
    /// Who had how many inhabitants when.
    package let populations: PopulationRegister
    /// What offices published for groups, by indicator.
    package let published: [IndicatorID: [PublishedFigure]]
    /// What municipalities are called now.
    package let names: [Municipality: String]
    /// How the division into municipalities changed.
    package let boundaryChanges: [BoundaryChange]

    /// All municipalities, in order; what is known of one lies in its row of every column.
    package let municipalities: Codes<Municipality>

    let series: [IndicatorID: Series]
    private let identity = Identity()

    /// Copies have the same one.
    private final class Identity: Sendable {}

    /// Whether these are those figures themselves, put in order once: then nothing has to be compared. Others may say the
    /// same all the same.
    package func isIdentical(to other: Figures) -> Bool { identity === other.identity }

    /// An indicator through time: its periods in order, a column each.
    struct Series {
        var periods: [Period] = []
        var cells = FigureCells(rows: 0, columns: 0)
        var countries: Set<Country> = []
    }

    /// Puts what the modules delivered in order.
    ///
    /// Each municipality has at most one observation of an indicator in a period and one population on a day;
    /// the border refuses anything else before it comes here.
    package init(
        indicators: [Indicator], observations: [Observation], populations: [Population],
        published: [PublishedFigure] = [], names: [MunicipalityName] = [], boundaryChanges: [BoundaryChange] = []
    ) {
        self.init(
            indicators: indicators, sheets: [ObservationSheets(observations)], populations: populations,
            published: published, names: names, boundaryChanges: boundaryChanges)
    }

    /// Puts what the modules delivered in order, the observations on sheets already: no value is looked at one by one
    /// before it lies in its column.
    ///
    /// Each indicator is on the sheets of one module only, once a period.
    package init(
        indicators: [Indicator], sheets: [ObservationSheets], populations: [Population],
        published: [PublishedFigure] = [], names: [MunicipalityName] = [], boundaryChanges: [BoundaryChange] = []
    ) {
        self.boundaryChanges = boundaryChanges
        self.indicators = Dictionary(indicators.map { ($0.id, $0) }) { first, _ in first }
        let known = sheets.reduce(into: Set(populations.lazy.map(\.municipality))) { $0.formUnion($1.municipalities) }
        municipalities = Codes(known.sorted())
        self.populations = PopulationRegister(populations, rows: municipalities)
        self.published = Dictionary(grouping: published, by: \.indicator)
        self.names = Dictionary(
            names.sorted { ($0.from?.description ?? "") < ($1.from?.description ?? "") }
                .map { ($0.municipality, $0.name) }
        ) { _, newest in newest }
        series = Self.series(on: sheets, rows: municipalities)
    }

    /// Puts what the sources delivered together.
    package init(_ parts: [FigurePart]) {
        self.init(
            indicators: parts.flatMap(\.indicators), sheets: parts.map(\.sheets),
            populations: parts.flatMap(\.populations), published: parts.flatMap(\.published),
            names: parts.flatMap(\.names), boundaryChanges: parts.flatMap(\.boundaryChanges))
    }

    private static func series(on all: [ObservationSheets], rows: Codes<Municipality>) -> [IndicatorID: Series] {
        var series: [IndicatorID: Series] = [:]
        for sheets in all {
            let places = sheets.rosters.map { roster in roster.map { rows.number(of: $0) ?? -1 } }
            let countries = sheets.countries
            var rest = sheets.sheets[...]
            while let first = rest.first {
                let own = rest.prefix { $0.indicator == first.indicator }
                var columns = Series(
                    periods: own.map(\.period), cells: FigureCells(rows: rows.count, columns: own.count))
                for (column, sheet) in own.enumerated() {
                    columns.cells.lay(sheet, column, at: places[sheet.roster])
                    for (country, rows) in countries[sheet.roster]
                    where sheet.states[rows].contains(where: { $0 != OutcomeState.nothing }) {
                        columns.countries.insert(country)
                    }
                }
                series[first.indicator] = columns
                rest = rest.dropFirst(own.count)
            }
        }
        return series
    }

    /// The periods in which an indicator has observations by municipality, in order.
    package func periods(of indicator: IndicatorID) -> [Period] {
        series[indicator]?.periods ?? []
    }

    /// The observations of an indicator in a period, by row; `nil` if there are none, and for a row without one.
    func outcomes(of indicator: IndicatorID, in period: Period) -> ((_ row: Int) -> Outcome?)? {
        guard let series = series[indicator], let column = series.periods.firstIndex(of: period) else { return nil }
        let cells = series.cells
        return { cells[$0, column] }
    }

    /// The table of an indicator and the column of a period in it; `nil` if there is none.
    func cells(of indicator: IndicatorID, in period: Period) -> (cells: FigureCells, column: Int)? {
        guard let series = series[indicator], let column = series.periods.firstIndex(of: period) else { return nil }
        return (series.cells, column)
    }

    /// The inhabitants that count in a period, by row, in the countries an indicator has observations of.
    func inhabitants(of indicator: IndicatorID, in period: Period) -> [Int?] {
        var all = [Int?](repeating: nil, count: municipalities.count)
        for country in countries(of: indicator) {
            guard let counts = populations.headcount(in: country, for: period) else { continue }
            for row in rows(of: country) { all[row] = counts[row] }
        }
        return all
    }

    /// The countries an indicator has observations of.
    package func countries(of indicator: IndicatorID) -> Set<Country> {
        series[indicator]?.countries ?? []
    }

    /// The rows of a country.
    func rows(of country: Country) -> Range<Int> {
        // Municipalities are in order of their country.
        let first = municipalities.all.firstIndex { $0.country == country } ?? 0
        let last = municipalities.all.lastIndex { $0.country == country } ?? -1
        return first..<(last + 1)
    }
}

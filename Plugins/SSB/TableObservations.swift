import KlyftaModel
import KlyftaSources

/// The figures of an operator's table: those of the municipalities in force in each period, each with a value or a reason.
struct TableObservations {
    private let indicator: Indicator
    private let wish: TableWish
    private let selection: TableSelection
    private let figures: TableFigures
    private let division: Division

    init(
        of indicator: Indicator, _ wish: TableWish, _ selection: TableSelection, _ figures: TableFigures,
        _ division: Division
    ) {
        self.indicator = indicator
        self.wish = wish
        (self.selection, self.figures, self.division) = (selection, figures, division)
    }

    /// All of them.
    /// - Throws: ``SourceFault`` if a municipality is missing, or the newest period is what SSB shows before it publishes.
    func all() throws -> [Observation] {
        let observations = try selection.periods.flatMap(observations(in:))
        let newest = selection.newest
        let values = observations.filter { $0.period == newest.period }.map(\.outcome.value)
        guard values.contains(where: { $0 != nil && $0 != 0 }) else {
            throw fault(
                newest.code, "no municipality has anything but 0 or a dot",
                "The last figures stand. SSB shows zeros and dots before it publishes: try again after 08:15 in Oslo. "
                    + "If SSB has ended these figures, take them out of 'tables'.", .suspect)
        }
        return observations
    }

    private func observations(in period: (code: String, period: Period)) throws -> [Observation] {
        let inForce = division.inForce(on: period.period.lastDay).sorted()
        let missing = inForce.filter { figures[$0, period.code] == nil }
        guard missing.isEmpty else {
            throw fault(
                period.code,
                "\(missing.count) of \(inForce.count) municipalities are not in '\(selection.region.code)' "
                    + "(\(LiveReading.some(missing)))",
                "Choose a table with every municipality, or leave years out with 'since:'.", .partial)
        }
        return try inForce.compactMap { code in
            try figures[code, period.code].map { cell in
                Observation(indicator.id, try Municipality(.norway, code), period.period, cell.outcome)
            }
        }
    }

    private func fault(_ period: String, _ problem: String, _ remedy: String, _ kind: SourceFault.Kind) -> SourceFault {
        SourceFault(at: "table \(wish.table), \(period)", problem, remedy: remedy, kind: kind)
    }
}

import KlyftaModel
import KlyftaSources

/// The figures of an operator's table that SSB publishes for groups, such as sectors: each under SSB's own label.
struct TablePublished {
    private let indicator: Indicator
    private let wish: TableWish
    private let selection: TableSelection
    private let figures: TableFigures

    init(of indicator: Indicator, _ wish: TableWish, _ selection: TableSelection, _ figures: TableFigures) {
        self.indicator = indicator
        self.wish = wish
        (self.selection, self.figures) = (selection, figures)
    }

    /// All of them; a cell that is merely missing is none.
    /// - Throws: ``SourceFault`` if the newest period is what SSB shows before it publishes.
    func all() throws(SourceFault) -> [PublishedFigure] {
        let published = selection.periods.flatMap { period in
            selection.region.categories.compactMap { figure($0, in: period) }
        }
        let newest = selection.newest
        guard published.contains(where: { $0.period == newest.period && $0.value.map { $0 != 0 } ?? false }) else {
            throw SourceFault(
                at: "table \(wish.table), \(newest.code)", "no group has anything but 0 or a dot",
                remedy:
                    "The last figures stand. SSB shows zeros and dots before it publishes: try again after 08:15 in "
                    + "Oslo. If SSB has ended these figures, take them out of 'tables'.", kind: .suspect)
        }
        return published
    }

    private func figure(_ group: StatCube.Category, in period: (code: String, period: Period)) -> PublishedFigure? {
        guard let cell = figures[group.code, period.code], cell.outcome != .absent(.missing) else { return nil }
        let label = group.label.isEmpty ? group.code : group.label
        let words =
            switch cell.outcome {
            case .value(let value): "\(label): \(value)"
            case .absent(let absence): "\(label): \(absence.rawValue)"
            }
        // No stamp: a table that is published again with the same figures has the same figures.
        return PublishedFigure(
            id: "\(indicator.id).\(period.code).\(group.code)", indicator: indicator.id, period: period.period,
            group: PublishedGroup(wish.groupKind, label), value: cell.value, words: words, n: nil, of: nil,
            denominator: selection.title, source: "Statistisk sentralbyrå, tabell \(wish.table)")
    }
}

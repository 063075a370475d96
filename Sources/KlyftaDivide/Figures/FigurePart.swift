import KlyftaModel

/// What one source delivered: what ``Figures`` are put together from.
///
/// A source delivers all of its figures each time. Whoever keeps the parts reads one of them anew when its source has
/// delivered, and none of the others.
package struct FigurePart: Sendable {
    let indicators: [Indicator]
    let sheets: ObservationSheets
    let populations: [Population]
    let published: [PublishedFigure]
    let names: [MunicipalityName]
    let boundaryChanges: [BoundaryChange]

    /// Each municipality has at most one observation of an indicator in a period and one population on a day;
    /// the border refuses anything else before it comes here.
    package init(
        indicators: [Indicator], sheets: ObservationSheets, populations: [Population],
        published: [PublishedFigure] = [], names: [MunicipalityName] = [], boundaryChanges: [BoundaryChange] = []
    ) {
        self.indicators = indicators
        self.sheets = sheets
        self.populations = populations
        self.published = published
        self.names = names
        self.boundaryChanges = boundaryChanges
    }

    /// About how many bytes it takes in memory, and its columns once more in the figures.
    package var byteCount: Int {
        sheets.sheets.reduce(0) { $0 + 2 * $1.states.count * (MemoryLayout<Double>.stride + 1) }
            + populations.count * MemoryLayout<Population>.stride
            + published.count * MemoryLayout<PublishedFigure>.stride
            + names.count * MemoryLayout<MunicipalityName>.stride
    }
}

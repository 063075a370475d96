import KlyftaModel
import KlyftaSources

extension Store {
    /// The release in which a period of an indicator was first known by municipality: what later releases revised.
    ///
    /// A vintage that came back is read once.
    /// - Returns: `nil` if no release of the source has a value of the indicator in that period.
    /// - Throws: ``StoreFault``.
    package func firstRelease(
        of source: SourceID, with indicator: IndicatorID, in period: Period
    ) throws(StoreFault) -> Release? {
        var seen: Set<Vintage> = []
        for adoption in try vintages(of: source) where seen.insert(adoption.vintage).inserted {
            guard let release = try release(of: source, adoption.vintage) else { continue }
            let isKnown = release.observations.contains { figure in
                figure.indicator == indicator && figure.period == period && figure.outcome.value != nil
            }
            if isKnown { return release }
        }
        return nil
    }
}

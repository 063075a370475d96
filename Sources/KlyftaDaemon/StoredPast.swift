import KlyftaDivide
import KlyftaModel
import KlyftaSources
import KlyftaStore

/// The figures that a store keeps of the past, for one round: a vintage is read once, and only when an event asks for it.
///
/// A past that cannot be read costs the letter a cause and stops no alert.
final class StoredPast: EarlierFigures {
    private let store: Store
    private var adoptions: [SourceID: [Vintage]] = [:]
    private var vintages: [Vintage: Figures] = [:]

    init(_ store: Store) {
        self.store = store
    }

    func firstKnown(_ indicator: IndicatorID, in period: Period) -> Figures? {
        guard let source = try? SourceID(indicator.module) else { return nil }
        let order = order(of: source)
        for vintage in order where vintage != order.last {
            guard let figures = figures(vintage, of: source) else { continue }
            if figures.periods(of: indicator).contains(period) { return figures }
        }
        return nil
    }

    func figures(of indicator: IndicatorID, in vintage: String) -> Figures? {
        guard let source = try? SourceID(indicator.module), let vintage = try? Vintage(vintage) else { return nil }
        return figures(vintage, of: source)
    }

    /// The vintages that stood one after another, each once where it stood first; with one there is no past.
    private func order(of source: SourceID) -> [Vintage] {
        if let known = adoptions[source] { return known }
        var seen: Set<Vintage> = []
        let all = (try? store.vintages(of: source)) ?? []
        let order = all.map(\.vintage).filter { seen.insert($0).inserted }
        adoptions[source] = order.count > 1 ? order : []
        return adoptions[source] ?? []
    }

    private func figures(_ vintage: Vintage, of source: SourceID) -> Figures? {
        if let known = vintages[vintage] { return known }
        let figures = ((try? store.release(of: source, vintage)) ?? nil).map { Figures([$0]) }
        vintages[vintage] = figures
        return figures
    }
}

import KlyftaModel

extension GapQuestion {
    /// The comparison where nobody names another: the smallest and the largest class of Klyfta's own scale, or of the
    /// groups that an office set side by side.
    /// - Returns: `nil` if an office published no two groups, or more than two that have no order.
    package static func usual(of indicator: IndicatorID, in figures: Figures) -> GapQuestion? {
        guard figures.periods(of: indicator).isEmpty else {
            let classes = SizeScale.standard.classes
            return GapQuestion(
                indicator,
                .sizeClasses(low: classes[0], high: classes[classes.count - 1], .municipality, .current))
        }
        return publishedPair(of: indicator, in: figures).map { GapQuestion(indicator, $0) }
    }

    /// The smallest and the largest of the groups of one kind that an office set side by side; `nil` if there are no two.
    package static func publishedPair(of indicator: IndicatorID, in figures: Figures) -> Groups? {
        let published = figures.published[indicator] ?? []
        for kind in [PublishedGroup.Kind.size, .sector] {
            let labels = published.filter { $0.group.kind == kind }.map(\.group)
            if kind == .sector, Set(labels.map(\.label)).count > 2 { continue }
            let ordered = labels.sorted { ($0.from ?? 0, $0.label) < ($1.from ?? 0, $1.label) }.map(\.label)
            if let low = ordered.first, let high = ordered.last, low != high { return .published(low: low, high: high) }
        }
        return nil
    }
}

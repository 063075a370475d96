import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// Figures as they were: what a revision is told from.
package protocol EarlierFigures {
    /// The figures in which a period of an indicator was first known; `nil` if they are those that stand.
    func firstKnown(_ indicator: IndicatorID, in period: Period) -> Figures?

    /// The figures of a vintage, by its digest, of the module of an indicator; `nil` if it is not known.
    func figures(of indicator: IndicatorID, in vintage: String) -> Figures?
}

/// Nothing is known of how figures were.
package struct NoEarlierFigures: EarlierFigures {
    package init() {}
    package func firstKnown(_ indicator: IndicatorID, in period: Period) -> Figures? { nil }
    package func figures(of indicator: IndicatorID, in vintage: String) -> Figures? { nil }
}

extension AlertEvent {
    /// The same with why the gap moved, what of it was revised, and whose doing it is, where the figures can tell.
    ///
    /// An office's own groups have no municipalities to name, and a pinned gap is nobody's figures any more.
    func explained(by figures: Figures, _ earlier: some EarlierFigures, along series: GapSeries?) -> AlertEvent {
        guard isAnnounced, let alert, var decomposer = GapDecomposer(alert.rule.question, in: figures) else {
            return self
        }
        var told = reason == .revision ? revisions(of: alert, earlier, &decomposer) : []
        if kind == .fired || kind == .amended {
            told += movement(of: alert, earlier, along: series, &decomposer).map { [$0] } ?? []
        }
        guard !told.isEmpty else { return self }
        func sentence(_ language: Language) -> String {
            told.map { ChangeExplanation(of: $0, names: figures.names, in: language).sentence }.joined(separator: " ")
        }
        var explained = self
        explained.reasons = LocalizedText(
            sv: sentence(.swedish), nb: sentence(.norwegian), en: sentence(.english))
        return explained
    }

    /// Why the gap moved since the period it is held against. An alert on a level has none; what moved it since the period
    /// before is what people ask then.
    private func movement(
        of alert: Alert, _ earlier: some EarlierFigures, along series: GapSeries?, _ decomposer: inout GapDecomposer
    ) -> GapDecomposition? {
        guard alert.finding.change?.then.isPinned != true,
            let then = alert.finding.baseline ?? series?.lastDefined(before: alert.period)?.period
        else { return nil }
        let old = earlier.firstKnown(alert.indicator.id, in: then)
        return try? decomposer.decomposition(from: then, to: alert.period, firstKnownIn: old)
    }

    /// What the office revised since it was told: of the period the alert is about, and of the one it is held against.
    private func revisions(
        of alert: Alert, _ earlier: some EarlierFigures, _ decomposer: inout GapDecomposer
    ) -> [GapDecomposition] {
        guard let vintage = was?.vintage, let old = earlier.figures(of: alert.indicator.id, in: vintage) else {
            return []
        }
        return ([alert.finding.baseline].compactMap(\.self) + [alert.period]).compactMap { period in
            let revision = try? decomposer.decomposition(from: period, to: period, firstKnownIn: old)
            return revision.flatMap { $0.change.magnitude > GapChange.slack ? $0 : nil }
        }
    }
}

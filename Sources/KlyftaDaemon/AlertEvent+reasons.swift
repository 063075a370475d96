import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

extension AlertEvent {
    /// The same with why the gap moved, and whose doing it is, where the figures can tell.
    ///
    /// An alert on a level has no baseline; what moved the gap since the period before is what people ask then. An office's
    /// own groups have no municipalities to name, and a pinned gap is nobody's figures any more.
    func explained(by figures: Figures, along series: GapSeries?) -> AlertEvent {
        guard isAnnounced, kind == .fired || kind == .amended, let alert,
            alert.finding.change?.then.isPinned != true,
            let then = alert.finding.baseline ?? series?.lastDefined(before: alert.period)?.period,
            var decomposer = GapDecomposer(alert.rule.question, in: figures),
            let decomposition = try? decomposer.decomposition(from: then, to: alert.period)
        else { return self }
        func sentence(_ language: Language) -> String {
            ChangeExplanation(of: decomposition, names: figures.names, in: language).sentence
        }
        var explained = self
        explained.reasons = LocalizedText(
            sv: sentence(.swedish), nb: sentence(.norwegian), en: sentence(.english))
        return explained
    }
}

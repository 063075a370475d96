import KlyftaModel

extension Release {
    /// This release with some indicators as another one has them: their declarations, their figures, and what of them
    /// was taken back. What the other does not have is left out.
    /// - Parameter last: the other; `nil` if there is none.
    package func keeping(_ indicators: Set<IndicatorID>, of last: Release?) -> Release {
        var kept = self
        kept.refused = []
        kept.indicators.removeAll { indicators.contains($0.id) }
        kept.observations.removeAll { indicators.contains($0.indicator) }
        kept.published.removeAll { indicators.contains($0.indicator) }
        kept.withdrawn.removeAll { indicators.contains($0.indicator) }
        guard let last else { return kept }
        kept.indicators += last.indicators.filter { indicators.contains($0.id) }
        kept.observations += last.observations.filter { indicators.contains($0.indicator) }
        kept.published += last.published.filter { indicators.contains($0.indicator) }
        kept.withdrawn += last.withdrawn.filter { indicators.contains($0.indicator) }
        return kept
    }
}

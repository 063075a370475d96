import KlyftaModel

/// The answers of the last time, with the figures they were computed from: what rests on the same figures is not computed
/// again.
///
/// A gap that is kept is the gap that would be computed, bit for bit: it is a function of the indicator, of its figures
/// in the period, and of the inhabitants that decide weights and classes, and all of them are compared.
package struct GapShelf: Sendable {
    private var figures: Figures?
    private var kept: [GapQuestion: GapSeries] = [:]
    /// How many gaps were computed the last time, and how many were kept.
    package private(set) var computed = 0
    package private(set) var reused = 0
    /// The questions whose answers are, every one of them, those of the time before.
    package private(set) var unchanged: Set<GapQuestion> = []

    /// Nothing is known yet.
    package init() {}

    /// Answers questions from figures; one whose indicator they do not know has no answer.
    package mutating func answer(_ questions: [GapQuestion], from now: Figures) -> [GapQuestion: GapSeries] {
        var comparison = figures.map { FigureComparison($0, now) }
        (computed, reused, unchanged) = (0, 0, [])
        var answers: [GapQuestion: GapSeries] = [:]
        // Questions of one indicator follow one another, so that they share its panels and no others are kept.
        for (id, group) in Dictionary(grouping: Set(questions), by: \.indicator) {
            guard let indicator = now.indicators[id] else { continue }
            var panels = PanelBuilder(of: indicator, from: now)
            for question in group {
                answers[question] = answer(question, indicator, now, &panels, &comparison)
            }
        }
        (figures, kept) = (now, answers)
        return answers
    }

    private mutating func answer(
        _ question: GapQuestion, _ indicator: Indicator, _ now: Figures, _ panels: inout PanelBuilder,
        _ comparison: inout FigureComparison?
    ) -> GapSeries {
        let before = kept[question].flatMap { $0.indicator == indicator ? $0 : nil }
        guard case .sizeClasses(let low, let high, let weight, let membership) = question.groups else {
            let series = GapSeries(published: question, indicator, from: now)
            if before?.gaps == series.gaps { unchanged.insert(question) }
            return series
        }
        let periods = now.periods(of: indicator.id)
        var isUnchanged = before?.gaps.map(\.period) == periods
        let gaps = periods.map { period in
            if let gap = before?.gap(in: period), comparison?.isSame(indicator.id, in: period, membership) == true {
                reused += 1
                return gap
            }
            computed += 1
            isUnchanged = false
            return Gap(in: panels.panel(in: period, membership), low: low, high: high, per: weight)
        }
        if isUnchanged { unchanged.insert(question) }
        return GapSeries(question: question, indicator: indicator, gaps: gaps)
    }
}

/// The panels of one indicator, each built once.
private struct PanelBuilder {
    private let indicator: Indicator
    private let figures: Figures
    private var panels: [Key: Panel] = [:]

    private struct Key: Hashable {
        let period: Period
        let membership: Membership
    }

    init(of indicator: Indicator, from figures: Figures) {
        (self.indicator, self.figures) = (indicator, figures)
    }

    mutating func panel(in period: Period, _ membership: Membership) -> Panel {
        let key = Key(period: period, membership: membership)
        if let panel = panels[key] { return panel }
        let panel = Panel(of: indicator, in: period, membership: membership, from: figures)
        panels[key] = panel
        return panel
    }
}

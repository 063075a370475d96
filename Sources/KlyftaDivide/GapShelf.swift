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
    /// - Parameter step: called after each answer: proof that it goes on.
    package mutating func answer(
        _ questions: [GapQuestion], from now: Figures, step: () -> Void = {}
    ) -> [GapQuestion: GapSeries] {
        var comparison = figures.map { FigureComparison($0, now) }
        (computed, reused, unchanged) = (0, 0, [])
        var answers: [GapQuestion: GapSeries] = [:]
        // Questions of one indicator follow one another, so that they share its panels and no others are kept.
        for (id, group) in Dictionary(grouping: Set(questions), by: \.indicator) {
            guard let indicator = now.indicators[id] else { continue }
            var builder = GapBuilder(of: indicator, from: now)
            var sameness: [Membership: Bool] = [:]
            for question in group {
                if let before = keptWhole(question, indicator, now, &sameness, &comparison) {
                    answers[question] = before
                } else {
                    answers[question] = answer(question, indicator, now, &builder, &comparison)
                }
                step()
            }
        }
        (figures, kept) = (now, answers)
        return answers
    }

    /// The answers of the last time, if every one of them rests on the figures of now.
    /// - Parameter sameness: whether all periods of the indicator are the same, for each way to decide classes by.
    private mutating func keptWhole(
        _ question: GapQuestion, _ indicator: Indicator, _ now: Figures, _ sameness: inout [Membership: Bool],
        _ comparison: inout FigureComparison?
    ) -> GapSeries? {
        if case .published = question.groups { return nil }
        guard let before = kept[question], before.indicator == indicator else { return nil }
        let periods = now.periods(of: indicator.id)
        guard before.gaps.lazy.map(\.period).elementsEqual(periods) else { return nil }
        let isSame =
            sameness[question.membership]
            ?? periods.allSatisfy { comparison?.isSame(indicator.id, in: $0, question.membership) == true }
        sameness[question.membership] = isSame
        guard isSame else { return nil }
        reused += periods.count
        unchanged.insert(question)
        return before
    }

    private mutating func answer(
        _ question: GapQuestion, _ indicator: Indicator, _ now: Figures, _ builder: inout GapBuilder,
        _ comparison: inout FigureComparison?
    ) -> GapSeries {
        let before = kept[question].flatMap { $0.indicator == indicator ? $0 : nil }
        if case .published = question.groups {
            let series = GapSeries(published: question, indicator, from: now)
            if before?.gaps == series.gaps { unchanged.insert(question) }
            return series
        }
        let gaps = now.periods(of: indicator.id).map { period in
            if let gap = before?.gap(in: period),
                comparison?.isSame(indicator.id, in: period, question.membership) == true
            {
                reused += 1
                return gap
            }
            computed += 1
            return builder.gap(question, in: period)
        }
        return GapSeries(question: question, indicator: indicator, gaps: gaps)
    }
}

/// The gaps of one indicator, and what they are computed from, each built once.
private struct GapBuilder {
    private let indicator: Indicator
    private let figures: Figures
    private var panels: [PanelKey: Panel] = [:]
    private var orders: [OrderKey: SizeOrder] = [:]

    private struct PanelKey: Hashable {
        let period: Period
        let membership: Membership
    }

    private struct OrderKey: Hashable {
        let period: Period
        let scale: SizeScale
    }

    init(of indicator: Indicator, from figures: Figures) {
        (self.indicator, self.figures) = (indicator, figures)
    }

    /// The gap of a period in which the indicator has figures; the question is about no published groups.
    mutating func gap(_ question: GapQuestion, in period: Period) -> Gap {
        switch question.groups {
        case .sizeClasses(let low, let high, let weight, let membership):
            return Gap(in: panel(in: period, membership), low: low, high: high, per: weight)
        case .all(let measure, let scale):
            let (cells, column) = figures.cells(of: indicator.id, in: period)!
            return Gap(
                of: indicator, in: period, measure, cells, column: column, along: order(in: period, scale), on: scale)
        case .published: preconditionFailure("an office's own figures are no gaps of single municipalities")
        }
    }

    private mutating func order(in period: Period, _ scale: SizeScale) -> SizeOrder {
        let key = OrderKey(period: period, scale: scale)
        if let order = orders[key] { return order }
        let order = SizeOrder(of: figures.inhabitants(of: indicator.id, in: period), on: scale)
        orders[key] = order
        return order
    }

    private mutating func panel(in period: Period, _ membership: Membership) -> Panel {
        let key = PanelKey(period: period, membership: membership)
        if let panel = panels[key] { return panel }
        let panel = Panel(of: indicator, in: period, membership: membership, from: figures)
        panels[key] = panel
        return panel
    }
}

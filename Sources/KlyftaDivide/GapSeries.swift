import KlyftaModel

/// One gap through time: the answers to one question, period by period.
package struct GapSeries: Sendable {
    /// What was asked.
    package let question: GapQuestion
    /// What is measured.
    package let indicator: Indicator
    /// The answers in order of time, undefined ones included.
    package let gaps: [Gap]

    /// Answers to one question, in any order.
    package init(question: GapQuestion, indicator: Indicator, gaps: [Gap]) {
        self.question = question
        self.indicator = indicator
        self.gaps = gaps.sorted { $0.period < $1.period }
    }

    /// The answers that the figures give.
    /// - Returns: `nil` if the figures do not know the indicator.
    package init?(answering question: GapQuestion, from figures: Figures) {
        var shelf = GapShelf()
        guard let series = shelf.answer([question], from: figures)[question] else { return nil }
        self = series
    }

    /// The gaps of the periods in which an office published both groups; none for a question about other groups.
    init(published question: GapQuestion, _ indicator: Indicator, from figures: Figures) {
        let all = figures.published[indicator.id] ?? []
        func byPeriod(_ label: String) -> [Period: PublishedFigure] {
            Dictionary(all.filter { $0.group.label == label }.map { ($0.period, $0) }) { first, second in
                first.value == nil ? second : first
            }
        }
        let (lows, highs) = (byPeriod(question.low), byPeriod(question.high))
        let gaps = lows.keys.sorted().compactMap { period in
            highs[period].flatMap { high in
                lows[period].map { Gap(of: indicator, in: period, low: $0, high: high) }
            }
        }
        self.init(question: question, indicator: indicator, gaps: gaps)
    }

    /// The gap of a period.
    package func gap(in period: Period) -> Gap? {
        gaps.first { $0.period == period }
    }

    /// The last gap before a period that has a number.
    package func lastDefined(before period: Period) -> Gap? {
        gaps.last { $0.period < period && $0.difference.value != nil }
    }
}

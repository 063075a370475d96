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
        guard let indicator = figures.indicators[question.indicator] else { return nil }
        let gaps =
            switch question.groups {
            case .sizeClasses(let low, let high, let weight, let membership):
                figures.periods(of: indicator.id).map { period in
                    Gap(
                        in: Panel(of: indicator, in: period, membership: membership, from: figures),
                        low: low, high: high, per: weight)
                }
            case .published(let low, let high):
                Self.published(indicator, low, high, figures.published[indicator.id] ?? [])
            }
        self.init(question: question, indicator: indicator, gaps: gaps)
    }

    /// The gaps of the periods in which the office published both groups.
    private static func published(
        _ indicator: Indicator, _ low: String, _ high: String, _ figures: [PublishedFigure]
    ) -> [Gap] {
        func byPeriod(_ label: String) -> [Period: PublishedFigure] {
            Dictionary(figures.filter { $0.group.label == label }.map { ($0.period, $0) }) { first, second in
                first.value == nil ? second : first
            }
        }
        let (lows, highs) = (byPeriod(low), byPeriod(high))
        return lows.keys.sorted().compactMap { period in
            highs[period].flatMap { high in
                lows[period].map { Gap(of: indicator, in: period, low: $0, high: high) }
            }
        }
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

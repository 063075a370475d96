import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// Figures that have given gaps, of the kind that a rule asks for.
///
/// In each class ten municipalities answer every time, and differ by thousandths: so little that a test takes a change for
/// what it is, and not so little that there is nothing to test. An office's own groups have one number each.
struct SyntheticFigures {
    let figures: Figures

    init(of rule: GapRule, _ gaps: [(period: Period, gap: Double?)]) {
        let id = rule.question.indicator
        let indicator = Indicator(
            id: id, title: LocalizedText(sv: id.text, nb: id.text, en: id.text), unit: .percent,
            direction: .higherIsBetter, nature: .register,
            attribution: Attribution(raw: "a test of rules", derived: "a test of rules"))
        switch rule.question.groups {
        case .published(let low, let high):
            figures = Figures(
                indicators: [indicator], observations: [], populations: [],
                published: gaps.flatMap { period, gap in
                    [
                        Self.published(id, period, low, gap.map { _ in Self.level }),
                        Self.published(id, period, high, gap.map { Self.level + $0 }),
                    ]
                })
        case .all: figures = Figures(indicators: [indicator], observations: [], populations: [])
        case .sizeClasses(let low, let high, _, _):
            let towns = Self.towns(of: low, from: 1_000) + Self.towns(of: high, from: 2_000)
            figures = Figures(
                indicators: [indicator],
                observations: gaps.enumerated().flatMap { index, gap in
                    towns.enumerated().compactMap { row, town in
                        gap.gap.map { width in
                            let level = Self.level + (row < Self.perClass ? 0 : width)
                            let noise = 0.001 * Double(index * (row % 2 == 0 ? 1 : -1))
                            return Observation(id, town.0, gap.period, .value(level + noise))
                        }
                    }
                },
                populations: gaps.flatMap { gap in towns.map { Population($0.0, on: gap.period.lastDay, $0.1) } })
        }
    }

    /// The value of the smaller municipalities: high enough for gaps of either sign and for ratios.
    private static let level = 1_000.0
    private static let perClass = 10

    private static func towns(of size: SizeClass, from first: Int) -> [(Municipality, Int)] {
        (0..<perClass).compactMap { number in
            (try? Municipality(.sweden, String(first + number))).map { ($0, size.from + number + 1) }
        }
    }

    private static func published(
        _ indicator: IndicatorID, _ period: Period, _ label: String, _ value: Double?
    ) -> PublishedFigure {
        PublishedFigure(
            id: "\(period) \(label)", indicator: indicator, period: period, group: PublishedGroup(.sector, label),
            value: value, words: value == nil ? "none" : "", n: nil, of: nil, denominator: "municipalities",
            source: "a test of rules")
    }
}

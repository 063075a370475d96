import KlyftaDivide
import KlyftaModel

/// How the numbers of a gap are said: the difference of two groups in the unit of the indicator, a measure of all
/// municipalities in its own.
struct GapWords {
    private let reading: Reading?
    private let unit: Indicator.Unit
    private let gap: Gap
    private let words: Wording

    init(_ gap: Gap, _ words: Wording) {
        (self.gap, self.words) = (gap, words)
        (reading, unit) = (gap.reading, gap.indicator.unit)
    }

    /// What the sentence speaks of, if it is no gap between two groups.
    var subject: String? { reading.map { $0.measure.name[words.language] } }

    /// A number with its unit; that of a change is in percentage points where the number is in per cent.
    func amount(_ value: Double, isChange: Bool = false) -> String {
        guard let measure = reading?.measure else { return words.amount(value, unit) }
        switch measure.unit {
        case .indicator where unit == .percent && measure.orientation == .level && !isChange:
            return "\(words.number(value)) %"
        case .indicator: return words.amount(value, unit)
        case .fraction: return isChange ? words.amount(value * 100, .percent) : "\(words.number(value * 100)) %"
        default: return words.precise(value)
        }
    }

    /// A number without its unit.
    func number(_ value: Double) -> String {
        guard let measure = reading?.measure else { return words.number(value) }
        switch measure.unit {
        case .indicator: return words.number(value)
        case .fraction: return words.number(value * 100)
        default: return words.precise(value)
        }
    }
}

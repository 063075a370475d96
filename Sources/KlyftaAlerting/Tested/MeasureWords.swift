import KlyftaDivide
import KlyftaModel
import RealModule

/// How the numbers of a measure are said: a difference in the unit of the indicator, a share in percentage points, a
/// ratio as how many times, an index as the number it is.
struct MeasureWords {
    private let measure: Measure
    private let unit: Indicator.Unit
    private let words: Wording

    init(_ measure: Measure, _ indicator: Indicator, _ words: Wording) {
        self.measure = measure
        unit = indicator.unit
        self.words = words
    }

    /// A change, a bound or a threshold, with its unit and, below zero, its sign.
    func change(_ amount: Double) -> String {
        if measure.isRatio { return "\(words.number((.exp(amount) - 1) * 100)) %" }
        if measure.isShare { return words.amount(amount * 100, .percent) }
        return isInUnit ? words.amount(amount, unit) : words.precise(amount)
    }

    /// A level, without its unit.
    func level(_ value: Double) -> String {
        if measure.isRatio { return words.number(.exp(value)) }
        if measure.isShare { return words.number(value * 100) }
        return isInUnit ? words.number(value) : words.precise(value)
    }

    /// Whether the measure is counted as the indicator is.
    private var isInUnit: Bool { measure.unit == .indicator }
}

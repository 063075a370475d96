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

    /// What the sentence speaks of: for D the gap between two groups, for any other measure also its name, and all size
    /// classes where it does not compare two.
    func subject(_ groups: String) -> String {
        let gap =
            measure.comparesTwoClasses
            ? words.pick("klyftan mellan \(groups)", "gapet mellom \(groups)", "the gap between \(groups)")
            : words.pick(
                "klyftan över alla storleksklasser", "gapet over alle størrelsesklasser",
                "the gap across all size classes")
        guard measure != .group(.d) else { return gap }
        let name = measure.name[words.language]
        return gap + words.pick(", som ”\(name)”,", ", som «\(name)»,", ", as “\(name)”,")
    }

    /// What a growth means. A distance such as the Gini coefficient does not say who trails.
    var growth: String {
        measure.isShare || measure.orientation.saysWhoTrails
            ? words.pick(
                "mer betyder att de mindre kommunerna ligger efter mer",
                "mer betyr at de mindre kommunene ligger mer etter",
                "more means that the smaller municipalities trail further")
            : words.pick(
                "mer betyder större skillnader, vem som än ligger efter",
                "mer betyr større forskjeller, uansett hvem som ligger etter",
                "more means larger differences, whoever trails")
    }

    /// Whether the measure is counted as the indicator is.
    private var isInUnit: Bool { measure.unit == .indicator }
}

import KlyftaModel

extension Measure {
    /// What a number of a measure is a number of.
    package enum Unit: String, Hashable, Sendable, CaseIterable {
        /// The unit of the indicator; a difference of per cent is in percentage points.
        case indicator
        /// The unit of the indicator, squared.
        case indicatorSquared = "indicator-squared"
        /// Percent of the mean.
        case percent = "percent-of-mean"
        /// No unit, times 1000.
        case thousandths
        /// A part of a whole, from 0 to 1.
        case fraction
        /// No unit: a ratio or an index.
        case none

        /// The name of the unit.
        package var name: LocalizedText {
            switch self {
            case .indicator:
                LocalizedText(sv: "indikatorns enhet", nb: "indikatorens enhet", en: "the indicator's unit")
            case .indicatorSquared:
                LocalizedText(
                    sv: "indikatorns enhet i kvadrat", nb: "indikatorens enhet kvadrert",
                    en: "the indicator's unit, squared")
            case .percent:
                LocalizedText(sv: "procent av medelvärdet", nb: "prosent av gjennomsnittet", en: "percent of the mean")
            case .thousandths:
                LocalizedText(
                    sv: "tal utan enhet, gånger 1000", nb: "tall uten enhet, ganger 1000",
                    en: "number without unit, times 1000")
            case .fraction: LocalizedText(sv: "andel (0–1)", nb: "andel (0–1)", en: "fraction (0–1)")
            case .none: LocalizedText(sv: "tal utan enhet", nb: "tall uten enhet", en: "number without unit")
            }
        }
    }

    /// The unit of the estimate and its limits.
    package var unit: Unit {
        switch self {
        case .group(let measure): measure.unit
        case .micro(let measure, _): measure.unit
        }
    }
}

/// One indicator of one municipality in one period.
public struct Observation: Hashable, Sendable {
    /// What was measured.
    public let indicator: IndicatorID
    /// Where.
    public let municipality: Municipality
    /// When.
    public let period: Period
    /// The value in the indicator's unit, or why there is none.
    public let outcome: Outcome

    /// One observation; see its properties.
    public init(_ indicator: IndicatorID, _ municipality: Municipality, _ period: Period, _ outcome: Outcome) {
        self.indicator = indicator
        self.municipality = municipality
        self.period = period
        self.outcome = outcome
    }
}

/// A value, or the reason why there is none. Zero is a value.
public enum Outcome: Hashable, Sendable {
    /// A finite number in the unit of its indicator.
    case value(Double)
    /// No number, for this reason.
    case absent(Absence)

    /// The number, if there is one.
    public var value: Double? {
        if case .value(let value) = self { value } else { nil }
    }
}

/// Why there is no value.
public enum Absence: String, Hashable, Sendable, CaseIterable {
    /// It was not collected, not answered, or is not in yet.
    case missing
    /// It exists and is withheld, to protect respondents.
    case suppressed
    /// It cannot exist, as a rural figure for a municipality without countryside.
    case notApplicable = "not-applicable"
}

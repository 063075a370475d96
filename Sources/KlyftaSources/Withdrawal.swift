import KlyftaModel

/// What an office took back. Without it, a release that lacks what the last one had is refused: figures that are merely
/// lost look exactly like that.
public struct Withdrawal: Hashable, Sendable {
    /// Of which indicator.
    public let indicator: IndicatorID
    /// Of which period; `nil` for all of them.
    public let period: Period?
    /// For whom: a municipality, or the label of a published group; `nil` for all of them.
    public let unit: String?
    /// Why, in a clause.
    public let reason: String

    /// A withdrawal; see its properties.
    public init(of indicator: IndicatorID, in period: Period? = nil, for unit: String? = nil, because reason: String) {
        self.indicator = indicator
        self.period = period
        self.unit = unit
        self.reason = reason
    }

    /// Whether it speaks of a figure.
    func covers(_ indicator: IndicatorID, _ period: Period, _ unit: String) -> Bool {
        self.indicator == indicator && self.period.map { $0 == period } ?? true && self.unit.map { $0 == unit } ?? true
    }
}

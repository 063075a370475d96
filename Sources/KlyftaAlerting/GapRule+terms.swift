import KlyftaModel

extension GapRule {
    /// What a rule asks beside its condition: how an alert ends, how final figures must be, what of a revision is told,
    /// and where its alerts belong.
    package struct Terms: Hashable, Sendable {
        /// For how many periods running the condition may be over before the alert closes; 0 closes it at once.
        package var keeping: Int
        /// The number, in the unit of what is measured, at or below which the condition is over; `nil` where it is over
        /// as soon as it no longer holds.
        package var clear: Double?
        /// For how many days after its end a period may still be revised; `nil` where every figure counts as final.
        package var settling: Int?
        /// Whether an alert may open or close on a period that has not settled.
        package var allowsProvisional: Bool
        /// By how much what was told must have been revised for that to be told too, in the unit of what is measured.
        package var amendment: Double
        /// The operator's own words by which alerts are sorted; they do not name the alert.
        package var labels: [String: String]

        /// The usual terms, except as given.
        package init(
            keeping: Int = 0, clear: Double? = nil, settling: Int? = nil, allowsProvisional: Bool = false,
            amendment: Double = 1, labels: [String: String] = [:]
        ) {
            self.keeping = keeping
            self.clear = clear
            self.settling = settling
            self.allowsProvisional = allowsProvisional
            self.amendment = amendment
            self.labels = labels
        }

        /// Whether the figures of a period may still be revised.
        func isProvisional(_ period: Period, on today: CalendarDay?) -> Bool {
            guard let settling, let today else { return false }
            return today.daysSince1970 < period.lastDay.daysSince1970 + settling
        }
    }
}

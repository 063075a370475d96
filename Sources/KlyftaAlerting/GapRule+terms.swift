import KlyftaDivide
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
        /// How many of each group must have answered; `nil` where that does not matter. A test of change has its own number.
        package var leastAnswers: Int?
        /// Which share of each group must have answered; `nil` where that does not matter.
        package var leastCoverage: Double?
        /// The operator's own words by which alerts are sorted; they do not name the alert.
        package var labels: [String: String]

        /// The usual terms, except as given.
        package init(
            keeping: Int = 0, clear: Double? = nil, settling: Int? = nil, allowsProvisional: Bool = false,
            amendment: Double = 1, leastAnswers: Int? = nil, leastCoverage: Double? = nil,
            labels: [String: String] = [:]
        ) {
            self.keeping = keeping
            self.clear = clear
            self.settling = settling
            self.allowsProvisional = allowsProvisional
            self.amendment = amendment
            self.leastAnswers = leastAnswers
            self.leastCoverage = leastCoverage
            self.labels = labels
        }

        /// Whether the figures of a period may still be revised.
        func isProvisional(_ period: Period, on today: CalendarDay?) -> Bool {
            guard let settling, let today else { return false }
            return today.daysSince1970 < period.lastDay.daysSince1970 + settling
        }

        /// The first group of a gap of which too few answered; `nil` if enough of both did.
        func thinGroup(of gap: Gap) -> GapChange.Obstacle? {
            [gap.low, gap.high].first(where: isThin).map {
                .thinGroup($0.label, n: $0.n, of: $0.of, in: gap.period)
            }
        }

        private func isThin(_ side: Gap.Side) -> Bool {
            let isFew = leastAnswers.map { least in side.n.map { $0 < least } ?? true } ?? false
            let isPart =
                leastCoverage.map { least in
                    guard let n = side.n, let of = side.of else { return true }
                    return Double(n) < least * Double(of)
                } ?? false
            return isFew || isPart
        }
    }
}

import KlyftaModel
import KlyftaStatistics

/// How a gap moved between two periods.
package struct GapChange: Hashable, Sendable {
    /// The earlier gap.
    package let then: Gap
    /// The later gap.
    package let now: Gap
    /// What happened to it.
    package let kind: Kind
    /// How far, in the unit of the indicator. The growth of the distance, negative where it shrank; where the sides
    /// changed places, the move of the oriented difference.
    package let amount: Double
    /// Who is worse off now; `nil` if nobody is.
    package let trailing: Trailing?

    /// What happened to a gap.
    package enum Kind: String, Sendable {
        /// The same side trails, further behind.
        case widened
        /// The same side trails, less far behind.
        case narrowed
        /// The distance is the same.
        case unchanged
        /// The other side trails now. That is its own event, not a widening.
        case reversed
    }

    /// Two decimal numbers that print alike may differ in their last binary digits: 39.3 - 31.4 is not quite 7.9.
    /// What differs by less than this does not differ.
    package static let slack = 1e-9

    /// Who is worse off.
    package enum Trailing: String, Sendable {
        /// The group of smaller municipalities.
        case low
        /// The group of larger municipalities.
        case high

        init?(difference: Double) {
            guard difference.magnitude > GapChange.slack else { return nil }
            self = difference > 0 ? .low : .high
        }
    }

    /// Why two gaps cannot be compared.
    package enum Obstacle: Hashable, Sendable, Error, CustomStringConvertible {
        /// The definition changed between them.
        case seriesBreak(SeriesBreak)
        /// More is neither better nor worse, so nobody trails.
        case neutral
        /// One of them has no number.
        case undefined(Undefined, in: Period)
        /// Too few of a class answered for a test.
        case tooFewAnswers(TwoWaves.Turnout)
        /// Too few of a group answered in a period for a rule to speak of it; `n` is `nil` where the office did not say.
        case thinGroup(String, n: Int?, of: Int?, in: Period)
        /// A test of the change has no number.
        case untestable(Unanswerable, from: Period, to: Period)

        /// The reason in words.
        package var description: String {
            switch self {
            case .seriesBreak(let seriesBreak): "not comparable since \(seriesBreak.period): \(seriesBreak.reason)"
            case .neutral: "neither end of the indicator is better, so nobody trails"
            case .undefined(let reason, let period): "no gap in \(period): \(reason)"
            case .tooFewAnswers(let turnout):
                "too few answers of \(turnout.sizeClass): \(turnout.then) then, \(turnout.now) now, "
                    + "\(turnout.both) both times, of \(turnout.units)"
            case .thinGroup(let label, let n, let of, let period):
                "too few answers of \(label) in \(period): \(n.map(String.init) ?? "an unknown number")"
                    + (of.map { " of \($0)" } ?? "")
            case .untestable(let reason, let then, let now): "no test from \(then) to \(now): \(reason)"
            }
        }
    }

    /// The change from one gap to a later one of the same series.
    /// - Throws: ``Obstacle`` if there is no verdict to be had.
    package init(from then: Gap, to now: Gap) throws(Obstacle) {
        if let obstacle = now.indicator.firstBreak(after: then.period, through: now.period) {
            throw .seriesBreak(obstacle)
        }
        let before = try Self.number(then)
        let after = try Self.number(now)
        let (was, `is`) = (Trailing(difference: before), Trailing(difference: after))
        self.then = then
        self.now = now
        self.trailing = now.indicator.direction == .neutral ? nil : `is`
        if let was, let `is`, was != `is` {
            kind = .reversed
            amount = after - before
        } else {
            amount = after.magnitude - before.magnitude
            kind = amount.magnitude <= Self.slack ? .unchanged : amount > 0 ? .widened : .narrowed
        }
    }

    private static func number(_ gap: Gap) throws(Obstacle) -> Double {
        switch gap.difference {
        case .defined(let value): return value
        case .undefined(let reason): throw .undefined(reason, in: gap.period)
        }
    }
}

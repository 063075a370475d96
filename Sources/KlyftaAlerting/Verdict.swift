import KlyftaDivide
import KlyftaModel

/// What a rule says of one period.
package enum Verdict: Hashable, Sendable {
    /// The condition holds.
    case holds(Finding)
    /// The condition does not hold.
    case fails(Finding)
    /// There is no verdict: the definition changed, or a number is missing. Never the same as "fine".
    case notAssessable(GapChange.Obstacle)

    /// The numbers, if there is a verdict.
    package var finding: Finding? {
        switch self {
        case .holds(let finding), .fails(let finding): finding
        case .notAssessable: nil
        }
    }
}

/// The numbers behind a verdict.
package struct Finding: Hashable, Sendable {
    /// The gap of the period.
    package let gap: Gap
    /// How it moved since the baseline; `nil` for a level, which has none.
    package let change: GapChange?
    /// What was held against the threshold: the gap itself, or its growth.
    package let measured: Double

    package init(gap: Gap, change: GapChange?, measured: Double) {
        self.gap = gap
        self.change = change
        self.measured = measured
    }
}

extension GapRule {
    /// Two decimal numbers that print alike may differ in their last binary digits: 39.3 - 31.4 is not quite 7.9.
    /// A gap that reaches the threshold as printed has reached it.
    private static let slack = 1e-9

    /// The verdict on one period of a series; `nil` where the rule asks nothing of it, as of the baseline itself.
    package func verdict(on period: Period, of series: GapSeries) -> Verdict? {
        guard let gap = series.gap(in: period) else { return nil }
        switch condition {
        case .level(let above):
            switch gap.difference {
            case .defined(let difference):
                let finding = Finding(gap: gap, change: nil, measured: difference)
                return difference > above + Self.slack ? .holds(finding) : .fails(finding)
            case .undefined(let reason):
                return .notAssessable(.undefined(reason, in: period))
            }
        case .widened(let by, let since):
            return baseline(since, before: period, in: series).map { verdict(from: $0, to: gap, by: by) }
        }
    }

    private func baseline(_ since: Baseline, before period: Period, in series: GapSeries) -> Gap? {
        switch since {
        case .previous: series.lastDefined(before: period)
        case .period(let base): base < period ? series.gap(in: base) : nil
        }
    }

    private func verdict(from then: Gap, to now: Gap, by threshold: Double) -> Verdict {
        do {
            let change = try GapChange(from: then, to: now)
            let finding = Finding(gap: now, change: change, measured: change.amount)
            let isWidening = change.kind == .widened && change.trailing == .low
            return isWidening && change.amount >= threshold - Self.slack ? .holds(finding) : .fails(finding)
        } catch {
            return .notAssessable(error)
        }
    }
}

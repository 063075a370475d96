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
    /// The verdict on one period of a series; `nil` where the rule asks nothing of it, as of the baseline itself.
    package func verdict(on period: Period, of series: GapSeries) -> Verdict? {
        guard let gap = series.gap(in: period) else { return nil }
        guard gap.indicator.direction != .neutral else { return .notAssessable(.neutral) }
        switch condition {
        case .level(let above):
            switch gap.difference {
            case .defined(let difference):
                let finding = Finding(gap: gap, change: nil, measured: difference)
                return difference > above + GapChange.slack ? .holds(finding) : .fails(finding)
            case .undefined(let reason):
                return .notAssessable(.undefined(reason, in: period))
            }
        case .widened(let by, .previous):
            return series.lastDefined(before: period).map { verdict(from: $0, to: gap, by: by) }
        case .widened(let by, .period(let base)):
            guard base < period else { return nil }
            guard let then = series.gap(in: base) else { return .notAssessable(.undefined(.noFigures, in: base)) }
            return verdict(from: then, to: gap, by: by)
        }
    }

    private func verdict(from then: Gap, to now: Gap, by threshold: Double) -> Verdict {
        do {
            let change = try GapChange(from: then, to: now)
            let finding = Finding(gap: now, change: change, measured: change.amount)
            let isWidening = change.kind == .widened && change.trailing == .low
            return isWidening && change.amount >= threshold - GapChange.slack ? .holds(finding) : .fails(finding)
        } catch {
            return .notAssessable(error)
        }
    }
}

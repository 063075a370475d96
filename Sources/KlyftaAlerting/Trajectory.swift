import KlyftaDivide
import KlyftaModel

/// The way of one rule through the periods of one vintage: every verdict and every state, from the first period on.
///
/// States are not carried from round to round but folded anew each time, so `for: 2 periods` sees a revised earlier
/// period as it is now, and a daemon that slept for a year knows the same as one that did not.
package struct Trajectory: Sendable {
    /// The rule.
    package let rule: GapRule
    /// The series it watched.
    package let series: GapSeries
    /// One step a period on which the rule has something to say.
    package let steps: [Step]

    /// One period.
    package struct Step: Hashable, Sendable {
        /// Which period.
        package let period: Period
        /// What the rule says of it.
        package let verdict: Verdict
        /// Where the alert stands after it.
        package let state: AlertState
        /// Whether its figures may still be revised, by what the rule says of settling.
        package let isProvisional: Bool
    }

    /// - Parameters:
    ///   - tests: by period, what a test said, for a rule that rests on one.
    ///   - today: the day on which it is asked whether figures have settled; without one, all have.
    package init(
        of rule: GapRule, through series: GapSeries,
        tests: [Period: Result<TestedChange, GapChange.Obstacle>] = [:], today: CalendarDay? = nil
    ) {
        self.rule = rule
        self.series = series
        var state = AlertState.inactive
        var previous: Period?
        steps = series.gaps.compactMap { gap in
            // A level needs no baseline, so that the break itself is no verdict on it; but waiting starts again.
            if let last = previous, series.indicator.firstBreak(after: last, through: gap.period) != nil {
                state = state.waitingAnew
            }
            previous = gap.period
            guard let verdict = rule.verdict(on: gap.period, of: series, tests: tests) else { return nil }
            let isProvisional = rule.terms.isProvisional(gap.period, on: today)
            state = state.next(
                seeing: verdict, in: gap.period, patience: rule.patience, keeping: rule.terms.keeping,
                isSettled: !isProvisional || rule.terms.allowsProvisional)
            return Step(period: gap.period, verdict: verdict, state: state, isProvisional: isProvisional)
        }
    }

    /// Where the alert stands now.
    package var state: AlertState { steps.last?.state ?? .inactive }

    /// The stretches from firing to resolved, in order of time; the last one may still be open.
    package var episodes: [Episode] {
        var episodes: [Episode] = []
        for step in steps {
            guard let finding = step.verdict.finding else { continue }
            switch step.state {
            case .firing(let since) where since == step.period:
                episodes.append(Episode(fired: step.period, firedWith: finding))
            case .resolved(let period) where period == step.period:
                episodes[episodes.count - 1].resolution = Episode.Resolution(period: step.period, finding: finding)
            default: continue
            }
        }
        return episodes
    }

    /// What the figures say of a period; `nil` where there is no number.
    package func alert(in period: Period) -> Alert? {
        steps.last { $0.period == period }.flatMap { step in
            step.verdict.finding.map {
                Alert(rule: rule, period: period, finding: $0, isProvisional: step.isProvisional)
            }
        }
    }

    /// Whether the condition holds in a period.
    package func holds(in period: Period) -> Bool {
        steps.contains { step in
            if step.period == period, case .holds = step.verdict { true } else { false }
        }
    }

    /// From firing to resolved.
    package struct Episode: Hashable, Sendable {
        /// The period in which it fired.
        package let fired: Period
        /// The numbers that made it fire.
        package let firedWith: Finding
        /// How it ended; `nil` while it is open.
        package var resolution: Resolution?

        /// How an episode ended.
        package struct Resolution: Hashable, Sendable {
            /// The period in which the condition no longer held.
            package let period: Period
            /// The numbers of that period.
            package let finding: Finding
        }

        /// Whether a period lies in it.
        package func contains(_ period: Period) -> Bool {
            fired <= period && (resolution.map { period < $0.period } ?? true)
        }
    }
}

import KlyftaDivide
import KlyftaModel

/// Where the alert of one rule stands after a period.
///
/// A sixth word, `retracted`, is no state of the figures: it says that they no longer know of an alert that was told.
/// See ``Announcement``.
package enum AlertState: Hashable, Sendable, CustomStringConvertible {
    /// The condition does not hold and no alert is open.
    case inactive
    /// The condition holds, not yet for long enough or not yet on settled figures.
    case pending(since: Period, periods: Int)
    /// The alert is open: the condition held long enough, and nothing since says that it ended.
    case firing(since: Period)
    /// The alert is open still, and its condition is over since a period: not yet for long enough, or not yet on settled
    /// figures.
    case recovering(firingSince: Period, since: Period, periods: Int)
    /// The alert was open and its condition ended in this period.
    case resolved(in: Period)

    /// The word for the state.
    package var name: String {
        switch self {
        case .inactive: "inactive"
        case .pending: "pending"
        case .firing: "firing"
        case .recovering: "recovering"
        case .resolved: "resolved"
        }
    }

    package var description: String { name }

    /// The next state, from this one and the verdict on the next period. No clock, no store, no log.
    ///
    /// No verdict changes nothing about an open alert: absence never resolves, and nor does lost certainty or a gap
    /// between the limit that opens and the one that clears. What is not settled may start waiting for either end, and
    /// decides neither.
    /// - Parameters:
    ///   - patience: in how many periods running the condition must hold before the alert opens.
    ///   - keeping: for how many periods running it may be over before the alert closes.
    ///   - isSettled: whether the period's figures are held to be final.
    package func next(
        seeing verdict: Verdict, in period: Period, patience: Int, keeping: Int = 0, isSettled: Bool = true
    ) -> AlertState {
        switch verdict {
        case .holds: holding(in: period, patience, isSettled)
        case .fails: failing(in: period, keeping, isSettled)
        case .undecided, .notClear, .notAssessable(.seriesBreak): waitingAnew
        case .notAssessable: withoutVerdict
        }
    }

    /// After a period without a number: who knows whether the condition was over in it too.
    private var withoutVerdict: AlertState {
        if case .recovering(let firing, _, _) = self { .firing(since: firing) } else { self }
    }

    private func holding(in period: Period, _ patience: Int, _ isSettled: Bool) -> AlertState {
        func waiting(since: Period, _ periods: Int) -> AlertState {
            periods >= patience && isSettled ? .firing(since: period) : .pending(since: since, periods: periods)
        }
        return switch self {
        case .firing: self
        case .recovering(let firing, _, _): .firing(since: firing)
        case .pending(let since, let periods): waiting(since: since, periods + 1)
        case .inactive, .resolved: waiting(since: period, 1)
        }
    }

    private func failing(in period: Period, _ keeping: Int, _ isSettled: Bool) -> AlertState {
        switch self {
        case .pending: .inactive
        case .inactive, .resolved: self
        case .firing(let firing):
            keeping == 0 && isSettled
                ? .resolved(in: period) : .recovering(firingSince: firing, since: period, periods: 1)
        case .recovering(let firing, let since, let periods):
            periods >= keeping && isSettled
                ? .resolved(in: period) : .recovering(firingSince: firing, since: since, periods: periods + 1)
        }
    }

    /// The same with all waiting begun anew: after a verdict that neither holds nor says that it is over, and beyond a
    /// change of definition, since periods on both sides of one do not follow on one another.
    var waitingAnew: AlertState {
        switch self {
        case .pending: .inactive
        case .recovering(let firing, _, _): .firing(since: firing)
        case .inactive, .firing, .resolved: self
        }
    }
}

import KlyftaDivide
import KlyftaModel

/// Where the alert of one rule stands after a period.
package enum AlertState: Hashable, Sendable, CustomStringConvertible {
    /// The condition does not hold and no alert is open.
    case inactive
    /// The condition holds, not yet for long enough.
    case pending(since: Period, periods: Int)
    /// The alert is open: the condition held long enough, and nothing since says that it ended.
    case firing(since: Period)
    /// The alert was open and its condition ended in this period.
    case resolved(in: Period)

    /// The word for the state.
    package var name: String {
        switch self {
        case .inactive: "inactive"
        case .pending: "pending"
        case .firing: "firing"
        case .resolved: "resolved"
        }
    }

    package var description: String { name }

    /// The next state, from this one and the verdict on the next period. No clock, no store, no log.
    ///
    /// No verdict changes nothing about an open alert: absence never resolves, and nor does lost certainty. A break of the series ends waiting,
    /// because periods on both sides of it do not follow on one another.
    /// - Parameter patience: in how many periods running the condition must hold.
    package func next(seeing verdict: Verdict, in period: Period, patience: Int) -> AlertState {
        switch (verdict, self) {
        case (.holds, .firing): self
        case (.holds, .pending(let since, let periods)):
            periods + 1 >= patience ? .firing(since: period) : .pending(since: since, periods: periods + 1)
        case (.holds, .inactive), (.holds, .resolved):
            patience <= 1 ? .firing(since: period) : .pending(since: period, periods: 1)
        case (.fails, .firing): .resolved(in: period)
        case (.fails, .pending): .inactive
        case (.fails, .inactive), (.fails, .resolved): self
        case (.undecided, .pending): .inactive
        case (.undecided, _): self
        case (.notAssessable(.seriesBreak), .pending): .inactive
        case (.notAssessable, _): self
        }
    }
}

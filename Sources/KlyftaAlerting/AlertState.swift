import KlyftaDivide
import KlyftaModel

/// Where the alert of one rule stands after a period.
package typealias AlertState = AlertPhase<Period>

extension AlertState {
    /// The next state, from this one and the verdict on the next period: see ``AlertPhase/next(seeing:in:patience:keeping:isSettled:)``.
    package func next(
        seeing verdict: Verdict, in period: Period, patience: Int, keeping: Int = 0, isSettled: Bool = true
    ) -> AlertState {
        next(seeing: verdict.evidence, in: period, patience: patience, keeping: keeping, isSettled: isSettled)
    }
}

extension Verdict {
    /// What it says of the condition. Where the definition changed, periods on both sides do not follow on one another.
    fileprivate var evidence: AlertState.Evidence {
        switch self {
        case .holds: .holds
        case .fails: .fails
        case .undecided, .notClear, .notAssessable(.seriesBreak): .neither
        case .notAssessable: .none
        }
    }
}

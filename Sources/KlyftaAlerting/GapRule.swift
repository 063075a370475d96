import KlyftaDivide
import KlyftaModel

/// When a gap is worth an alert: the question, the condition, and for how long it must hold.
package struct GapRule: Hashable, Sendable, Identifiable {
    /// The operator's name for it: its identity for ever.
    package let id: String
    /// Which gap is watched.
    package let question: GapQuestion
    /// What must hold.
    package let condition: Condition
    /// In how many periods running it must hold before the alert fires; 1 or more.
    package let patience: Int
    /// How urgent its alert is.
    package let severity: Severity
    /// What it asks beside its condition.
    package let terms: Terms

    package init(
        id: String, question: GapQuestion, condition: Condition, patience: Int, severity: Severity,
        terms: Terms = Terms()
    ) {
        self.id = id
        self.question = question
        self.condition = condition
        self.patience = patience
        self.severity = severity
        self.terms = terms
    }

    /// What must hold of a gap, in the unit of its indicator. A gap counts only where the smaller municipalities
    /// are worse off: a lead of theirs that grows is no widening.
    package enum Condition: Hashable, Sendable {
        /// The gap lies above this level.
        case level(above: Double)
        /// The measure lies below this level; for measures that are no gap, as the value that a tenth live below.
        case low(below: Double)
        /// The gap grew by at least this much since the baseline.
        case widened(by: Double, since: Baseline)
        /// The sides changed places since the baseline, and the oriented difference moved by at least this much.
        case reversed(by: Double, since: Baseline)
        /// The gap grew since the baseline, and a test says that it is no chance; it has to stand among all tests of
        /// its release, of which this share may be false.
        case provenWidening(WideningTest, since: Baseline, falseDiscovery: Double)

        /// The number the gap or its growth is held against, as it was written.
        package var threshold: Double {
            switch self {
            case .level(let above): above
            case .low(let below): below
            case .widened(let by, _), .reversed(let by, _): by
            case .provenWidening(let test, _, _): test.threshold.number
            }
        }

        /// The test, if the condition rests on one.
        package var test: WideningTest? {
            if case .provenWidening(let test, _, _) = self { test } else { nil }
        }
    }

    /// What a gap is compared with.
    package enum Baseline: Hashable, Sendable, CustomStringConvertible {
        /// The last earlier gap that has a number.
        case previous
        /// The gap of this period.
        case period(Period)
        /// The gap of this period as it was when the operator wrote it down: what the office makes of it later moves
        /// nothing.
        case pinned(Double, Period)

        package var description: String {
            switch self {
            case .previous: "previous"
            case .period(let period): period.description
            case .pinned(let gap, let period): "\(period) pinned to \(gap)"
            }
        }
    }

    /// How urgent an alert is.
    package enum Severity: String, Sendable, CaseIterable {
        /// Worth knowing.
        case info
        /// Worth acting on.
        case warning
        /// Worth acting on now.
        case critical
    }
}

import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// The way of a rule through its gaps: judged in this round, or known to be that of the last one.
enum RuleWay: Sendable {
    case judged(Trajectory)
    /// Not judged again; with what the rule came to, and the day by which its figures settle.
    case known(WatchedGaps, on: CalendarDay?, RuleMemory)

    var rule: GapRule {
        switch self {
        case .judged(let trajectory): trajectory.rule
        case .known(let gaps, _, _): gaps.rule
        }
    }

    var series: GapSeries {
        switch self {
        case .judged(let trajectory): trajectory.series
        case .known(let gaps, _, _): gaps.series
        }
    }

    /// What was judged in this round.
    var judged: Trajectory? {
        if case .judged(let trajectory) = self { trajectory } else { nil }
    }

    /// What the rule came to, if that was known.
    var known: RuleMemory? {
        if case .known(_, _, let memory) = self { memory } else { nil }
    }

    /// The way itself. One that was not judged is judged for whoever asks; it rests on no test.
    var trajectory: Trajectory {
        switch self {
        case .judged(let trajectory): trajectory
        case .known(let gaps, let today, _): Trajectory(of: gaps.rule, through: gaps.series, today: today)
        }
    }
}

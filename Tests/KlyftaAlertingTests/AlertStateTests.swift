import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import Testing

struct AlertStateTests {
    enum Seen: CaseIterable {
        case holds, fails, notClear, noNumber, seriesBreak

        var verdict: Verdict {
            let finding = Finding(gap: gap(0, 1, in: 2014), change: nil, measured: 1)
            return switch self {
            case .holds: .holds(finding)
            case .fails: .fails(finding)
            case .notClear: .notClear(finding)
            case .noNumber: .notAssessable(.undefined(.noValues, in: .year(2014)))
            case .seriesBreak: .notAssessable(.seriesBreak(SeriesBreak(at: .year(2014), because: "new question")))
            }
        }
    }

    typealias Step = (from: AlertState, seen: Seen, patience: Int, to: AlertState)

    static let now = Period.year(2014)
    static let waiting = AlertState.pending(since: .year(2013), periods: 1)
    static let open = AlertState.firing(since: .year(2012))
    static let ending = AlertState.recovering(firingSince: .year(2012), since: .year(2013), periods: 1)
    static let closed = AlertState.resolved(in: .year(2012))

    @Test(
        arguments: [
            (.inactive, .holds, 1, .firing(since: now)), (.inactive, .holds, 2, .pending(since: now, periods: 1)),
            (.inactive, .fails, 1, .inactive), (.inactive, .noNumber, 1, .inactive),
            (.inactive, .seriesBreak, 1, .inactive),
            (waiting, .holds, 2, .firing(since: now)), (waiting, .holds, 3, .pending(since: .year(2013), periods: 2)),
            (waiting, .fails, 2, .inactive), (waiting, .noNumber, 2, waiting), (waiting, .seriesBreak, 2, .inactive),
            (open, .holds, 2, open), (open, .fails, 2, .resolved(in: now)), (open, .noNumber, 2, open),
            (open, .seriesBreak, 2, open),
            (closed, .holds, 1, .firing(since: now)), (closed, .holds, 2, .pending(since: now, periods: 1)),
            (closed, .fails, 1, closed), (closed, .noNumber, 1, closed), (closed, .seriesBreak, 1, closed),
        ] as [Step])
    func `the next state follows from the last one and the verdict`(step: Step) {
        #expect(step.from.next(seeing: step.seen.verdict, in: Self.now, patience: step.patience) == step.to)
    }

    @Test(
        arguments: [
            (open, .notClear, 1, open), (waiting, .notClear, 2, .inactive), (closed, .notClear, 1, closed),
            (ending, .holds, 2, open), (ending, .notClear, 1, open), (ending, .noNumber, 1, open),
            (ending, .seriesBreak, 1, open), (ending, .fails, 1, .resolved(in: now)),
        ] as [Step])
    func `between the limits nothing opens or closes, and an end is waited for like a beginning`(step: Step) {
        #expect(
            step.from.next(seeing: step.seen.verdict, in: Self.now, patience: step.patience, keeping: 1) == step.to)
    }

    @Test(arguments: [
        (keeping: 0, ends: 1), (1, 2), (2, 3),
    ])
    func `an alert is kept for as many periods as was asked`(keeping: Int, ends: Int) {
        let finding = Finding(gap: gap(0, 1, in: 2014), change: nil, measured: 1)
        var state = Self.open
        var periods = 0
        while state.name != "resolved" {
            periods += 1
            state = state.next(seeing: .fails(finding), in: .year(2013 + periods), patience: 1, keeping: keeping)
        }
        #expect(periods == ends)
    }

    @Test(arguments: [
        (from: AlertState.inactive, seen: Seen.holds, to: AlertState.pending(since: now, periods: 1)),
        (.pending(since: .year(2013), periods: 4), .holds, .pending(since: .year(2013), periods: 5)),
        (open, .fails, .recovering(firingSince: .year(2012), since: now, periods: 1)), (open, .holds, open),
    ])
    func `what is not settled may wait, and decides nothing`(from: AlertState, seen: Seen, to: AlertState) {
        #expect(from.next(seeing: seen.verdict, in: Self.now, patience: 1, isSettled: false) == to)
    }

    @Test(arguments: [
        (AlertState.inactive, "inactive"), (waiting, "pending"), (open, "firing"), (ending, "recovering"),
        (closed, "resolved"),
    ])
    func `a state has a word`(state: AlertState, word: String) {
        #expect(state.description == word)
    }
}

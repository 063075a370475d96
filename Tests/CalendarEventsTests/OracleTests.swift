import Foundation
import Testing

@testable import CalendarEvents

/// What is known to differ from systemd 252, and why.
struct KnownDifference: Sendable {
    let reason: String
    let explains: @Sendable (Comparison) -> Bool
}

/// One expression, as both see it. nil: refused.
struct Comparison: Sendable {
    let expression: String
    let zone: String
    let base: UnixTime
    let ours: SystemdAnalyze.Answer?
    /// Our elapses, to the microsecond.
    let moments: [UnixTime]
    let theirs: SystemdAnalyze.Answer?
}

/// How the comparisons came out.
private struct Tally: CustomStringConvertible {
    var accepted = 0
    var refused = 0
    /// How often each of the known differences was met.
    var known = knownDifferences.map { _ in 0 }

    var description: String {
        "\(accepted) equal, \(refused) refused by both, \(known) known differences"
    }
}

let knownDifferences = [
    KnownDifference(reason: "252 lowers the limit of days after ~ by 3 for each further item, and refuses the list") {
        $0.theirs == nil && $0.expression.firstMatch(of: /~[^ ]*,/) != nil
    },
    KnownDifference(reason: "252 takes the second of two equal hours for days after ~, and the first for all others") {
        guard let ours = $0.ours?.elapses, let theirs = $0.theirs?.elapses, $0.expression.contains("~") else {
            return false
        }
        let rules = ZoneRules(TimeZone(identifier: $0.zone)!)
        let wallClocks = [ours, theirs].map { $0.map { $0 + rules.offset(at: $0) } }
        return wallClocks[0] == wallClocks[1] && zip(ours, theirs).allSatisfy { $0 <= $1 }
    },
    KnownDifference(
        reason: """
            252 contradicts itself: when a repetition passes the end of its field, as 13/8 hours do at 29, it now and \
            then skips elapses, adds wrong ones, or gives up with "Infinite loop in calendar calculation", mostly near \
            a change of clocks or with fractions. It also skips elapses after a gap of two hours (Troll). Asked \
            from just before the moment, it agrees.
            """
    ) {
        guard $0.ours != nil, let theirs = $0.theirs else { return false }
        return (theirs.failed || $0.ours?.normalized == theirs.normalized) && $0.secondOpinionAgrees(theirs.elapses)
    },
]

extension Comparison {
    /// Whether systemd agrees if it starts a microsecond before the moment at which the answers part.
    func secondOpinionAgrees(_ theirs: [Int]) -> Bool {
        guard let index = moments.indices.first(where: { $0 >= theirs.count || seconds(moments[$0]) != theirs[$0] })
        else { return false }
        let isOurs = index >= theirs.count || seconds(moments[index]) <= theirs[index]
        let base = isOurs ? moments[index].microseconds - 1 : Int64(theirs[index]) * 1_000_000 - 1
        let answers = SystemdAnalyze.answers(
            for: [expression], after: UnixTime(microseconds: base), in: zone, iterations: 1)
        return answers[expression]?.elapses == [seconds(moments[index])]
    }
}

/// Without the fraction, which systemd-analyze does not print.
private func seconds(_ moment: UnixTime) -> Int {
    Int(moment.microseconds / 1_000_000)
}

private let environment = ProcessInfo.processInfo.environment
private let isOracleWanted = environment["KLYFTA_ORACLE"] == "1" && access(SystemdAnalyze.path, X_OK) == 0
/// How many bases are tried per zone; more for a long run by hand.
private let rounds = environment["KLYFTA_ORACLE_ROUNDS"].flatMap(Int.init) ?? 4
private let seed = environment["KLYFTA_ORACLE_SEED"].flatMap(UInt64.init) ?? 252

@Suite("Oracle", .enabled(if: isOracleWanted, "needs KLYFTA_ORACLE=1 and systemd-analyze"))
struct OracleTests {
    static let expressionsPerRound = 150
    static let zones =
        ["UTC", "Europe/Stockholm", "America/New_York", "Africa/Casablanca", "Australia/Lord_Howe"]
        + (environment["KLYFTA_ORACLE_ZONES"].map { $0.split(separator: ",").map(String.init) } ?? [])

    @Test(arguments: zones.enumerated().map { ($0.offset, $0.element) })
    func `systemd agrees on random expressions, known differences aside`(index: Int, zone: String) {
        var generator = ExpressionGenerator(seed: seed + UInt64(index))
        var tally = Tally()
        for _ in 0..<rounds {
            let base = UnixTime(microseconds: Int64(generator.moment()) * 1_000_000)
            let expressions = (0..<Self.expressionsPerRound).map { _ in generator.expression() }
            for comparison in compare(expressions, after: base, in: zone) {
                switch comparison.ours {
                case comparison.theirs where comparison.ours == nil: tally.refused += 1
                case comparison.theirs: tally.accepted += 1
                default:
                    let reason = knownDifferences.firstIndex { $0.explains(comparison) }
                    #expect(reason != nil, "\(comparison)")
                    if let reason { tally.known[reason] += 1 }
                }
            }
        }
        print("\(zone): \(tally)")
        // An oracle that answers nothing would agree with everything.
        #expect(tally.accepted > rounds * Self.expressionsPerRound / 2)
    }

    private func compare(_ expressions: [String], after base: UnixTime, in zone: String) -> [Comparison] {
        let iterations = 4
        let theirs = SystemdAnalyze.answers(for: expressions, after: base, in: zone, iterations: iterations)
        return expressions.map { expression in
            let event = try? CalendarEvent(expression)
            let moments = event.map { elapses(of: $0, after: base, in: zone, count: iterations) } ?? []
            let ours = event.map { SystemdAnalyze.Answer(normalized: $0.description, elapses: moments.map(seconds)) }
            return Comparison(
                expression: expression, zone: zone, base: base, ours: ours, moments: moments,
                theirs: theirs[expression])
        }
    }

    private func elapses(of event: CalendarEvent, after base: UnixTime, in zone: String, count: Int) -> [UnixTime] {
        let zone = TimeZone(identifier: zone)!
        let endless = sequence(state: base) { moment in
            let next = event.next(after: moment, in: zone)
            moment = next ?? moment
            return next
        }
        return Array(endless.prefix(count))
    }
}

import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import Testing

/// `true` holds, `false` fails, `nil` no verdict.
private func holds(_ verdict: Verdict?) -> Bool? {
    switch verdict {
    case .holds: true
    case .fails: false
    case .undecided, .notClear, .notAssessable, nil: nil
    }
}

struct LevelVerdictTests {
    @Test(
        arguments: [(10.1, true), (10, false), (9.9, false), (-20, false), (0, false), (10 + 1e-10, false)]
            as [(Double, Bool)])
    func `a level holds above it, not at it`(difference: Double, expected: Bool) {
        #expect(holds(rule(.level(above: 10)).verdict(on: .year(2010), of: series([difference]))) == expected)
    }

    @Test func `a gap that prints as the level is not above it`() {
        let dust = GapSeries(question: watched, indicator: coverage(), gaps: [gap(0.3, 0.1 + 0.2, in: 2010)])
        #expect(holds(rule(.level(above: 0)).verdict(on: .year(2010), of: dust)) == false)
    }

    @Test func `a level without a number has no verdict`() {
        #expect(
            rule().verdict(on: .year(2010), of: series([nil]))
                == .notAssessable(.undefined(.wordsOnly, in: .year(2010))))
    }

    @Test func `a level needs no baseline, so a break does not matter to it`() {
        #expect(holds(rule().verdict(on: .year(2011), of: series([5, 12], brokenAt: [2011]))) == true)
    }

    @Test func `the finding of a level is the gap itself`() {
        let finding = rule().verdict(on: .year(2010), of: series([12]))?.finding
        #expect(finding?.measured == 12)
        #expect(finding?.change == nil)
        #expect(finding?.gap.period == .year(2010))
    }

    @Test func `a rule asks nothing of a period that is not in the series`() {
        #expect(rule().verdict(on: .year(1999), of: series([12])) == nil)
    }
}

struct WideningVerdictTests {
    private let byThree = rule(.widened(by: 3, since: .previous))

    @Test(
        arguments: [
            (10, 13, true), (10, 12.9, false), (10, 10, false), (10, 4, false), (-5, 5, false), (0, 3, true),
            (0, -3, false), (-10, -20, false), (-10, -7, false), (10, -20, false),
        ] as [(Double, Double, Bool)])
    func `a widening holds where the small ones fall further behind by the threshold`(
        was: Double, now: Double, expected: Bool
    ) {
        #expect(holds(byThree.verdict(on: .year(2011), of: series([was, now]))) == expected)
    }

    @Test(arguments: [(7.9, true), (7.89, true), (7.91, false)])
    func `a growth that prints as the threshold reaches it`(threshold: Double, expected: Bool) {
        #expect(39.3 - 31.4 < 7.9)
        let rule = rule(.widened(by: threshold, since: .previous))
        #expect(holds(rule.verdict(on: .year(2011), of: series([31.4, 39.3]))) == expected)
    }

    @Test(arguments: [(39.3, 31.4, 7.9), (31.4, 39.3, -7.9)])
    func `the finding of a widening is the growth`(now: Double, was: Double, growth: Double) {
        let finding = byThree.verdict(on: .year(2011), of: series([was, now]))?.finding
        #expect(finding?.measured.signed(6) == growth.signed(6))
        #expect(finding?.change?.then.period == .year(2010))
    }

    @Test func `a rule that asks for any widening is not set off by binary dust`() {
        let alike = GapSeries(
            question: watched, indicator: coverage(), gaps: [gap(31.4, 39.3, in: 2010), gap(0, 7.9, in: 2011)])
        #expect(holds(rule(.widened(by: 0, since: .previous)).verdict(on: .year(2011), of: alike)) == false)
    }

    @Test(arguments: [([8, nil, 12], true), ([8, nil, 10], false), ([nil, 12], nil)] as [([Double?], Bool?)])
    func `the previous gap is the last one with a number`(differences: [Double?], expected: Bool?) {
        let last = Period.year(2009 + differences.count)
        #expect(holds(byThree.verdict(on: last, of: series(differences))) == expected)
    }

    @Test(arguments: [(2010, nil), (2011, false), (2012, true)] as [(Int, Bool?)])
    func `since a period, every later gap is held against that one`(year: Int, expected: Bool?) {
        let rule = rule(.widened(by: 3, since: .period(.year(2010))))
        #expect(holds(rule.verdict(on: .year(year), of: series([10, 12, 14]))) == expected)
    }

    @Test func `a rule asks nothing of its baseline and of what lies before it`() {
        let rule = rule(.widened(by: 3, since: .period(.year(2011))))
        #expect(rule.verdict(on: .year(2010), of: series([1, 10, 12])) == nil)
        #expect(rule.verdict(on: .year(2011), of: series([1, 10, 12])) == nil)
        #expect(byThree.verdict(on: .year(2010), of: series([10])) == nil)
    }

    @Test(arguments: [GapRule.Baseline.previous, .period(.year(2010))])
    func `there is no verdict across a break`(since: GapRule.Baseline) {
        let rule = rule(.widened(by: 3, since: since))
        let obstacle = GapChange.Obstacle.seriesBreak(SeriesBreak(at: .year(2011), because: "new question"))
        #expect(rule.verdict(on: .year(2011), of: series([1, 20], brokenAt: [2011])) == .notAssessable(obstacle))
    }

    @Test func `after a break the rule speaks again of what lies behind it`() {
        #expect(holds(byThree.verdict(on: .year(2012), of: series([1, 20, 24], brokenAt: [2011]))) == true)
    }

    @Test(arguments: [([nil, 20], 2010), ([5, nil], 2011)] as [([Double?], Int)])
    func `a gap without a number gives no verdict`(differences: [Double?], year: Int) {
        let rule = rule(.widened(by: 3, since: .period(.year(2010))))
        #expect(
            rule.verdict(on: .year(2011), of: series(differences))
                == .notAssessable(.undefined(.wordsOnly, in: .year(year))))
    }

    @Test func `where neither end is good there is no verdict, for nobody trails`() {
        let indicator = coverage(.neutral)
        let growing = GapSeries(
            question: watched, indicator: indicator,
            gaps: [gap(0, 5, in: 2010, of: indicator), gap(0, 50, in: 2011, of: indicator)])
        #expect(byThree.verdict(on: .year(2011), of: growing) == .notAssessable(.neutral))
        #expect(rule(.level(above: 10)).verdict(on: .year(2011), of: growing) == .notAssessable(.neutral))
    }

    @Test func `a baseline that has no figures gives no verdict, and is not taken for calm`() {
        let rule = rule(.widened(by: 3, since: .period(.year(2005))))
        #expect(
            rule.verdict(on: .year(2011), of: series([5, 50]))
                == .notAssessable(.undefined(.noFigures, in: .year(2005))))
    }
}

struct ClearingTests {
    typealias Way = (condition: GapRule.Condition, clear: Double, differences: [Double], states: String)

    @Test(
        arguments: [
            (.level(above: 10), 8, [12, 9, 8.5, 8, 9], "fffrr"), (.level(above: 10), 8, [9, 12, 9, 11, 7], "ifffr"),
            (.widened(by: 3, since: .period(.year(2010))), 1, [10, 14, 12, 11], "ffr"),
            (.widened(by: 3, since: .period(.year(2010))), 1, [-10, 14], "i"),
        ] as [Way])
    func `an open alert clears at another limit than the one it opened at`(way: Way) {
        let rule = rule(way.condition, terms: GapRule.Terms(clear: way.clear))
        let states = trajectory(way.differences, of: rule).steps.map { String($0.state.name.prefix(1)) }
        #expect(states.joined() == way.states)
    }

    @Test func `what lies between the limits does not wait either`() {
        let patient = rule(for: 2, terms: GapRule.Terms(clear: 5))
        #expect(trajectory([12, 9, 12], of: patient).state == .pending(since: .year(2012), periods: 1))
    }
}

struct ReversalVerdictTests {
    @Test(
        arguments: [
            (10, -5, true), (-10, 5, true), (10, 5, false), (10, 25, false), (1, -1, false), (2, -1, true),
            (0, -9, false),
        ] as [(Double, Double, Bool)])
    func `a reversal holds where the sides changed places by the threshold, whoever trails now`(
        was: Double, now: Double, expected: Bool
    ) {
        let reversal = rule(.reversed(by: 3, since: .previous))
        #expect(holds(reversal.verdict(on: .year(2011), of: series([was, now]))) == expected)
    }

    @Test func `a reversal since a period lasts as long as the sides are the other ones`() {
        let reversal = rule(.reversed(by: 3, since: .period(.year(2010))))
        let states = trajectory([10, -5, -6, 4], of: reversal).steps.map(\.state.name)
        #expect(states == ["firing", "firing", "resolved"])
    }
}

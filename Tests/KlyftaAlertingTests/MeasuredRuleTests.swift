import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import Testing

/// Rules on a measure of all municipalities.
struct MeasuredRuleTests {
    static let scale = SizeScale(cuts: [10_000])

    /// Four municipalities, smallest first, in years from 2010.
    static func figures(_ years: [[Double?]], _ direction: Indicator.Direction = .higherIsBetter) -> Figures {
        let units = (1...4).map { try! Municipality(.sweden, "000\($0)") }
        return Figures(
            indicators: [coverage(direction)],
            observations: years.enumerated().flatMap { offset, values in
                zip(units, values).map { unit, value in
                    Observation(
                        coverageID, unit, .year(2010 + offset), value.map(Outcome.value) ?? .absent(.missing))
                }
            },
            populations: years.indices.flatMap { offset in
                units.enumerated().map { place, unit in
                    Population(unit, on: try! CalendarDay(2010 + offset, 12, 31), 4_000 * (place + 1))
                }
            })
    }

    static func rule(_ measure: DistributionMeasure, _ condition: GapRule.Condition) -> GapRule {
        GapRule(
            id: "m", question: GapQuestion(coverageID, .all(measure, scale)), condition: condition, patience: 1,
            severity: .warning)
    }

    static func series(_ measure: DistributionMeasure, _ figures: Figures) -> GapSeries {
        GapSeries(answering: GapQuestion(coverageID, .all(measure, scale)), from: figures)!
    }

    @Test(arguments: DistributionMeasure.watchable.filter { $0.measure != nil })
    func `a measure says what the same measure says elsewhere`(measure: DistributionMeasure) throws {
        let figures = Self.figures([[0, 20, 40, 70], [5, nil, 30, 90]])
        for gap in Self.series(measure, figures).gaps {
            let panel = Panel(of: gap.indicator, in: gap.period, membership: .current, from: figures)
            let elsewhere = MeasuredPanel(of: panel, by: Self.scale.classes, per: .inhabitant).answer(measure.measure!)
            let (one, other) = (try #require(gap.difference.value), try #require(elsewhere.estimate?.value))
            #expect((one - other).magnitude <= 1e-12 * max(1, one.magnitude))
        }
    }

    @Test(arguments: [
        (DistributionMeasure.lowest, GapRule.Condition.low(below: 5), [true, false]),
        (.highest, .level(above: 80), [false, true]), (.shareAtZero, .level(above: 0.2), [true, false]),
        (.gini, .level(above: 0), [true, true]), (.median, .low(below: 100), [true, true]),
    ])
    func `a level lies above or below`(measure: DistributionMeasure, condition: GapRule.Condition, holds: [Bool]) {
        let series = Self.series(measure, Self.figures([[0, 20, 40, 70], [5, 10, 30, 90]]))
        let rule = Self.rule(measure, condition)
        let verdicts = series.gaps.map { rule.verdict(on: $0.period, of: series) }
        #expect(verdicts.map { if case .holds? = $0 { true } else { false } } == holds)
        #expect(!verdicts.contains { $0?.finding == nil })
    }

    @Test(arguments: [Indicator.Direction.higherIsBetter, .lowerIsBetter, .neutral])
    func `inequality widens whichever end is better, and whether one is`(direction: Indicator.Direction) {
        let series = Self.series(.gini, Self.figures([[40, 40, 50, 50], [10, 20, 50, 90]], direction))
        let rule = Self.rule(.gini, .widened(by: 0.1, since: .previous))
        guard case .holds(let finding)? = rule.verdict(on: .year(2011), of: series) else {
            Issue.record("it did not widen")
            return
        }
        #expect(finding.measured > 0.1)
    }

    @Test func `a gradient is turned so that more means that the smaller ones trail further`() {
        let growing: [[Double?]] = [[40, 40, 50, 50], [10, 20, 50, 90]]
        let rule = Self.rule(.concentration, .widened(by: 0.05, since: .previous))
        func holds(_ direction: Indicator.Direction) -> Bool? {
            let series = Self.series(.concentration, Self.figures(growing, direction))
            switch rule.verdict(on: .year(2011), of: series) {
            case .holds?: return true
            case .fails?: return false
            default: return nil
            }
        }
        #expect(holds(.higherIsBetter) == true && holds(.lowerIsBetter) == false && holds(.neutral) == nil)
    }

    @Test func `what cannot be computed is no verdict, and says why`() {
        let series = Self.series(.gini, Self.figures([[nil, nil, nil, nil], [-5, 1, 2, 3]]))
        let rule = Self.rule(.gini, .level(above: 0.3))
        #expect(rule.verdict(on: .year(2010), of: series) == .notAssessable(.undefined(.noValues, in: .year(2010))))
        #expect(
            rule.verdict(on: .year(2011), of: series) == .notAssessable(.undefined(.negativeValue, in: .year(2011))))
    }

    @Test func `measures, scales and sides make different alerts and revisions`() {
        let above = Self.rule(.decile1, .level(above: 30))
        let below = Self.rule(.decile1, .low(below: 30))
        #expect(above.alertID == below.alertID && above.revision != below.revision)
        #expect(Self.rule(.gini, .level(above: 0.3)).alertID != Self.rule(.theil, .level(above: 0.3)).alertID)
    }

    @Test(arguments: [
        (
            DistributionMeasure.gini, GapRule.Condition.widened(by: 0.1, since: .previous),
            [[40, 40, 50, 50], [10, 20, 50, 90.0]],
            "Coverage: Gini coefficient, per inhabitant widened by 0.2553 from 2010 to 2011, from 0.0447 to 0.3000 (threshold 0.1000)."
        ),
        (
            .decile1, .low(below: 45), [[40, 40, 50, 50]],
            "Coverage: Quantile 10 %, per inhabitant was 40.00 % in 2010 (threshold 45.00)."
        ),
        (
            .shareAtZero, .level(above: 0.1), [[0, 40, 50, 50]],
            "Coverage: Share at zero, per municipality was 25.00 % in 2010 (threshold 10.00)."
        ),
    ])
    func `an alert says the measure, its number in its own unit, and the limit`(
        measure: DistributionMeasure, condition: GapRule.Condition, years: [[Double]], sentence: String
    ) throws {
        let series = Self.series(measure, Self.figures(years))
        let rule = Self.rule(measure, condition)
        let period = try #require(series.gaps.last).period
        let finding = try #require(rule.verdict(on: period, of: series)?.finding)
        let alert = Alert(rule: rule, period: period, finding: finding)
        #expect(Explanation(of: alert, .fired, in: .english).sentence == sentence)
    }
}

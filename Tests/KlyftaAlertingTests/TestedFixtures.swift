import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

let speedID = try! IndicatorID("skl.speed")
let mailID = try! IndicatorID("ssb.mail")

/// Six small and six large municipalities that all answered in years from 2010, with a gap of about 10 plus a shift by
/// year. What each of them does besides is fixed, and a little different.
func shifted(_ shifts: [IndicatorID: [Double]], brokenAt breaks: [Int] = [], turned: Bool = false) -> Figures {
    let plain = coverage(brokenAt: breaks)
    let codes = (1...6).map { ("SE-100\($0)", false, $0) } + (1...6).map { ("SE-200\($0)", true, $0) }
    let units = codes.map { (try! Municipality($0.0), isLarge: $0.1, number: $0.2) }
    let observations = shifts.flatMap { id, shifts in
        shifts.enumerated().flatMap { offset, shift in
            units.map { unit, isLarge, number in
                let wiggle = Double((number * 7 + offset * (isLarge ? 3 : 2)) % 5) * 0.3
                return Observation(id, unit, .year(2010 + offset), .value((isLarge ? 30 + shift : 20) + wiggle))
            }
        }
    }
    let populations = (2010...2020).flatMap { year in
        units.map { Population($0.0, on: try! CalendarDay(year, 12, 31), $0.isLarge ? 50_000 : 5_000) }
    }
    return Figures(
        indicators: shifts.keys.map { id in
            Indicator(
                id: id, title: plain.title, unit: .percent, direction: .higherIsBetter, nature: .register,
                breaks: plain.breaks, attribution: plain.attribution)
        },
        observations: turned ? observations.reversed() : observations,
        populations: turned ? populations.reversed() : populations)
}

/// A rule that asks whether a gap grew by more than 2 since 2010, beyond chance.
func proven(
    _ id: String = "p", on indicator: IndicatorID = coverageID, inference: Inference = .superpopulation,
    falseDiscovery: Double = 0.1, answers: Int = 5, since: GapRule.Baseline = .period(.year(2010)),
    measure: Measure = .group(.d)
) -> GapRule {
    var test = WideningTest(by: .amount(2))
    (test.measure, test.scale) = (measure, SizeScale(cuts: [10_000]))
    (test.inference, test.minimumAnswers) = (inference, answers)
    let classes = SizeScale(cuts: [10_000]).classes
    return rule(
        .provenWidening(test, since: since, falseDiscovery: falseDiscovery), id: id,
        question: GapQuestion(
            indicator, .sizeClasses(low: classes[0], high: classes[1], .municipality, .current)))
}

/// What the tests of these rules come to.
func ledger(_ figures: Figures, _ rules: [GapRule], known: [TestOutcome] = []) -> TestLedger {
    TestLedger(
        of: rules.compactMap { rule in
            GapSeries(answering: rule.question, from: figures).flatMap {
                Examination(of: rule, through: $0, from: figures)
            }
        }, known: known)
}

/// The way of a tested rule through the figures.
func wayThrough(_ figures: Figures, _ rule: GapRule, known: [TestOutcome] = []) -> Trajectory? {
    GapSeries(answering: rule.question, from: figures).map {
        Trajectory(of: rule, through: $0, tests: ledger(figures, [rule], known: known).answers[rule.id] ?? [:])
    }
}

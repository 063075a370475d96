import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import Testing

/// The steps of the rule that look at several tests, in their order.
struct TestLedgerTests {
    private let figures = shifted([coverageID: [0, 2.4], speedID: [0, 6], mailID: [0, 6]])

    @Test func `6: the new tests of one source and period are judged together`() throws {
        let rules = [proven("a"), proven("b", on: speedID), proven("c", on: mailID)]
        let new = ledger(figures, rules).new.map(\.outcome)
        #expect(new.map(\.familySize) == [2, 2, 1])
        #expect(new[0].family == new[1].family && new[1].family != new[2].family)
        let expected = try MultipleTesting.benjaminiHochberg.adjusted([new[0].p, new[1].p])
        #expect([new[0].adjusted, new[1].adjusted] == expected)
        #expect(new[0].p > new[1].p && new[2].adjusted == new[2].p)
    }

    @Test func `6: another period is another family`() {
        let new = ledger(shifted([coverageID: [0, 6, 6, 6]]), [proven()]).new.map(\.outcome)
        #expect(new.count == 3 && Set(new.map(\.family)).count == 3 && new.allSatisfy { $0.familySize == 1 })
    }

    @Test func `6: a complete count has no chance in it and stays out of every family`() {
        let rules = [proven("a", inference: .finite), proven("b", on: speedID)]
        let new = ledger(figures, rules).new.map(\.outcome)
        #expect(new[0].adjusted == nil && new[0].family == nil && new[0].state == .alert && new[0].p == 0)
        #expect(new[1].familySize == 1)
    }

    @Test(arguments: [(0.1, WaveComparison.State.alert), (1e-12, .signal)])
    func `6: a signal is an alert if it stands among all tests, and else opens nothing`(
        falseDiscovery: Double, state: WaveComparison.State
    ) throws {
        let rule = proven(on: speedID, falseDiscovery: falseDiscovery)
        #expect(ledger(figures, [rule]).new.map(\.outcome.state) == [state])
        let way = try #require(wayThrough(figures, rule))
        #expect(way.state == (state == .alert ? .firing(since: .year(2011)) : .inactive))
    }

    @Test func `7: the same figures are never tested twice, whatever else comes in`() {
        let first = ledger(figures, [proven("a")])
        let known = first.new.map(\.outcome)
        #expect(known.count == 1)
        let again = ledger(figures, [proven("a")], known: known)
        #expect(again.new.isEmpty && again.answers == first.answers)
        let later = ledger(figures, [proven("a"), proven("b", on: speedID)], known: known)
        #expect(later.new.map(\.outcome.ruleID) == ["b"] && later.new.map(\.outcome.familySize) == [1])
        #expect(later.answers["a"] == first.answers["a"])
    }

    @Test func `7: what a test came to stands, even where it would come to something else today`() throws {
        var known = ledger(figures, [proven(on: speedID)]).new.map(\.outcome)
        known = known.map { outcome in
            TestOutcome(
                key: outcome.key, ruleID: outcome.ruleID, ruleRevision: outcome.ruleRevision,
                baseline: outcome.baseline, period: outcome.period, p: outcome.p, adjusted: 0.9, family: "f",
                familySize: 40, falseDiscovery: 0.1, method: .benjaminiHochberg, state: .signal, revises: nil)
        }
        #expect(try #require(wayThrough(figures, proven(on: speedID), known: known)).state == .inactive)
    }

    @Test func `7: a revision is another test and says which one it replaces`() {
        let known = ledger(figures, [proven()]).new.map(\.outcome)
        let revised = ledger(shifted([coverageID: [0, 2.5]]), [proven()], known: known).new.map(\.outcome)
        #expect(revised.count == 1 && revised[0].key != known[0].key && revised[0].revises == known[0].key)
        let back = ledger(figures, [proven()], known: known + revised)
        #expect(back.new.isEmpty)
    }

    @Test func `7: a rule that asks something else is another test, and no revision`() {
        let known = ledger(figures, [proven()]).new.map(\.outcome)
        let changed = ledger(figures, [proven(answers: 6)], known: known).new.map(\.outcome)
        #expect(changed.count == 1 && changed[0].key != known[0].key && changed[0].revises == nil)
    }

    @Test func `nothing depends on the order of rules or figures`() {
        let shifts: [IndicatorID: [Double]] = [coverageID: [0, 2.4, 5], speedID: [0, 6, 1]]
        let rules = [proven("a"), proven("b", on: speedID), proven("c", since: .previous)]
        let one = ledger(shifted(shifts), rules)
        let other = ledger(shifted(shifts, turned: true), rules.reversed())
        #expect(one.new == other.new && one.answers == other.answers && one.new.count == 6)
    }
}

struct TestedTrajectoryTests {
    @Test func `9: an alert clears when the gap is at X or below, not when certainty is lost`() throws {
        let figures = shifted([coverageID: [0, 6, 2.3, 6, 1]])
        let steps = try #require(wayThrough(figures, proven())).steps
        #expect(
            steps.compactMap { $0.verdict.finding?.tested?.outcome.state.rawValue }
                == ["alert", "watch", "alert", "quiet"])
        #expect(steps.map { String($0.state.name.prefix(1)) }.joined() == "fffr")
    }

    @Test(arguments: [
        (AlertState.inactive, AlertState.inactive), (.pending(since: .year(2010), periods: 1), .inactive),
        (.firing(since: .year(2010)), .firing(since: .year(2010))),
        (.resolved(in: .year(2010)), .resolved(in: .year(2010))),
    ])
    func `9: what is not proven opens nothing, ends waiting and closes nothing`(from: AlertState, to: AlertState) {
        let verdict = Verdict.undecided(Finding(gap: gap(0, 1, in: 2014), change: nil, measured: 1))
        #expect(from.next(seeing: verdict, in: .year(2014), patience: 2) == to)
    }

    @Test func `a baseline without figures gives no verdict, and what lies before it is no step`() throws {
        let late = try #require(wayThrough(shifted([coverageID: [0, 6]]), proven(since: .period(.year(2009)))))
        #expect(
            late.steps.map(\.verdict) == [
                .notAssessable(.undefined(.noFigures, in: .year(2009))),
                .notAssessable(.undefined(.noFigures, in: .year(2009))),
            ])
        let inside = try #require(wayThrough(shifted([coverageID: [0, 6, 6]]), proven(since: .period(.year(2011)))))
        #expect(inside.steps.map(\.period) == [.year(2012)])
    }
}

struct TestedWordsTests {
    private func alert() throws -> Alert {
        let way = try #require(wayThrough(shifted([coverageID: [0, 6]]), proven()))
        let finding = try #require(way.steps.last?.verdict.finding)
        return Alert(rule: way.rule, period: .year(2011), finding: finding)
    }

    private func record(of alert: Alert, in language: Language) -> AlertRecord {
        AlertRecord(
            AlertEvent(
                alertID: "a", ruleID: "p", ruleRevision: "", episode: 1, kind: .fired, reason: .newPeriod,
                period: .year(2011), alert: alert), at: CommitTime(milliseconds: 0), in: language)
    }

    @Test(arguments: [
        (
            Language.english,
            ["widened by 5.80 percentage points", "at least", "with 95 % confidence", "12 of 12 answered both times"]
        ),
        (.swedish, ["ökade med 5,80 procentenheter", "minst", "med 95 % säkerhet", "12 av 12 svarade båda gångerna"]),
        (.norwegian, ["økte med 5,80 prosentpoeng", "minst", "med 95 % sikkerhet", "12 av 12 svarte begge ganger"]),
    ])
    func `10: ordinary words come first`(language: Language, words: [String]) throws {
        let headline = Explanation(of: try alert(), .fired, in: language).headline
        for word in words { #expect(headline.contains(word), "\(headline)") }
        #expect(!headline.contains(" p "))
    }

    private func headline(_ shift: Double, _ rule: GapRule, in language: Language) throws -> (String, String) {
        let way = try #require(wayThrough(shifted([coverageID: [0, shift]]), rule))
        let finding = try #require(way.steps.last?.verdict.finding)
        let words = Explanation(of: Alert(rule: rule, period: .year(2011), finding: finding), .fired, in: language)
        return (words.headline, words.sentence)
    }

    @Test(arguments: [
        (
            Language.english, "across all size classes, as “Gini coefficient, per municipality”, widened",
            "whoever trails"
        ),
        (.swedish, "över alla storleksklasser, som ”Ginikoefficient, per kommun”, ökade", "vem som än ligger efter"),
        (.norwegian, "over alle størrelsesklasser, som «Ginikoeffisient, per kommune», økte", "uansett hvem"),
    ])
    func `10: a distance between all is no gap between two, and does not say who trails`(
        language: Language, subject: String, growth: String
    ) throws {
        let (headline, sentence) = try headline(6, proven(measure: .micro(.gini, .municipality)), in: language)
        #expect(headline.contains(subject), "\(headline)")
        #expect(!headline.contains("0-9999") && sentence.contains(growth), "\(sentence)")
    }

    @Test func `10: no probability is told as 0`() throws {
        let (_, sentence) = try headline(60, proven(), in: .english)
        #expect(sentence.contains("p < 0.0001, adjusted < 0.0001 among"), "\(sentence)")
    }

    @Test func `10: another measure of two classes is named`() throws {
        let (headline, sentence) = try headline(6, proven(measure: .group(.r)), in: .english)
        #expect(headline.contains("the gap between 0-9999 and 10000+ inhabitants, as “Ratio (R)”, widened by"))
        #expect(sentence.contains("more means that the smaller municipalities trail further"))
    }

    @Test func `10: a bound is told where it says how sure a growth is, and is always among the facts`() throws {
        let (narrowed, facts) = try headline(-6, proven(), in: .english)
        #expect(narrowed.contains("narrowed by") && !narrowed.contains("at least"), "\(narrowed)")
        #expect(facts.contains("lower bound -"), "\(facts)")
        let (watched, _) = try headline(2.4, proven(), in: .english)
        #expect(watched.contains("at least") && watched.contains("that it is more than the threshold may be chance"))
    }

    @Test(arguments: Language.allCases)
    func `10: the letter carries every number that justifies it, in every language`(language: Language) throws {
        let alert = try alert()
        let letter = record(of: alert, in: language).letter(in: language)
        let words = ([letter.sentence] + letter.facts.map(\.text)).joined(separator: " ")
        let comparison = try #require(alert.finding.tested?.comparison)
        func local(_ value: Double, _ decimals: Int = 2) -> String {
            let text = value.fixed(decimals)
            return language == .english ? text : String(text.map { $0 == "." ? "," : $0 })
        }
        let numbers = [
            local(comparison.before), local(comparison.after), local(comparison.change), local(comparison.lower),
            local(comparison.threshold), local(comparison.minimumDetectable), "p < \(local(0.0001, 4))",
            local(try #require(comparison.composition)), "6/6/6", "q \(local(0.1))", comparison.content, "2010", "2011",
            "0-9999", "10000+", "C 95 %", "X \(local(2))",
        ]
        for number in numbers { #expect(words.contains(number), "\(number): \(words)") }
    }

    @Test func `10: the record has them by name`() throws {
        let numbers = try #require(record(of: try alert(), in: .english).numbers)
        let test = try #require(numbers.test)
        #expect(test.state == "alert" && test.measure == "d" && test.inference == "superpopulation")
        #expect(test.classes.map(\.both) == [6, 6] && test.classes.map(\.of) == [6, 6])
        #expect(test.basis == "fixed:2010" && test.redrawn == [] && test.familySize == 1)
        #expect(numbers.threshold == 2 && numbers.measured == test.change && numbers.condition == "widened")
        #expect(test.p == test.adjusted && test.lower < test.change && test.minimumDetectable > 2)
    }

    @Test(
        arguments: [
            ([], 7, "not-assessable", "too few answers of 0-9999: 6 then, 6 now, 6 both times, of 6"),
            ([2011], 5, "not-comparable", "not comparable since 2011: new question"),
        ] as [([Int], Int, String, String)])
    func `10: what cannot be tested is shown with its reason`(
        breaks: [Int], answers: Int, word: String, reason: String
    ) throws {
        let rule = proven(answers: answers)
        let way = try #require(wayThrough(shifted([coverageID: [0, 6]], brokenAt: breaks), rule))
        let standing = Standing(of: rule, along: way, open: nil, in: .english)
        #expect(standing.test == word && standing.obstacle == reason && standing.isBlind)
    }

    @Test func `a tested rule says what it asks, and any change of that is another revision`() {
        let changed = [
            proven(), proven(inference: .finite), proven(falseDiscovery: 0.05), proven(answers: 6),
            proven(since: .previous),
        ]
        #expect(Set(changed.map(\.revision)).count == changed.count)
        #expect(Set(changed.map(\.alertID)).count == 1)
    }
}

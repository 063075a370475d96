import Foundation
import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import Testing

struct RoundMemoryTests {
    static let scale = SizeScale(cuts: [8_000])

    /// Rules of every kind on all three indicators.
    static let rules: [GapRule] = ["skl.A", "skl.B", "ssb.C"].flatMap { name -> [GapRule] in
        let id = try! IndicatorID(name)
        let (low, high) = (scale.classes[0], scale.classes[1])
        var test = WideningTest(by: .amount(2))
        (test.scale, test.minimumAnswers) = (scale, 2)
        let current = GapQuestion(id, .sizeClasses(low: low, high: high, .municipality, .current))
        let fixed = GapQuestion(id, .sizeClasses(low: low, high: high, .inhabitant, .fixed(.year(2012))))
        let rules: [(String, GapQuestion, GapRule.Condition)] = [
            ("level", current, .level(above: 5)), ("widened", current, .widened(by: 2, since: .previous)),
            ("fixed", fixed, .widened(by: 2, since: .period(.year(2011)))),
            ("proven", current, .provenWidening(test, since: .previous, falseDiscovery: 0.1)),
            ("gini", GapQuestion(id, .all(.gini, scale)), .widened(by: 0.02, since: .previous)),
            ("tenth", GapQuestion(id, .all(.decile1, scale)), .low(below: 20)),
        ]
        return rules.map { kind, question, condition in
            GapRule(
                id: "\(name)-\(kind)", question: question, condition: condition, patience: 1, severity: .warning)
        }
    }

    /// How many questions of the rules are about one indicator.
    static let questionsPerIndicator = 4

    static func expectSame(_ warm: Round, _ anew: Round) {
        #expect(warm.trajectories.map(\.rule) == anew.trajectories.map(\.rule))
        for (one, other) in zip(warm.trajectories, anew.trajectories) {
            #expect(one.series.gaps == other.series.gaps && one.series.indicator == other.series.indicator)
            #expect(one.steps == other.steps)
            #expect(bits(one.series) == bits(other.series))
        }
        #expect(warm.tests == anew.tests && warm.events == anew.events && warm.standings == anew.standings)
    }

    private static func bits(_ series: GapSeries) -> [UInt64?] {
        series.gaps.flatMap { gap in
            [gap.low.value, gap.high.value, gap.difference].map { $0.value?.bitPattern }
        }
    }

    private static func follow(seed: UInt64, steps: Int) {
        var history = OfficeHistory(seed: seed)
        var memory = RoundMemory()
        var tests: [TestOutcome] = []
        var before: (event: OfficeHistory.Event, indicator: IndicatorID)?
        for _ in 0..<steps {
            let figures = history.figures
            let warm = Round(
                on: figures, rules: rules, known: KnownEpisodes([]), knownTests: tests, language: .english,
                remembering: &memory)
            let anew = Round(on: figures, rules: rules, known: [], knownTests: tests, language: .english)
            expectSame(warm, anew)
            tests += anew.tests.map(\.outcome)
            switch before?.event {
            case .nothing?: #expect(memory.computed == 0)
            // One period of one indicator, once for each question; a revision may say what was said before.
            case .revision?, .vanished?: #expect([0, questionsPerIndicator].contains(memory.computed))
            case .arrival?: #expect(memory.computed == questionsPerIndicator)
            default: break
            }
            before = history.goOn()
        }
    }

    /// A few, so that the whole stays fast; 10 000 with KLYFTA_SLOW.
    static let seeds: ClosedRange<UInt64> =
        ProcessInfo.processInfo.environment["KLYFTA_SLOW"] != nil ? 1...10_000 : 1...25

    @Test(arguments: seeds)
    func `a round that remembers says what one says that computes everything, and computes no more than it must`(
        seed: UInt64
    ) {
        Self.follow(seed: seed, steps: 12)
    }

    /// A history in which what is told is written down, unless the disk was full; the rules are edited now and then; some
    /// figures settle as days pass; and every other round finds the very same figures.
    private static func followTold(seed: UInt64, steps: Int) {
        var history = OfficeHistory(seed: seed)
        var memory = RoundMemory()
        var tests: [TestOutcome] = []
        var written: [WrittenEvent] = []
        var looks: [String: LastLook] = [:]
        var figures = history.figures
        for step in 0..<steps {
            if step.isMultiple(of: 2) { figures = history.figures }
            let rules = edited(at: step, seed: seed)
            let known = KnownEpisode.all(from: written)
            let today = try! CalendarDay(2016 + step / 12, 1 + step % 12, 1)
            let language = step.isMultiple(of: 7) ? Language.swedish : .english
            let warm = Round(
                on: figures, rules: rules, known: KnownEpisodes(known), lastSeen: looks, knownTests: tests,
                today: today, language: language, remembering: &memory)
            let anew = Round(
                on: figures, rules: rules, known: known, lastSeen: looks, knownTests: tests, today: today,
                language: language)
            expectSame(warm, anew)
            if step % 5 != 3 {
                written += anew.events.map(WrittenEvent.init)
                tests += anew.tests.map(\.outcome)
                looks = Standing.looks(anew.standings)
            }
            if step.isMultiple(of: 2) { _ = history.goOn() }
        }
    }

    /// Half of the rules let figures settle; one is told to ask something else in every fourth round, and one is not there
    /// in every third.
    private static func edited(at step: Int, seed: UInt64) -> [GapRule] {
        let other = (step / 4 + Int(seed)) % rules.count
        return rules.indices.compactMap { place in
            if step % 3 == 2, place == (other + 1) % rules.count { return nil }
            let rule = rules[place]
            return GapRule(
                id: rule.id, question: rule.question, condition: rule.condition, patience: place == other ? 2 : 1,
                severity: place == other ? .critical : .warning,
                terms: GapRule.Terms(settling: place.isMultiple(of: 2) ? 400 : nil))
        }
    }

    @Test(arguments: seeds)
    func `a rule that is not judged again says and stands as one that is, whatever was told, edited or lost between`(
        seed: UInt64
    ) {
        Self.followTold(seed: seed, steps: 24)
    }

    @Test
    func `who followed judges what another one wrote meanwhile, also where every figure is as it was`() {
        let figures = OfficeHistory(seed: 1).figures
        let looks = Standing.looks(
            Round(on: figures, rules: Self.rules, known: [], language: .english).standings)
        var memory = RoundMemory()
        let first = Round(
            on: figures, rules: Self.rules, known: KnownEpisodes([]), lastSeen: looks, language: .english,
            remembering: &memory)
        let told = Set(first.events.map(\.alertID))
        let known = Self.rules.filter { !told.contains($0.alertID) }.map { rule in
            KnownEpisode(
                alertID: rule.alertID, ruleID: rule.id, ruleRevision: rule.revision, number: 1, fired: .year(2014),
                isClosed: false)
        }
        let warm = Round(
            on: figures, rules: Self.rules, known: KnownEpisodes(known), lastSeen: looks, language: .english,
            remembering: &memory)
        let anew = Round(on: figures, rules: Self.rules, known: known, lastSeen: looks, language: .english)
        Self.expectSame(warm, anew)
        #expect(anew.standings != first.standings && !known.isEmpty)
    }
}

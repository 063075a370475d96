import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// One round, the reason for all of it: figures in, verdicts and announcements out.
///
/// It takes values and returns values. What stands around it loads, saves and sends.
package struct Round: Sendable {
    private let ways: [RuleWay]
    /// What is new since what was known.
    package let events: [AlertEvent]
    /// The tests that were made for the first time; they are never made again.
    package let tests: [TestedChange]
    /// Where every rule stands now, in order of the rules.
    package let standings: [Standing]

    /// The way of each rule whose indicator the figures know.
    package var trajectories: [Trajectory] { ways.map(\.trajectory) }

    /// Recomputes everything.
    /// - Parameters:
    ///   - figures: what the sources say.
    ///   - rules: what the operator wants to hear of.
    ///   - known: what was written down before.
    ///   - lastSeen: by alert, what was looked at before.
    ///   - knownTests: what the tests of earlier rounds came to, in their order.
    ///   - vintages: by module, the vintage that the figures are.
    ///   - today: the day on which it is asked whether figures have settled; without one, all have.
    ///   - language: of the sentences.
    package init(
        on figures: Figures, rules: [GapRule], known: [KnownEpisode], lastSeen: [String: LastLook] = [:],
        knownTests: [TestOutcome] = [], vintages: [String: String] = [:], today: CalendarDay? = nil, language: Language
    ) {
        var nothing = RoundMemory()
        self.init(
            on: figures, rules: rules, known: KnownEpisodes(known), lastSeen: lastSeen, knownTests: knownTests,
            vintages: vintages, today: today, language: language, remembering: &nothing)
    }

    /// The same, computing only what rests on other figures than those that the memory has seen, and judging only the rules
    /// that see anything new.
    /// - Parameters:
    ///   - earlier: how the figures were, so that letters can tell what was revised.
    ///   - step: called again and again while the round is made: proof that it goes on, however long it takes.
    package init(
        on figures: Figures, rules: [GapRule], known: KnownEpisodes, lastSeen: [String: LastLook] = [:],
        knownTests: [TestOutcome] = [], vintages: [String: String] = [:], today: CalendarDay? = nil,
        language: Language, remembering memory: inout RoundMemory,
        before earlier: some EarlierFigures = NoEarlierFigures(), step: () -> Void = {}
    ) {
        // figures -> panel -> profile by size -> gap, for every period: see GapShelf.
        let watched = memory.series(of: rules, from: figures, step: step)
        // two waves -> test, for rules that ask whether it is chance; each once, and all new ones together: see TestLedger.
        let ledger = TestLedger(
            of: memory.examinations(of: watched, from: figures, step: step), known: knownTests)
        tests = ledger.new
        let sights = RuleSights(known: known, lastSeen: lastSeen, today: today, language: language)
        // gap -> verdict -> state, period by period: see Trajectory, and RuleMemory for what need not be judged again.
        ways = watched.map { gaps in
            let sight = sights.sight(of: gaps.rule, memory.alertID(of: gaps.rule))
            if let known = memory.judgement(of: gaps, seeing: sight) { return .known(gaps, on: today, known) }
            let answers = ledger.answers[gaps.rule.id] ?? [:]
            return .judged(Trajectory(of: gaps.rule, through: gaps.series, tests: answers, today: today))
        }
        let byRule = Dictionary(ways.map { ($0.rule.id, $0) }) { first, _ in first }
        // state -> what was not said before: see Announcement.
        events = Announcement.events(
            for: ways.compactMap(\.judged), inForce: Set(rules.map { memory.alertID(of: $0) }), known: known,
            lastSeen: lastSeen, vintages: vintages
        ).map { event in
            step()
            // and of what is announced, why the gap moved: see GapDecomposer.
            return event.explained(by: figures, earlier, along: byRule[event.ruleID]?.series)
        }
        let told = Dictionary(grouping: events, by: \.alertID)
        let memories = rules.map { rule in
            let (way, alert) = (byRule[rule.id], memory.alertID(of: rule))
            if told[alert] == nil, let known = way?.known, known.rule == rule { return known }
            return RuleMemory(
                of: rule, seeing: sights.sight(of: rule, alert), along: way, telling: told[alert] ?? [], in: language)
        }
        standings = memories.map(\.standing)
        memory.keep(memories)
    }
}

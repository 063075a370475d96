import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// One round, the reason for all of it: figures in, verdicts and announcements out.
///
/// It takes values and returns values. What stands around it loads, saves and sends.
package struct Round: Sendable {
    /// The way of each rule whose indicator the figures know.
    package let trajectories: [Trajectory]
    /// What is new since what was known.
    package let events: [AlertEvent]
    /// The tests that were made for the first time; they are never made again.
    package let tests: [TestedChange]
    /// Where every rule stands now, in order of the rules.
    package let standings: [Standing]

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
            on: figures, rules: rules, known: known, lastSeen: lastSeen, knownTests: knownTests, vintages: vintages,
            today: today, language: language, remembering: &nothing)
    }

    /// The same, computing only what rests on other figures than those that the memory has seen.
    /// - Parameters:
    ///   - earlier: how the figures were, so that letters can tell what was revised.
    ///   - step: called again and again while the round is made: proof that it goes on, however long it takes.
    package init(
        on figures: Figures, rules: [GapRule], known: [KnownEpisode], lastSeen: [String: LastLook] = [:],
        knownTests: [TestOutcome] = [], vintages: [String: String] = [:], today: CalendarDay? = nil,
        language: Language, remembering memory: inout RoundMemory,
        before earlier: some EarlierFigures = NoEarlierFigures(), step: () -> Void = {}
    ) {
        // figures -> panel -> profile by size -> gap, for every period: see GapShelf.
        let series = memory.series(of: rules, from: figures, step: step)
        // two waves -> test, for rules that ask whether it is chance; each once, and all new ones together: see TestLedger.
        let ledger = TestLedger(
            of: memory.examinations(of: series, from: figures, step: step), known: knownTests)
        tests = ledger.new
        // gap -> verdict -> state, period by period: see Trajectory.
        trajectories = series.map { Trajectory(of: $0, through: $1, tests: ledger.answers[$0.id] ?? [:], today: today) }
        // state -> what was not said before: see Announcement.
        let ways = Dictionary(trajectories.map { ($0.rule.id, $0) }) { first, _ in first }
        // and of what is announced, why the gap moved: see GapDecomposer.
        events = Announcement.events(
            for: trajectories, rules: rules, known: known, lastSeen: lastSeen, vintages: vintages
        ).map { event in
            step()
            return event.explained(by: figures, earlier, along: ways[event.ruleID]?.series)
        }
        let (open, retracted) = Self.endings(after: events, known: known)
        standings = rules.map { rule in
            Standing(
                of: rule, along: ways[rule.id], open: open[rule.alertID], retracted: retracted[rule.alertID],
                in: language)
        }
    }

    /// By alert, the episode that is open once the events are told, and the period of one that was taken back last.
    private static func endings(
        after events: [AlertEvent], known: [KnownEpisode]
    ) -> (open: [String: KnownEpisode], retracted: [String: Period]) {
        let last = Dictionary(known.map { ($0.alertID, $0) }) { $0.number > $1.number ? $0 : $1 }
        var retracted = last.compactMapValues { $0.isRetracted ? $0.resolved : nil }
        var open = Dictionary(known.filter { !$0.isClosed }.map { ($0.alertID, $0) }) { _, last in last }
        for event in events {
            switch (event.kind, event.period) {
            case (.fired, let period?):
                open[event.alertID] = KnownEpisode(
                    alertID: event.alertID, ruleID: event.ruleID, ruleRevision: event.ruleRevision,
                    number: event.episode, fired: period, isClosed: false)
                retracted[event.alertID] = nil
            case (.amended, _), (.restated, _): break
            case (.retracted, let period):
                open[event.alertID] = nil
                retracted[event.alertID] = period
            case (.resolved, _), (.fired, nil):
                open[event.alertID] = nil
            }
        }
        return (open, retracted)
    }
}

import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// Rounds one after another, as a daemon makes them, with memory in place of a store and nobody to tell.
///
/// It answers what rules would say, or would have said, by the code that says it in earnest.
package struct Rehearsal: Sendable {
    private let rules: RuleSet
    private let language: Language
    private var written: [WrittenEvent]
    private var looks: [String: LastLook]
    private var tests: [TestOutcome]
    private var memory = RoundMemory()

    /// A rehearsal that begins with what was written down before; with nothing, unless given.
    package init(
        of rules: RuleSet, in language: Language, written: [WrittenEvent] = [], looks: [String: LastLook] = [:],
        tests: [TestOutcome] = []
    ) {
        self.rules = rules
        self.language = language
        self.written = written
        self.looks = looks
        self.tests = tests
    }

    /// One round on figures, and its events written down.
    /// - Parameters:
    ///   - vintages: by module, the vintage that the figures are.
    ///   - today: the day of the round.
    package mutating func round(
        on figures: Figures, vintages: [String: String] = [:], today: CalendarDay
    ) -> Round {
        let known = KnownEpisodes(KnownEpisode.all(from: written))
        let round = Round(
            on: figures, rules: rules.inForce(on: figures, known: known.open), known: known, lastSeen: looks,
            knownTests: tests, vintages: vintages, today: today, language: language, remembering: &memory)
        written += round.events.map(WrittenEvent.init)
        tests += round.tests.map(\.outcome)
        looks = Standing.looks(round.standings)
        return round
    }
}

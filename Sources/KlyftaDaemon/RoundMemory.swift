import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// What a round leaves to the next, so that it computes what rests on new figures, judges what is new to a rule, and nothing
/// else. What comes out is what a round without memory gives, bit for bit.
package struct RoundMemory: Sendable {
    private var shelf = GapShelf()
    private var examinations: [GapRule: Examination] = [:]
    private var figures: Figures?
    private var watched: (rules: [GapRule], gaps: [WatchedGaps])?
    /// By the rule's name.
    private var judged: [String: RuleMemory] = [:]

    /// Nothing is known yet.
    package init() {}

    /// How many gaps the last round computed.
    package private(set) var computed = 0

    /// The series of each rule whose indicator the figures know, in order of the rules.
    mutating func series(of rules: [GapRule], from figures: Figures, step: () -> Void) -> [WatchedGaps] {
        if let watched, watched.rules == rules, self.figures?.isIdentical(to: figures) == true {
            computed = 0
            return watched.gaps
        }
        let answers = shelf.answer(rules.map(\.question), from: figures, step: step)
        computed = shelf.computed
        let gaps = rules.compactMap { rule in
            answers[rule.question].map {
                WatchedGaps(rule: rule, series: $0, isUnchanged: shelf.unchanged.contains(rule.question))
            }
        }
        // Who finds the same figures again finds these gaps unchanged.
        watched = (rules, gaps.map(\.asBefore))
        return gaps
    }

    /// The examinations of the rules that rest on a test. One is made again if its figures or the boundaries of
    /// municipalities changed.
    mutating func examinations(
        of watched: [WatchedGaps], from figures: Figures, step: () -> Void
    ) -> [Examination] {
        let isSameDivision = self.figures?.boundaryChanges == figures.boundaryChanges
        self.figures = figures
        let before = isSameDivision ? examinations : [:]
        examinations = [:]
        return watched.compactMap { gaps in
            defer { step() }
            guard gaps.rule.condition.test != nil else { return nil }
            let known = gaps.isUnchanged ? before[gaps.rule] : nil
            let examination = known ?? Examination(of: gaps.rule, through: gaps.series, from: figures)
            examinations[gaps.rule] = examination
            return examination
        }
    }

    /// The name of the alert of a rule, which costs a hash to find out.
    func alertID(of rule: GapRule) -> String {
        if let known = judged[rule.id], known.rule == rule { return known.sight.alertID }
        return rule.alertID
    }

    /// What a rule came to that need not be judged again: its gaps, and all it is judged by beside them, are those of the
    /// last round. A rule that rests on a test is, since others have a part in what its test comes to.
    func judgement(of gaps: WatchedGaps, seeing sight: RuleSight) -> RuleMemory? {
        guard gaps.isUnchanged, gaps.rule.condition.test == nil, let before = judged[gaps.rule.id],
            before.holds(for: gaps.rule, seeing: sight)
        else { return nil }
        return before
    }

    /// Keeps what the rules of a round came to.
    mutating func keep(_ memories: [RuleMemory]) {
        judged = Dictionary(memories.map { ($0.rule.id, $0) }) { first, _ in first }
    }
}

/// The gaps that a rule watches. A class, as it is handed on from round to round as it is: to copy its forty references for each
/// rule would be most of what a quiet round does.
final class WatchedGaps: Sendable {
    let rule: GapRule
    let series: GapSeries
    /// Whether they are those of the round before, every one of them.
    let isUnchanged: Bool

    init(rule: GapRule, series: GapSeries, isUnchanged: Bool) {
        (self.rule, self.series, self.isUnchanged) = (rule, series, isUnchanged)
    }

    /// The same for a later round.
    fileprivate var asBefore: WatchedGaps {
        isUnchanged ? self : WatchedGaps(rule: rule, series: series, isUnchanged: true)
    }
}

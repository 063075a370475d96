import KlyftaAlerting
import KlyftaDivide

/// What a round leaves to the next, so that it computes what rests on new figures and nothing else. What comes out is what
/// a round without memory gives, bit for bit.
package struct RoundMemory: Sendable {
    private var shelf = GapShelf()
    private var examinations: [GapRule: Examination] = [:]
    private var boundaries: Figures?

    /// Nothing is known yet.
    package init() {}

    /// How many gaps the last round computed.
    package var computed: Int { shelf.computed }

    /// The series of each rule whose indicator the figures know, in order of the rules.
    mutating func series(
        of rules: [GapRule], from figures: Figures, step: () -> Void
    ) -> [(rule: GapRule, series: GapSeries)] {
        let answers = shelf.answer(rules.map(\.question), from: figures, step: step)
        return rules.compactMap { rule in answers[rule.question].map { (rule, $0) } }
    }

    /// The examinations of the rules that rest on a test. One is made again if its figures or the boundaries of
    /// municipalities changed.
    mutating func examinations(
        of series: [(rule: GapRule, series: GapSeries)], from figures: Figures, step: () -> Void
    ) -> [Examination] {
        let isSameDivision = boundaries?.boundaryChanges == figures.boundaryChanges
        boundaries = figures
        let before = isSameDivision ? examinations : [:]
        examinations = [:]
        return series.compactMap { rule, series in
            let known = shelf.unchanged.contains(rule.question) ? before[rule] : nil
            let examination = known ?? Examination(of: rule, through: series, from: figures)
            examinations[rule] = examination
            step()
            return examination
        }
    }
}

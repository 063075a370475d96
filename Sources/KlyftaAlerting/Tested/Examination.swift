import KlyftaDivide
import KlyftaModel

/// What the tests of one rule find in the figures that stand, before they are looked at together with others.
package struct Examination: Sendable {
    /// The rule.
    package let rule: GapRule
    /// By period, the comparison with its baseline, or why there is none.
    package let answers: [Period: Result<WaveComparison, GapChange.Obstacle>]

    /// The tests of a rule on every period that has a baseline.
    /// - Returns: `nil` for a rule that does not rest on a test.
    package init?(of rule: GapRule, through series: GapSeries, from figures: Figures) {
        guard case .provenWidening(let test, let since, _) = rule.condition,
            var comparer = WaveComparer(rule.question, by: test, from: figures)
        else { return nil }
        self.rule = rule
        var answers: [Period: Result<WaveComparison, GapChange.Obstacle>] = [:]
        for period in series.gaps.map(\.period) {
            switch since {
            case .previous:
                // Fixed by the calendar before anybody sees the figures, as a baseline of a test must be.
                guard let then = series.lastDefined(before: period) else { continue }
                answers[period] = comparer.comparison(from: then.period, to: period)
            // A number is no wave: the configuration refuses a test of one.
            case .pinned: continue
            case .period(let base):
                guard base < period else { continue }
                answers[period] =
                    series.gap(in: base) == nil
                    ? .failure(.undefined(.noFigures, in: base)) : comparer.comparison(from: base, to: period)
            }
        }
        self.answers = answers
    }

    /// The name of one test: the rule, what it asked, and the content of both waves. The same figures are never tested
    /// twice, or the hourly schedule would roll the dice until they fall right.
    package func key(of comparison: WaveComparison) -> String { "\(rule.id):\(rule.revision):\(comparison.content)" }
}

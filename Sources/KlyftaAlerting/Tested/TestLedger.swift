import KlyftaDivide
import KlyftaModel

/// Every test once: those that were made before keep what they came to, the others are looked at together.
///
/// A pure function of both, so that a round repeated after a crash comes to the same. Of 300 rules tested at 5 % each,
/// 15 would fire although nothing happened; the family of a test is therefore all that are new in the round and speak of
/// the same period of the same source. A rule that is added later is a family of its own, and leaves the others alone.
package struct TestLedger: Sendable {
    /// By rule and period, what the tests say now.
    package let answers: [String: [Period: Result<TestedChange, GapChange.Obstacle>]]
    /// Those that were made for the first time, in order of their names.
    package let new: [TestedChange]

    /// - Parameters:
    ///   - examinations: the tests of all rules on the figures that stand, in any order.
    ///   - known: what was written down before, in the order in which it was.
    package init(of examinations: [Examination], known: [TestOutcome]) {
        let written = Dictionary(known.map { ($0.key, $0) }) { first, _ in first }
        let fresh = examinations.flatMap { examination in
            examination.answers.values.compactMap { answer -> Candidate? in
                guard case .success(let comparison) = answer else { return nil }
                let candidate = Candidate(examination, comparison)
                return written[candidate.key] == nil ? candidate : nil
            }
        }.sorted { $0.key < $1.key }
        let families = Dictionary(grouping: fresh.filter { !$0.comparison.isFact }, by: \.family)
        new = (families.values.flatMap(Self.judged) + fresh.filter(\.comparison.isFact).map { $0.judged() })
            .map { tested in tested.revising(known) }
            .sorted { $0.outcome.key < $1.outcome.key }

        let outcomes = written.merging(new.map { ($0.outcome.key, $0.outcome) }) { first, _ in first }
        answers = Dictionary(
            examinations.map { examination in
                let tested =
                    examination.answers.compactMapValues { answer in
                        switch answer {
                        case .failure(let obstacle): return .failure(obstacle)
                        case .success(let comparison):
                            return outcomes[examination.key(of: comparison)].map {
                                .success(TestedChange(comparison, $0))
                            }
                        }
                    } as [Period: Result<TestedChange, GapChange.Obstacle>]
                return (examination.rule.id, tested)
            }
        ) { first, _ in first }
    }

    /// The tests of one family, each with its p among all of them.
    private static func judged(_ family: [Candidate]) -> [TestedChange] {
        let p = family.map(\.comparison.widening.p)
        // A p is between 0 and 1; if one were not, nothing could be said to stand.
        let adjusted = (try? Candidate.method.adjusted(p)) ?? p.map { _ in 1 }
        let name = Fingerprint(of: Dictionary(family.map { ($0.key, "") }) { one, _ in one }).description
        return zip(family, adjusted).map { candidate, adjusted in
            candidate.judged(among: (name: "\(candidate.family):\(name)", size: family.count), adjusted)
        }
    }
}

/// A test that has yet to be looked at together with others.
private struct Candidate {
    static let method = MultipleTesting.benjaminiHochberg

    let key: String
    let rule: GapRule
    let comparison: WaveComparison

    init(_ examination: Examination, _ comparison: WaveComparison) {
        key = examination.key(of: comparison)
        rule = examination.rule
        self.comparison = comparison
    }

    var family: String { "\(rule.question.indicator.module) \(comparison.now)" }

    func judged(among family: (name: String, size: Int)? = nil, _ adjusted: Double? = nil) -> TestedChange {
        let q = if case .provenWidening(_, _, let q) = rule.condition { q } else { 0.0 }
        let stands = (adjusted ?? comparison.widening.p) <= q && comparison.isConfirmed
        return TestedChange(
            comparison,
            TestOutcome(
                key: key, ruleID: rule.id, ruleRevision: rule.revision, baseline: comparison.then,
                period: comparison.now, p: comparison.widening.p, adjusted: adjusted, family: family?.name,
                familySize: family?.size ?? 0, falseDiscovery: q, method: Self.method,
                state: comparison.state == .signal && stands ? .alert : comparison.state, revises: nil))
    }
}

extension TestedChange {
    /// The same, with the name of the test of the same waves that was made before on other figures.
    fileprivate func revising(_ known: [TestOutcome]) -> TestedChange {
        var renewed = outcome
        renewed.revises =
            known.last { earlier in
                earlier.ruleID == outcome.ruleID && earlier.ruleRevision == outcome.ruleRevision
                    && earlier.baseline == outcome.baseline && earlier.period == outcome.period
            }?.key
        return TestedChange(comparison, renewed)
    }
}

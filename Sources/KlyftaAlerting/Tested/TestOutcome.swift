import KlyftaDivide
import KlyftaModel

/// What one test came to, once and for all.
package struct TestOutcome: Hashable, Sendable {
    /// Its name: see ``Examination/key(of:)``.
    package let key: String
    /// The rule, and what it asked then.
    package let ruleID: String
    package let ruleRevision: String
    /// The two waves.
    package let baseline: Period
    package let period: Period
    /// Its p, between 0 and 1; of a complete count 0 or 1, which is no chance.
    package let p: Double
    /// Its p among all tests of its family; `nil` for a complete count, which belongs to none.
    package let adjusted: Double?
    /// The name of the family; `nil` for a complete count.
    package let family: String?
    /// How many tests the family has.
    package let familySize: Int
    /// The share of false ones that the rule allows, q.
    package let falseDiscovery: Double
    /// How p was adjusted.
    package let method: MultipleTesting
    /// What follows.
    package let state: WaveComparison.State
    /// The test of the same waves that this one replaces, because the office revised its figures.
    package var revises: String?

    package init(
        key: String, ruleID: String, ruleRevision: String, baseline: Period, period: Period, p: Double,
        adjusted: Double?, family: String?, familySize: Int, falseDiscovery: Double, method: MultipleTesting,
        state: WaveComparison.State, revises: String?
    ) {
        self.key = key
        self.ruleID = ruleID
        self.ruleRevision = ruleRevision
        self.baseline = baseline
        self.period = period
        self.p = p
        self.adjusted = adjusted
        self.family = family
        self.familySize = familySize
        self.falseDiscovery = falseDiscovery
        self.method = method
        self.state = state
        self.revises = revises
    }
}

/// A comparison together with what became of it among all tests of its release.
package struct TestedChange: Hashable, Sendable {
    /// The numbers.
    package let comparison: WaveComparison
    /// What they came to.
    package let outcome: TestOutcome

    package init(_ comparison: WaveComparison, _ outcome: TestOutcome) {
        self.comparison = comparison
        self.outcome = outcome
    }
}

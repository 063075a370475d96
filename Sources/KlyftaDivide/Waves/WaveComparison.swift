import KlyftaModel
import KlyftaStatistics

/// Two waves of a gap held against one another: the change, how sure it is, and all one must know to judge that.
///
/// Levels, change, bound and threshold are on the scale of the measure, oriented so that more is wider; of a ratio they
/// are natural logarithms.
package struct WaveComparison: Hashable, Sendable {
    /// What is measured.
    package let indicator: Indicator
    /// How it was asked.
    package let test: WideningTest
    /// What counts once in the mean of a class.
    package let weight: Weight
    /// The baseline and the wave compared with it.
    package let then: Period
    package let now: Period
    /// Whose population formed the classes, in both waves.
    package let basis: Membership
    /// Who was left out because the division changed.
    package let redrawn: [Municipality]
    /// How many answered, by class, the smallest municipalities first.
    package let turnouts: [TwoWaves.Turnout]
    /// The name of the content of both waves: see ``TwoWaves/content``.
    package let content: String
    /// Who the verdict rests on.
    package let estimator: Estimator
    /// The class means of the smallest and the largest class in both waves, with all who answered.
    package let gapThen: Gap
    package let gapNow: Gap
    /// The measure in both waves, among those whom the verdict rests on.
    package let before: Double
    package let after: Double
    /// How far it moved, Δ.
    package let change: Double
    /// The bound above which Δ lies with the confidence of one look; Δ itself where it is a fact.
    package let lower: Double
    /// The X that Δ was held against; a share of the gap then is turned into an amount.
    package let threshold: Double
    /// The smallest Δ that this test finds four times in five. If X is far below it, silence proves nothing.
    package let minimumDetectable: Double
    /// The test itself.
    package let widening: Widening
    /// The change by the other estimate; `nil` where it has none.
    package let secondary: Double?
    /// What of the change among all who answered is that others answered: cross-section minus panel.
    package let composition: Double?
    /// The other kind of measure in both waves, among the same: ratio of the class means for an absolute measure,
    /// difference for a relative one.
    package let opposite: Levels
    /// The difference of the class means, each wave with the classes of its own period.
    package let currentClasses: Levels
    /// The median absolute change from wave to wave before, times 1.48: what this gap does without a reason. Only of
    /// complete counts with five earlier waves or more.
    package let volatility: Double?
    /// What follows, before other tests are looked at.
    package let state: State

    /// A number in both waves.
    package struct Levels: Hashable, Sendable {
        /// In the baseline.
        package let then: Measured
        /// In the later wave.
        package let now: Measured
    }

    /// Who a verdict rests on.
    package enum Estimator: String, Hashable, Sendable {
        /// Those who answered both times.
        case panel
        /// All who answered.
        case crossSection = "cross-section"
    }

    /// What follows of two waves.
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// It did not grow by more than X, or the smaller municipalities are not behind.
        case quiet
        /// It grew by more than X, and that may be chance.
        case watch
        /// It grew by more than X, as surely as was asked.
        case signal
        /// A signal that stands among all tests of its release, and by the second estimate too.
        case alert
        /// A signal that the second estimate contradicts.
        case disputed
    }
}

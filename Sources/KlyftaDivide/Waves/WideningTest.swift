import KlyftaModel

/// What "really widened" means: by how much, how surely, and for whom.
///
/// Decide all of it before the figures are seen. A threshold or a baseline that is chosen afterwards makes the stated
/// confidence untrue.
package struct WideningTest: Hashable, Sendable {
    /// What is measured of the divide; oriented so that a growing number is a widening gap.
    package var measure = Measure.group(.d)
    /// By how much it must have grown: X.
    package var threshold: Threshold
    /// How sure one must be of that, C, over all ``looks`` together.
    package var confidence = 0.95
    /// How many waves are going to be held against one baseline, K. Each is tested at `1 − (1 − C)/K`, or else of 16
    /// looks at 5 % one in three families would see a widening that is none.
    package var looks = 1
    /// How many municipalities of each class must have answered.
    package var minimumAnswers = 5
    /// Which share of the smaller wave must have answered both times, and else which share of a class each time.
    package var coverage = 0.5
    /// For whom the statement is meant.
    package var inference = Inference.finite
    /// The size classes of a measure that looks at all of them.
    package var scale = SizeScale.standard
    /// The least value that is enough, for the share at or above it; in the unit of the indicator.
    package var cut: Double?

    /// By how much a gap must have grown.
    package enum Threshold: Hashable, Sendable {
        /// By more than this, in the unit of the measure.
        case amount(Double)
        /// By more than this share of the gap then: 0.05 is 5 %.
        case share(Double)

        /// The number as it was written, a share as a fraction.
        package var number: Double {
            switch self {
            case .amount(let amount): amount
            case .share(let share): share
            }
        }
    }

    /// A test of the difference of class means at 0.95, with the rest as the properties say.
    package init(by threshold: Threshold) {
        self.threshold = threshold
    }

    /// The confidence of one look, `1 − (1 − C)/K`.
    ///
    /// Example: 0.95 over 4 looks is 0.9875 each.
    package var confidenceOfOneLook: Double { 1 - (1 - confidence) / Double(max(looks, 1)) }
}

import KlyftaModel

/// Why a gap moved between two periods: parts that add up to the change, in the unit of the gap.
///
/// The gap is led from the earlier period to the later one in steps that change one thing each; a part is what the gap
/// moved in its steps. ``GapDecomposer`` has the steps and the reason for their order.
package struct GapDecomposition: Sendable {
    /// The earlier gap as it was first known.
    package let first: Gap
    /// The earlier gap as it is known now; the same unless the office revised it.
    package let earlier: Gap
    /// The later gap.
    package let later: Gap
    /// One part for each cause, in the order of ``ChangeCause``.
    package let parts: [Part]
    /// The gap after each step, beginning with the first: what was held and what was changed can be checked.
    package let steps: [Step]
    /// How many units of the compared classes answered both times and stood in them in the earlier period.
    package let matched: Int
    /// Municipalities that are no unit of both periods: parts of them moved, or they have no counterpart.
    package let redrawn: [Municipality]
    /// A new definition between the two periods, which the real part then holds too.
    package let seriesBreak: SeriesBreak?

    /// What one cause did.
    package struct Part: Hashable, Sendable {
        /// The cause.
        package let cause: ChangeCause
        /// How far it moved the oriented gap, in its unit: above 0 towards the smaller ones being worse off.
        package let amount: Double
        /// Whose doing it is, the largest first; all together are the amount.
        package let influences: [Influence]
        /// Causes that cannot be told apart from this one, because a class had nobody in between.
        package let including: [ChangeCause]
    }

    /// What a municipality adds to a part.
    package struct Influence: Hashable, Sendable {
        /// The municipality, or the unit it is in, by its last code.
        package let municipality: Municipality
        /// In the unit of the gap.
        package let amount: Double
    }

    /// One step.
    package struct Step: Hashable, Sendable {
        /// Why the gap is another one after it; `nil` for the gap that all begins with.
        package let cause: ChangeCause?
        /// The oriented gap after it; `nil` where a class has nobody.
        package let gap: Double?
    }

    /// The whole change, in the unit of the gap.
    package var change: Double { (later.difference.value ?? 0) - (first.difference.value ?? 0) }

    /// Whether it is about one period before and after the office revised it, so that no other cause has a part in it.
    package var isRevision: Bool { first.period == later.period }

    /// The part of a cause.
    package subscript(cause: ChangeCause) -> Part { parts[ChangeCause.allCases.firstIndex(of: cause) ?? 0] }

    /// The parts that moved the gap, the largest first.
    package var moving: [Part] {
        parts.filter { $0.amount.magnitude > GapChange.slack }.sorted {
            $0.amount.magnitude > $1.amount.magnitude
        }
    }
}

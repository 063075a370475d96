import KlyftaStatistics
import RealModule

/// How far off an estimate may be because not everybody answered.
package enum Uncertainty: Hashable, Sendable {
    /// Everybody answered: there is no sampling error.
    case exact
    /// A part answered. The variance is in the unit of the estimate squared.
    case sampled(variance: Double, degreesOfFreedom: Double)

    /// The standard error in the unit of the estimate; 0 if exact.
    package var standardError: Double {
        switch self {
        case .exact: 0
        case .sampled(let variance, _): .sqrt(variance)
        }
    }

    /// The degrees of freedom of the variance; `nil` if exact.
    package var degreesOfFreedom: Double? {
        if case .sampled(_, let degrees) = self { degrees } else { nil }
    }

    /// What one class adds to the variance.
    struct Term {
        let variance: Double
        let degreesOfFreedom: Int
        let isExact: Bool
    }

    /// Adds what independent classes contribute: `V = Σ V_h`, `ν = V² / Σ(V_h²/ν_h)` (Satterthwaite 1946).
    /// - Throws: the given reason where only a part answered and nothing varies among them.
    static func sum(of terms: [Term], unlessNothingVaries reason: Unanswerable) throws(Unanswerable) -> Uncertainty {
        if terms.allSatisfy(\.isExact) { return .exact }
        let variance = try Double.finite(CompensatedSum.of(terms.map(\.variance)))
        guard variance > 0 else { throw reason }
        let shares = terms.filter { $0.variance > 0 }.map { term in
            let share = term.variance / variance
            return share * share / Double(term.degreesOfFreedom)
        }
        return .sampled(variance: variance, degreesOfFreedom: 1 / CompensatedSum.of(shares))
    }
}

/// An estimate and how far off it may be, both in the unit of the measure.
package struct Estimated: Hashable, Sendable {
    /// The estimate.
    package let amount: Double
    /// Its uncertainty, or why there is none to be had although the estimate stands.
    package let uncertainty: Result<Uncertainty, Unanswerable>

    /// An estimate with its uncertainty.
    /// - Throws: `.tooLarge` for an estimate that is no finite number.
    package init(_ amount: Double, _ uncertainty: Result<Uncertainty, Unanswerable>) throws(Unanswerable) {
        self.amount = try Double.finite(amount)
        self.uncertainty = uncertainty
    }
}

import RealModule

/// How much an Atkinson index dislikes that the lowest have little.
package enum MicroAversion: Double, CaseIterable, Sendable {
    /// ε = ½.
    case half = 0.5
    /// ε = 1.
    case one = 1
    /// ε = 2.
    case two = 2
}

extension MicroSample {
    /// Atkinson's index, `A = 1 − (Σ p·r^(1−ε))^(1/(1−ε))` with `r = y/μ`; for ε = 1 `1 − exp(Σ p·ln r)`.
    ///
    /// The part of the mean that one could give up if all then had the same, from 0 to 1, without unit. Zeros count:
    /// for ε ≥ 1 a single one makes the index 1, its limit, which then has no standard error. Undefined for values
    /// below zero, a mean of zero, one unit. Influence `(1 − A)[(r − 1) − (r^(1−ε)/m − 1)/(1 − ε)]` with m the mean of
    /// `r^(1−ε)`, for ε = 1 `(1 − A)[(r − 1) − (ln r − Σ p·ln r)]`. Reference: Atkinson, On the measurement of
    /// inequality, Journal of Economic Theory 2, 1970.
    ///
    /// Example: 1, 2, 3, 4 has for ε = 1 the geometric mean 24^¼ = 2.213 of 2.5 and A = 0.1147, for ε = 2 the harmonic
    /// mean 1.92 and A = 0.232.
    package func atkinson(_ aversion: MicroAversion) -> Answer {
        if let reason = lacksWhole { return .undefined(reason) }
        guard lowest > 0 || aversion == .half else { return .finite(1) }
        return aversion == .one ? atkinsonLogarithmic() : atkinsonPower(1 - aversion.rawValue, aversion)
    }

    private func atkinsonLogarithmic() -> Answer {
        let logarithm = weighted { .log(relative($0)) }
        let level = min(1, Double.exp(logarithm))
        let error = standardError { level * (relative($0) - 1 - (.log(relative($0)) - logarithm)) }
        return .finite(1 - level, standardError: error)
    }

    private func atkinsonPower(_ exponent: Double, _ aversion: MicroAversion) -> Answer {
        func power(_ unit: Int) -> Double {
            aversion == .half ? relative(unit).squareRoot() : 1 / relative(unit)
        }
        let moment = weighted(power)
        let level = min(1, aversion == .half ? moment * moment : 1 / moment)
        let error = standardError { level * (relative($0) - 1 - (power($0) / moment - 1) / exponent) }
        return .finite(1 - level, standardError: error)
    }
}

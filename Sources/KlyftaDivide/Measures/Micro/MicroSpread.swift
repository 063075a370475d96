extension MicroSample {
    /// The coefficient of variation, `√(Σ p(y − μ)²) / μ`.
    ///
    /// The standard deviation as a part of the mean, without unit. Zeros and values below zero count. Undefined for a
    /// mean of zero or less and for one unit. Influence that of half its square, divided by it: none where all have the
    /// same. Reference: Cowell, Measuring Inequality, 2011, chapter 2.
    ///
    /// Example: 1, 2, 3, 4 has √1.25 / 2.5 = 0.447.
    package func coefficientOfVariation() -> Answer {
        if let reason = lacksPositiveMean { return .undefined(reason) }
        let order = MicroEntropyOrder.halfSquaredVariation
        let half = weighted { order.term(relative($0)) }
        let variation = (2 * half).squareRoot()
        let error = standardError { order.influence(relative($0), entropy: half) }
        return .finite(variation, standardError: variation > 0 ? error.map { $0 / variation } : nil)
    }

    /// Hoover's index, `Σ p|y − μ| / 2μ`, also called Robin Hood's.
    ///
    /// The part of the whole that would have to move for all to have the same, from 0 to below 1, without unit. Zeros
    /// count. Undefined for values below zero, a mean of zero, one unit. No standard error. Reference: Hoover, The
    /// measurement of industrial localization, Review of Economics and Statistics 18, 1936.
    ///
    /// Example: of 1, 2, 3, 4 the upper two have 2 too much, of 10 in all: 0.2.
    package func hoover() -> Answer {
        if let reason = lacksWhole { return .undefined(reason) }
        return .finite(weighted { (relative($0) - 1).magnitude } / 2)
    }
}

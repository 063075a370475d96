extension GroupTable {
    /// The absolute concentration index ACI: on whom the indicator is concentrated, in its own unit.
    ///
    /// Formula: `ACI = Σ p_j (2X_j − 1) y_j`, which is twice the covariance of value and rank, where
    /// `X_j = Σ_{k<j} p_k + p_j/2`; `se² = Σ p_j² (2X_j − 1)² s_j²`, exact for independent groups.
    ///
    /// Input: an ordered table. Unit: that of the indicator. Not turned by direction: above 0 the large municipalities
    /// have more, good or bad. Zeros and negative values count; a group without inhabitants has no weight. Undefined
    /// below three groups and where any group is missing.
    /// Reference: WHO, HEAT Technical Notes v6.0, "Absolute concentration index".
    ///
    /// Example: 10, 20, 30 in three equal classes: `(−⅔·10 + 0·20 + ⅔·30) / 3 = 4.44`.
    package func absoluteConcentration(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try ranked()
        return try Estimate(data.concentration, se: data.propagated(data.concentrationGradient), z: z)
    }

    /// The relative concentration index RCI: the same as a part of the mean, from −1 to 1.
    ///
    /// Formula: `RCI = ACI / μ`; gradient `p_j (2X_j − 1 − RCI) / μ`, a fraction and not times 100.
    ///
    /// Input: an ordered table. Unit: none. Not turned by direction. Zeros count. Undefined as
    /// ``absoluteConcentration(z:)`` is, and where the mean is not above zero. Between −1 and 1 if no value is below 0.
    /// For a bounded indicator its range depends on the mean, and attainment and shortfall disagree: see
    /// ``erreygers(z:)``.
    /// Reference: Kakwani, Wagstaff, van Doorslaer, Journal of Econometrics 77 (1997); WHO, HEAT Technical Notes v6.0.
    ///
    /// Example: 10, 20, 30 in three equal classes: `4.44 / 20 = 0.222`.
    package func relativeConcentration(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try ranked()
        let mean = try data.positiveMean
        let index = data.concentration / mean
        let gradient = zip(data.shares, data.ranks).map { $0 * (2 * $1 - index) / mean }
        return try Estimate(index, se: data.propagated(gradient), z: z)
    }
}

extension CompleteGroups {
    /// `p_j (2X_j − 1)`, the gradient of the absolute concentration index.
    var concentrationGradient: [Double] { zip(shares, ranks).map { 2 * $0 * $1 } }

    /// The absolute concentration index, of the deviations from the mean: the same number, and 0 for equal values.
    var concentration: Double { Self.sum(concentrationGradient, deviations) }
}

extension GroupTable {
    /// The slope index of inequality SII, linear: how far the fitted line rises from the very smallest to the largest.
    ///
    /// Formula: the slope of a weighted regression of value on rank, `SII = Σ g_j y_j` with
    /// `g_j = p_j (X_j − ½) / V_X` and `V_X = Σ p_j (X_j − ½)²`; `se² = Σ g_j² s_j²`, exact for independent groups.
    /// `SII = ACI / (2 V_X)`.
    ///
    /// Input: an ordered table. Unit: that of the indicator. Not turned by direction: above 0 the large municipalities
    /// have more. Zeros and negative values count; a group without inhabitants has no weight. Undefined below three
    /// groups, where any group is missing, and where everybody lives in one.
    /// Reference: Moreno-Betancur et al., Epidemiology 26 (2015) 518–527; PHE, phe_sii.
    ///
    /// Example: 10, 20, 30 in three equal classes: the middles are a third apart, so the line rises by 30.
    package func linearSlope(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try ranked()
        let gradient = try data.slopeGradient()
        return try Estimate(CompleteGroups.sum(gradient, data.deviations), se: data.propagated(gradient), z: z)
    }

    /// The relative index of inequality RII, linear: the upper end of the fitted line over its lower end.
    ///
    /// Formula: `RII = v₁ / v₀`, `v₀ = μ − SII/2`, `v₁ = μ + SII/2`; limits on the logarithmic scale with gradient
    /// `(γ_j + g_j)/v₁ − γ_j/v₀`, `γ_j = p_j − g_j/2`.
    ///
    /// Input: an ordered table. Unit: none. The standard error is on the logarithmic scale. Above 1 the large
    /// municipalities have more. Zeros count. Undefined as ``linearSlope(z:)`` is, and where an end of the line is not
    /// above zero, which is common for a steep divide.
    /// Reference: Moreno-Betancur et al., Epidemiology 26 (2015) 518–527.
    ///
    /// Example: 10, 20, 30 in three equal classes: the line goes from 5 to 35, a ratio of 7.
    package func linearSlopeRatio(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try ranked()
        let slope = try data.slopeGradient()
        let half = CompleteGroups.sum(slope, data.deviations) / 2
        let (low, high) = (data.mean - half, data.mean + half)
        guard low > 0, high > 0 else { throw .fittedEndNotPositive }
        let gradient = zip(data.shares, slope).map { ($0 + $1 / 2) / high - ($0 - $1 / 2) / low }
        return try Estimate(high / low, se: data.propagated(gradient), z: z, scale: .logarithmic)
    }
}

extension CompleteGroups {
    /// `V_X = Σ p_j (X_j − ½)²`, above zero.
    func rankVariance() throws(Undefined) -> Double {
        let variance = CompensatedSum.of(zip(shares, ranks).map { $0 * $1 * $1 })
        guard shares.count(where: { $0 > 0 }) > 1, variance > 0 else { throw .oneRank }
        return variance
    }

    /// `g_j = p_j (X_j − ½) / V_X`, the gradient of the linear slope index.
    func slopeGradient() throws(Undefined) -> [Double] {
        let variance = try rankVariance()
        return zip(shares, ranks).map { $0 * $1 / variance }
    }
}

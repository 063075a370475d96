extension GroupTable {
    /// PAR with WHO's error from a two by two table. For parity with it only: it takes all inhabitants for independent
    /// trials, which makes register figures far too certain, and means nothing for counts.
    ///
    /// Formula: the PAR of ``attributableRisk(z:)``; with `c = y_ref·N_ref/scale`, `d = N_ref − c`,
    /// `a = μN/scale − c`, `b = N − a − N_ref`: `se = μ·√(cN[ad(N − c) + bc²] / ((a + c)³(c + d)³))`. Where the
    /// mean is not above zero or the variance is no number from zero up, the error is unknown.
    ///
    /// Input, unit, zeros and missing values: see ``attributableRisk(z:)``; here a PAR of 0 has limits as well.
    /// Reference: WHO, HEAT Technical Notes v6.0.
    ///
    /// Example: 10, 20, 30 % in three equal classes, more is better: 10.
    package func attributableRiskTwoByTwo(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try CompleteGroups(self)
        let place = standardGroup(of: data)
        let risk = data.values[place] - data.mean
        let error = fractionError(data, place).map { $0 * data.mean }
        return try Estimate(isGain(risk) ? risk : 0, se: error, z: z)
    }

    /// PAF with WHO's error from a two by two table. For parity with it only; see ``attributableRiskTwoByTwo(z:)``.
    ///
    /// Formula: `100·PAR/μ`; `se = 100·√(…)` of the same root. The anchors leave out the 100, so that their limits are
    /// 100 times too narrow. Unit: percent. Undefined also where the mean is not above zero. Input, zeros and missing
    /// values: see ``attributableFraction(z:)``. Reference: WHO, HEAT Technical Notes v6.0.
    ///
    /// Example: 10, 20, 30 % in three equal classes, more is better: 50 %.
    package func attributableFractionTwoByTwo(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try CompleteGroups(self)
        let mean = try data.positiveMean
        let place = standardGroup(of: data)
        let risk = data.values[place] - mean
        let error = fractionError(data, place).map { 100 * $0 }
        return try Estimate(isGain(risk) ? 100 * (risk / mean) : 0, se: error, z: z)
    }

    /// The standard error of the fraction; nil where the two by two table has none.
    private func fractionError(_ data: CompleteGroups, _ place: Int) -> Double? {
        let all = CompensatedSum.of(data.populations)
        let group = data.populations[place]
        let c = data.values[place] / scale * group
        let d = group - c
        let a = data.mean / scale * all - c
        let b = all - a - group
        // Divided factor by factor: cubes of populations are larger than they need be.
        let (cases, members) = (a + c, c + d)
        let inner = a / cases * (d / members) * ((all - c) / cases) + b / cases * (c / members) * (c / cases)
        let variance = inner * (c / members) * (all / members) / cases
        return variance >= 0 && variance.isFinite && data.mean > 0 ? variance.squareRoot() : nil
    }
}

extension GroupTable {
    /// The between-group variance BGV: how far the groups lie from the mean, squared.
    ///
    /// Formula: `BGV = Σ p_j (y_j − μ)²`; the variance under normal errors is
    /// `4 Σ p²s²(y − μ)² + 2 [(Σ p²s²)² − Σ p⁴s⁴ + Σ p²(1 − p)²s⁴]`.
    ///
    /// Input: any table. Unit: that of the indicator, squared. Blind to direction and order. Never below 0, so noise
    /// alone makes it positive: do not test whether it is 0. Zeros count; a group without inhabitants has no weight.
    /// Undefined below three groups, where one of an ordered table or more than 15 % of another are missing.
    /// Reference: WHO, HEAT Technical Notes v6.0, "Between-group variance".
    ///
    /// Example: 10, 20, 30 in three equal groups: `(100 + 0 + 100) / 3 = 66.7`.
    package func betweenGroupVariance(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try CompleteGroups(self)
        return try Estimate(data.variance, se: data.varianceError, z: z)
    }

    /// The between-group variance less the part that is sampling error.
    ///
    /// Formula: `Σ p_j (y_j − μ)² − Σ p_j (1 − p_j) s_j²`.
    ///
    /// Input: any table with standard errors. Unit: that of the indicator, squared. Below 0 where the groups differ
    /// less than their errors would make them. Without limits. Undefined as ``betweenGroupVariance(z:)`` is, and where
    /// a group with inhabitants has no standard error.
    /// Reference: for independent errors the expectation of BGV is `Σ p (y − μ)² + Σ p (1 − p) s²` of the true figures.
    ///
    /// Example: 10, 20, 30 in three equal groups, each with standard error 3: `66.7 − 3·(2/9)·9 = 60.7`.
    package func betweenGroupVarianceCorrected(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try CompleteGroups(self)
        guard let errors = data.knownErrors else { throw .noStandardErrors }
        let bias = CompensatedSum.of(zip(data.shares, errors).map { $0 * (1 - $0) * $1 * $1 })
        return try Estimate(data.variance - bias, se: nil, z: z)
    }

    /// The between-group standard deviation BGSD, with or without its error by the delta method.
    ///
    /// Formula: `BGSD = √BGV`; gradient `p_j (y_j − μ) / BGSD`.
    ///
    /// Input: any table. Unit: that of the indicator. WHO simulates its limits, which nobody can repeat: they are left
    /// out unless `delta` asks for ours. Equal values have no error by this method. Zeros, missing values and where
    /// it is undefined: see ``betweenGroupVariance(z:)``.
    /// Reference: WHO, HEAT Technical Notes v6.0, "Between-group standard deviation".
    ///
    /// Example: 10, 20, 30 in three equal groups: `√66.7 = 8.16`.
    package func betweenGroupDeviation(
        delta: Bool, z: Double = Estimate.z95
    ) throws(Undefined) -> Estimate {
        let data = try CompleteGroups(self)
        let deviation = data.standardDeviation
        let gradient = zip(data.shares, data.deviations).map { $0 * ($1 / deviation) }
        return try Estimate(deviation, se: delta && deviation > 0 ? data.propagated(gradient) : nil, z: z)
    }

    /// The coefficient of variation COV: the between-group standard deviation in percent of the mean, with or without
    /// its error by the delta method.
    ///
    /// Formula: `COV = 100·BGSD / μ`; gradient `100 [p_j (y_j − μ)/(BGSD·μ) − BGSD·p_j/μ²]`.
    ///
    /// Input: any table. Unit: percent. Zeros count. Undefined as ``betweenGroupDeviation(delta:z:)`` is, and where
    /// the mean is not above zero.
    /// Reference: WHO, HEAT Technical Notes v6.0, "Coefficient of variation".
    ///
    /// Example: 10, 20, 30 in three equal groups: `100 · 8.16 / 20 = 40.8 %`.
    package func coefficientOfVariation(
        delta: Bool, z: Double = Estimate.z95
    ) throws(Undefined) -> Estimate {
        let data = try CompleteGroups(self)
        let mean = try data.positiveMean
        let deviation = data.standardDeviation
        let relative = deviation / mean
        let gradient = zip(data.shares, data.deviations).map { 100 * $0 * ($1 / deviation - relative) / mean }
        return try Estimate(100 * relative, se: delta && deviation > 0 ? data.propagated(gradient) : nil, z: z)
    }
}

extension CompleteGroups {
    fileprivate var variance: Double { CompensatedSum.of(zip(shares, deviations).map { $0 * $1 * $1 }) }

    var standardDeviation: Double { Self.length(zip(shares, deviations).map { $0.squareRoot() * $1 }) }

    /// The errors of all groups, of a group without inhabitants 0; nil if any other is unknown.
    fileprivate var knownErrors: [Double]? {
        let known = zip(shares, errors).compactMap { $0 > 0 ? $1 : 0 }
        return known.count == errors.count ? known : nil
    }

    fileprivate var varianceError: Double? {
        knownErrors.map { errors in
            let terms = zip(shares, zip(errors, deviations)).map { share, row in
                let (error, deviation) = row
                let spread = share * share * error * error
                let own = share * (1 - share) * error * error
                return (spread, linear: 4 * spread * deviation * deviation, square: own * own - spread * spread)
            }
            let sum = CompensatedSum.of(terms.map(\.0))
            let square = CompensatedSum.of(terms.map(\.square)) + sum * sum
            // A sum of squares by construction, which rounding must not take below zero.
            return (CompensatedSum.of(terms.map(\.linear)) + 2 * square).roundedUpToZero.squareRoot()
        }
    }
}

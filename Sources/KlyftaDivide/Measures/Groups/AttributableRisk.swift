extension GroupTable {
    /// The population attributable risk PAR: how much the mean would rise if every group were like the reference.
    ///
    /// Formula: `PAR = y_ref − μ`, where the reference is the largest class of an ordered table, else the best group
    /// (of equal ones the most populous); `se² = Σ (δ_j − p_j)² s_j²`, `δ` being 1 for the reference.
    ///
    /// Input: any table. Unit: that of the indicator. Above 0 if more is better, below 0 if less is. Where the
    /// reference is worse than the mean there is nothing to gain: 0, without limits. Zeros count. Undefined below
    /// three groups, and where one of an ordered table or more than 15 % of another are missing.
    /// Reference: WHO, HEAT Technical Notes v6.0, "Population attributable risk"; the error is ours, see
    /// ``attributableRiskTwoByTwo(z:)``.
    ///
    /// Example: 10, 20, 30 in three equal classes, more is better: `30 − 20 = 10`.
    package func attributableRisk(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try CompleteGroups(self)
        let place = standardGroup(of: data)
        let risk = data.values[place] - data.mean
        guard isGain(risk) else { return try Estimate(0, se: nil, z: z) }
        let gradient = data.shares.enumerated().map { ($0.offset == place ? 1 : 0) - $0.element }
        return try Estimate(risk, se: data.propagated(gradient), z: z)
    }

    /// The population attributable fraction PAF: the same in percent of the mean.
    ///
    /// Formula: `PAF = 100·PAR / μ`; gradient `100 (δ_j/μ − y_ref·p_j/μ²)`.
    ///
    /// Input: any table. Unit: percent. Zeros count. Undefined as ``attributableRisk(z:)`` is, and where the mean is
    /// not above zero.
    /// Reference: WHO, HEAT Technical Notes v6.0, "Population attributable fraction".
    ///
    /// Example: 10, 20, 30 in three equal classes, more is better: `100 · 10 / 20 = 50 %`.
    package func attributableFraction(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try CompleteGroups(self)
        let mean = try data.positiveMean
        let place = standardGroup(of: data)
        let best = data.values[place]
        guard isGain(best - mean) else { return try Estimate(0, se: nil, z: z) }
        let gradient = data.shares.enumerated().map { row in
            100 * ((row.offset == place ? 1 : 0) - best / mean * row.element) / mean
        }
        return try Estimate(100 * ((best - mean) / mean), se: data.propagated(gradient), z: z)
    }

    /// Whether ``attributableRisk(z:)`` is 0 because it was cut off there: the reference is worse than the mean.
    ///
    /// Example: 10, 20, 30 in three equal classes where less is better: yes.
    package var isAttributableRiskTruncated: Bool {
        guard let data = try? CompleteGroups(self) else { return false }
        return !isGain(data.values[standardGroup(of: data)] - data.mean)
    }

    /// The group whose level the others could reach.
    func standardGroup(of data: CompleteGroups) -> Int {
        isOrdered ? data.values.count - 1 : data.best(direction)
    }

    /// Whether a change of the mean is one for the better, or none.
    func isGain(_ change: Double) -> Bool { direction == .favourable ? change >= 0 : change <= 0 }
}

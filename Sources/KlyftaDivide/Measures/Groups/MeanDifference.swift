extension GroupTable {
    /// What the groups are compared with.
    package enum Standard: Hashable, Sendable {
        /// The mean per inhabitant.
        case mean
        /// The best group: the highest if more is better, the lowest if less is.
        case best
        /// The chosen group of a table without order.
        case reference
    }

    /// The mean difference from a standard: MDM from the mean, MDB from the best group, MDR from the reference.
    ///
    /// Formula: `(1/K) Σ |y_j − s|` where each group counts once, `Σ p_j |y_j − s|` where each inhabitant does. The
    /// mean is that per inhabitant in both.
    ///
    /// Input: any table; for the reference one without order that has it. Unit: that of the indicator. Blind to order
    /// and never below 0. WHO simulates its limits, which nobody can repeat: there are none. Zeros count; a group
    /// without inhabitants counts only where each group counts once. Undefined below three groups, where one of an
    /// ordered table or more than 15 % of another are missing, and without a reference that has an estimate.
    /// Reference: WHO, HEAT Technical Notes v6.0, "Mean difference from …".
    ///
    /// Example: 10, 20, 30 in three equal groups: 6.67 from the mean and, if more is better, 10 from the best.
    package func meanDifference(
        from standard: Standard, weighted: Bool, z: Double = Estimate.z95
    ) throws(Undefined) -> Estimate {
        let data = try CompleteGroups(self)
        let level = try level(of: standard, in: data)
        return try Estimate(data.meanDistance(from: level, weighted: weighted), se: nil, z: z)
    }

    /// The index of disparity IDIS: the mean difference from the mean, in percent of the mean.
    ///
    /// Formula: `100·MDM / μ`, with each group or each inhabitant counting once.
    ///
    /// Input: any table. Unit: percent. Zeros count. Without limits. Undefined as
    /// ``meanDifference(from:weighted:z:)`` is, and where the mean is not above zero.
    /// Reference: Pearcy, Keppel, Public Health Reports 117 (2002) 273–280; WHO, HEAT Technical Notes v6.0.
    ///
    /// Example: 10, 20, 30 in three equal groups: `100 · 6.67 / 20 = 33.3 %`.
    package func indexOfDisparity(weighted: Bool, z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try CompleteGroups(self)
        let mean = try data.positiveMean
        return try Estimate(100 * (data.meanDistance(from: mean, weighted: weighted) / mean), se: nil, z: z)
    }

    private func level(of standard: Standard, in data: CompleteGroups) throws(Undefined) -> Double {
        switch standard {
        case .mean: return data.mean
        case .best: return data.values[data.best(direction)]
        case .reference:
            guard let reference else { throw .noReference }
            guard let level = groups[reference].estimate else { throw .referenceMissing }
            return level
        }
    }
}

extension CompleteGroups {
    /// The best group; of equal ones the most populous.
    func best(_ direction: GroupTable.Direction) -> Int {
        let sign: Double = direction == .favourable ? 1 : -1
        return values.indices.reduce(0) { best, place in
            let (now, next) = ((values[best] * sign, populations[best]), (values[place] * sign, populations[place]))
            return next > now ? place : best
        }
    }

    func meanDistance(from level: Double, weighted: Bool) -> Double {
        let count = Double(values.count)
        return CompensatedSum.of(
            zip(values, shares).map { ($0 - level).magnitude * (weighted ? $1 : 1) / (weighted ? 1 : count) })
    }
}

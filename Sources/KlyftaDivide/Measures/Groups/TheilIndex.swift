import RealModule

extension GroupTable {
    /// The Theil index TI: how unevenly what there is is shared between the groups, times 1000.
    ///
    /// Formula: `TI = 1000 Σ p_j r_j ln r_j`, `r_j = y_j / μ`, `0 ln 0 = 0`; gradient
    /// `1000 (p_j/μ)(ln r_j − T)` with `T` not times 1000.
    ///
    /// Input: any table. Unit: none, in thousandths. From 0 up; blind to order and direction. A zero counts, but
    /// leaves no limits, since the slope there is infinite. Undefined below three groups, where one of an ordered table
    /// or more than 15 % of another are missing, where the mean is not above zero, and where a value is below zero. A
    /// group without inhabitants plays no part.
    /// Reference: Theil, Economics and Information Theory (1967); WHO, HEAT Technical Notes v6.0. The standard errors
    /// of healthequal and HEAT are 1000 times too small.
    ///
    /// Example: 0, 20, 40 in three equal groups: `1000 (0 + 0 + 2 ln 2) / 3 = 462`.
    package func theilIndex(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try CompleteGroups(self).logarithmic()
        let ratios = data.ratios
        let terms = ratios.map { $0 > 0 ? $0 * Double.log($0) : 0 }
        let index = CompleteGroups.sum(data.shares, terms).roundedUpToZero
        let gradient = zip(data.shares, ratios).map { 1000 * $0 / data.mean * (Double.log($1) - index) }
        return try Estimate(1000 * index, se: data.propagated(gradient), z: z)
    }

    /// The mean logarithmic deviation MLD: how far below the mean the groups lie, in logarithms, times 1000.
    ///
    /// Formula: `MLD = −1000 Σ p_j ln r_j`, `r_j = y_j / μ`; gradient `1000 (p_j/μ)(1 − 1/r_j)`.
    ///
    /// Input: any table. Unit: none, in thousandths. From 0 up; blind to order and direction. Undefined as
    /// ``theilIndex(z:)`` is, and where a value is zero: the logarithm would be infinite.
    /// Reference: Theil, Economics and Information Theory (1967); WHO, HEAT Technical Notes v6.0. The standard errors
    /// of healthequal and HEAT are 1000 times too small.
    ///
    /// Example: 10, 20, 30 in three equal groups: `−1000 (ln ½ + ln 1 + ln 1.5) / 3 = 95.9`.
    package func meanLogDeviation(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try CompleteGroups(self).logarithmic()
        let ratios = data.ratios
        guard ratios.allSatisfy({ $0 > 0 }) else { throw .zeroValue }
        let index = (-CompleteGroups.sum(data.shares, ratios.map { Double.log($0) })).roundedUpToZero
        let gradient = zip(data.shares, ratios).map { 1000 * $0 / data.mean * (1 - 1 / $1) }
        return try Estimate(1000 * index, se: data.propagated(gradient), z: z)
    }
}

extension CompleteGroups {
    /// The same groups, if logarithms of their values relative to the mean make sense.
    func logarithmic() throws(Undefined) -> CompleteGroups {
        _ = try positiveMean
        guard zip(values, shares).allSatisfy({ $0 >= 0 || $1 == 0 }) else { throw .negativeValue }
        return self
    }

    /// `y_j / μ`, of a group without inhabitants 1, which is no deviation.
    fileprivate var ratios: [Double] { zip(values, shares).map { $1 > 0 ? $0 / mean : 1 } }
}

extension GroupTable {
    /// Which of the two entropies.
    package enum Entropy: Hashable, Sendable, CaseIterable {
        /// ``theilIndex(z:)``.
        case ti
        /// ``meanLogDeviation(z:)``.
        case mld
    }

    /// TI or MLD with every zero replaced by 0.000001, as healthequal and HEAT do. For parity with them only: the
    /// result depends on the unit of measurement, since a millionth is less of a percentage than of a proportion.
    ///
    /// Formula: that of the entropy on the values `y_j`, 10⁻⁶ where `y_j = 0`; the mean is that of the replaced values.
    /// Unit: none, in thousandths. Without limits: those of MLD would be absurd. Input, missing values and where it is
    /// undefined: as there; all zero is undefined as well.
    /// Reference: healthequal 1.0.1, `ti` and `mld`.
    ///
    /// Example: 0, 20, 40 in three equal groups: MLD is `−1000 (ln 0.00000005 + ln 1 + ln 2) / 3 = 5373`.
    package func entropyWithMillionthForZero(
        _ entropy: Entropy, z: Double = Estimate.z95
    ) throws(Undefined) -> Estimate {
        guard groups.contains(where: { ($0.estimate ?? 0) != 0 }) else { throw .meanNotPositive }
        let raised = replacing(
            groups.map { group in
                Group(estimate: group.estimate.map { $0 == 0 ? 1e-6 : $0 }, population: group.population)
            })
        return try entropy == .ti ? raised.theilIndex(z: z) : raised.meanLogDeviation(z: z)
    }
}

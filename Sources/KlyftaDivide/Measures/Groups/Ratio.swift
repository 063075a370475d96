extension GroupTable {
    /// The ratio R: how many times as much one extreme group has as the other.
    ///
    /// Formula: `R = y₁ / y₂` of the groups that ``difference(z:)`` compares,
    /// `se(ln R) = √((s₁/y₁)² + (s₂/y₂)²)`, limits `R·e^(±z·se)`.
    ///
    /// Input: estimates; populations play no part. Unit: none. The standard error is on the logarithmic scale. Zero
    /// above the line is a ratio of 0 without limits. Undefined where the number below the line is not above zero or
    /// the one above it is below zero, for a single group and where a compared group has no estimate.
    /// Reference: WHO, HEAT Technical Notes v6.0, "Ratio".
    ///
    /// Example: 8 % in the smallest class and 67 % in the largest: 8.375 times.
    package func ratio(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let (one, other) = try comparedPair()
        guard other.value > 0, one.value >= 0 else { throw .ratioNotPositive }
        let errors = one.standardError.flatMap { above in
            other.standardError.map { below in [above / one.value, below / other.value] }
        }
        return try Estimate(
            one.value / other.value, se: one.value > 0 ? errors.map(CompleteGroups.length) : nil, z: z,
            scale: .logarithmic)
    }
}

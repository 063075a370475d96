extension GroupTable {
    /// SII, linear, with the sandwich error HC1 that healthequal reports. For parity with it only: it measures how far
    /// a handful of groups lie from a line and ignores their standard errors.
    ///
    /// Formula: the slope of ``linearSlope(z:)``; `se² = K/(K − 2) · Σ p_j² e_j² (X_j − ½)² / V_X²` with residuals `e`.
    /// `K` counts every group, inhabited or not.
    ///
    /// Input, unit, zeros and missing values: see ``linearSlope(z:)``. Reference: healthequal 1.0.1,
    /// `sii(linear = TRUE)`.
    ///
    /// Example: 10, 20, 30 in three equal classes: 30 with a standard error of 0.
    package func linearSlopeSandwich(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try ranked()
        let gradient = try data.slopeGradient()
        let scatter = try CompleteGroups.length(zip(gradient, data.residuals()).map { $0 * $1 })
        let error = scatter * ((data.degreesOfFreedom + 2) / data.degreesOfFreedom).squareRoot()
        return try Estimate(CompleteGroups.sum(gradient, data.deviations), se: error, z: z)
    }
}

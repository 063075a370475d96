extension GroupTable {
    /// ACI with the error that healthequal reports. For parity with it only: the error measures how far the groups lie
    /// from a straight line, ignores their standard errors, and is 0 for a straight divide however noisy.
    ///
    /// Formula: the slope of a weighted regression of `2·V_X·y` on `X`; `se² = [Σ p_j e_j² / (K − 2)] / V_X` with
    /// residuals `e` and normal limits. `K` counts every group, inhabited or not.
    ///
    /// Input, unit, zeros and missing values: see ``absoluteConcentration(z:)``. Undefined also where everybody lives
    /// in one group. Reference: healthequal 1.0.1, `aci`.
    ///
    /// Example: 10, 20, 30 in three equal classes: 4.44 with a standard error of 0.
    package func absoluteConcentrationByRegression(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try ranked()
        return try Estimate(data.concentration, se: data.lackOfFit(), z: z)
    }

    /// RCI with the error that healthequal reports. For parity with it only; see
    /// ``absoluteConcentrationByRegression(z:)``.
    ///
    /// Formula: as there, divided by the mean, which is treated as known. Unit: none. Undefined also where the mean is
    /// not above zero. Input, zeros and missing values: see ``relativeConcentration(z:)``.
    /// Reference: healthequal 1.0.1, `rci`.
    ///
    /// Example: 10, 20, 30 in three equal classes: 0.222 with a standard error of 0.
    package func relativeConcentrationByRegression(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try ranked()
        let mean = try data.positiveMean
        return try Estimate(data.concentration / mean, se: data.lackOfFit() / mean, z: z)
    }
}

extension CompleteGroups {
    /// What the weighted straight line leaves: `y_j − μ − SII·(X_j − ½)`.
    func residuals() throws(Undefined) -> [Double] {
        let slope = try Self.sum(slopeGradient(), deviations)
        return zip(deviations, ranks).map { $0 - slope * $1 }
    }

    /// How many groups there are, less the two numbers of a line. As the anchor counts: also groups without inhabitants.
    var degreesOfFreedom: Double { Double(shares.count - 2) }

    fileprivate func lackOfFit() throws(Undefined) -> Double {
        let variance = try rankVariance()
        let scatter = try Self.length(zip(shares, residuals()).map { $0.squareRoot() * $1 })
        return 2 * scatter * (variance / degreesOfFreedom).squareRoot()
    }
}

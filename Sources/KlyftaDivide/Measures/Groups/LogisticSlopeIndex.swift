extension GroupTable {
    /// The slope index of inequality SII, logistic: how far a curve that keeps the bounds rises from the very smallest
    /// to the largest.
    ///
    /// Formula: `SII = b·(q(1) − q(0))` where `q(x) = 1/(1 + e^{−β₀−β₁x})` is fitted to `y_j / b` by fractional
    /// regression with weights `p_j` and ranks `X_j`, and `b` is the upper bound. Error by the delta method with
    /// `∂β/∂y_j = (Σ p q(1−q) x x')⁻¹ x_j p_j / b`.
    ///
    /// Input: an ordered table with bounds from 0. Unit: that of the indicator. Not turned by direction. Zeros and
    /// values on the upper bound count; all of them at 0, or all at `b`, is a slope of 0 without limits. Undefined
    /// below three groups, where any is missing, without such bounds, where everybody lives in one group, and where
    /// the groups are split into all and nothing (0, 50, 100).
    /// Reference: WHO, HEAT Technical Notes v6.0, "Slope index of inequality"; Papke, Wooldridge, Journal of Applied
    /// Econometrics 11 (1996) 619–632.
    ///
    /// Example: 20, 20, 20 % in three equal classes: 0 percentage points.
    package func logisticSlope(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try ranked()
        let bound = try boundFromZero()
        if data.isAt(0) || data.isAt(bound) { return try Estimate(0, se: nil, z: z) }
        let fit = try LogisticFit(data, bound: bound)
        let rise = fit.height(at: 0.5) - fit.height(at: -0.5)
        return try Estimate(bound * rise, se: data.propagated(fit, of: fit.riseGradient.scaled(by: bound), bound), z: z)
    }

    /// The relative index of inequality RII, logistic: the upper end of the curve over its lower end.
    ///
    /// Formula: `RII = q(1) / q(0)` of the curve of ``logisticSlope(z:)``; the gradient of its logarithm is
    /// `(1 − q(1))·(1, 1) − (1 − q(0))·(1, 0)` times `∂β/∂y_j`.
    ///
    /// Input: an ordered table with bounds from 0. Unit: none. The standard error is on the logarithmic scale. Zeros
    /// count; all at the upper bound is a ratio of 1 without limits. Undefined as ``logisticSlope(z:)`` is, and where
    /// the mean is not above zero.
    /// Reference: WHO, HEAT Technical Notes v6.0, "Relative index of inequality".
    ///
    /// Example: 20, 20, 20 % in three equal classes: 1.
    package func logisticSlopeRatio(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try ranked()
        let bound = try boundFromZero()
        _ = try data.positiveMean
        if data.isAt(bound) { return try Estimate(1, se: nil, z: z, scale: .logarithmic) }
        let fit = try LogisticFit(data, bound: bound)
        let error = data.propagated(fit, of: fit.logRatioGradient, bound)
        return try Estimate(fit.height(at: 0.5) / fit.height(at: -0.5), se: error, z: z, scale: .logarithmic)
    }

    /// The upper bound of an indicator that starts at 0.
    private func boundFromZero() throws(Undefined) -> Double {
        guard let bounds else { throw .noBounds }
        guard bounds.lowest == 0 else { throw .boundsNotFromZero }
        return bounds.highest
    }
}

extension LogisticFit {
    init(_ data: CompleteGroups, bound: Double) throws(Undefined) {
        try self.init(weights: data.shares, ranks: data.ranks, targets: data.values.map { $0 / bound })
    }

    /// The gradient of `q(1) − q(0)` in `β`; the ends are at ±½.
    var riseGradient: Gradient {
        let (top, bottom) = (steepness(at: 0.5), steepness(at: -0.5))
        return Gradient(level: top - bottom, slope: (top + bottom) / 2)
    }

    /// The gradient of `ln q(1) − ln q(0)` in `β`.
    var logRatioGradient: Gradient {
        let (top, bottom) = (shortfall(at: 0.5), shortfall(at: -0.5))
        return Gradient(level: top - bottom, slope: (top + bottom) / 2)
    }

    /// How a number moves with level and slope of the curve.
    struct Gradient {
        let level: Double
        let slope: Double

        func scaled(by factor: Double) -> Gradient { Gradient(level: level * factor, slope: slope * factor) }
    }
}

extension CompleteGroups {
    /// Whether every group with inhabitants has this value.
    func isAt(_ value: Double) -> Bool { zip(values, shares).allSatisfy { $0 == value || $1 == 0 } }

    /// The error of a number that depends on the estimates through a fitted curve.
    fileprivate func propagated(_ fit: LogisticFit, of gradient: LogisticFit.Gradient, _ bound: Double) -> Double? {
        propagated(self.gradient(fit, of: gradient, bound))
    }

    /// How that number moves with each estimate.
    func gradient(_ fit: LogisticFit, of gradient: LogisticFit.Gradient, _ bound: Double) -> [Double] {
        let pull = fit.covariance * (gradient.level, gradient.slope)
        return zip(shares, ranks).map { $0 * (pull.level + pull.slope * $1) / bound }
    }
}

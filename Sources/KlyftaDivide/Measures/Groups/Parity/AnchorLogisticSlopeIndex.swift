extension GroupTable {
    /// SII, logistic, as healthequal computes it. For parity with it only: the population weighs twice, the scale is
    /// guessed from the largest value so that the result jumps where a value passes 100, and counts are rounded.
    ///
    /// Formula: the curve of ``logisticSlope(z:)`` with weights `n_j²`, `n_j` the population rounded up, through
    /// `round(n_j·y_j/s)/n_j`, where `s` is the first of 1, 100, 1000, … 1 000 000 not below the largest value. Error:
    /// HC1 sandwich on all `K` groups, by the delta method.
    ///
    /// Input: an ordered table without values below zero; bounds play no part. Unit: that of the indicator. Zeros
    /// count. Undefined as ``logisticSlope(z:)`` is, where every count rounds to none or to all, for a value below zero
    /// and for one above 1 000 000.
    /// Reference: healthequal 1.0.1, `sii`; its standard error is a proportion, here it has the unit of the estimate.
    ///
    /// Example: 20, 20, 20 % in three equal classes: 0.
    package func logisticSlopeOfAnchor(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let (fit, scale, meat) = try anchorFit()
        let rise = fit.height(at: 0.5) - fit.height(at: -0.5)
        return try Estimate(scale * rise, se: fit.sandwich(fit.riseGradient.scaled(by: scale), meat), z: z)
    }

    /// RII, logistic, as healthequal computes it. For parity with it only; see ``logisticSlopeOfAnchor(z:)``.
    ///
    /// Formula: `q(1)/q(0)` of that curve, limits on the logarithmic scale. Unit: none. Input, zeros, missing values
    /// and where it is undefined: as there. Reference: healthequal 1.0.1, `rii`.
    ///
    /// Example: 20, 20, 20 % in three equal classes: 1.
    package func logisticSlopeRatioOfAnchor(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let (fit, _, meat) = try anchorFit()
        let error = fit.sandwich(fit.logRatioGradient, meat)
        return try Estimate(fit.height(at: 0.5) / fit.height(at: -0.5), se: error, z: z, scale: .logarithmic)
    }

    /// The scale that healthequal guesses from the largest estimate; nil above its largest one. It reports the standard
    /// error of ``logisticSlopeOfAnchor(z:)`` divided by this.
    ///
    /// Example: 99.9 gives 100, 100.1 gives 1000.
    package var scaleOfAnchor: Double? {
        let scales: [Double] = [1, 100, 1_000, 10_000, 100_000, 1_000_000]
        return scales.first { scale in groups.allSatisfy { $0.estimate ?? 0 <= scale } }
    }

    /// The anchor's curve, the scale it guessed, and the middle of the sandwich.
    private func anchorFit() throws(Undefined) -> (LogisticFit, scale: Double, meat: Symmetric) {
        let data = try ranked()
        guard data.values.allSatisfy({ $0 >= 0 }) else { throw .negativeValue }
        guard let scale = scaleOfAnchor else { throw .aboveEveryScale }
        let heads = data.populations.map { $0.rounded(.up) }
        let shares = try CompleteGroups.shares(of: heads)
        let ranks = CompleteGroups.ranks(of: shares)
        let targets = zip(data.values, heads).map { value, heads in
            heads > 0 ? (value / scale * heads).rounded(.toNearestOrEven) / heads : 0
        }
        let weights = shares.map { $0 * $0 }
        let fit = try LogisticFit(weights: weights, ranks: ranks, targets: targets)
        let pulls = zip(weights, zip(ranks, targets)).map { ($0 * ($1.1 - fit.height(at: $1.0)), $1.0) }
        let factor = (data.degreesOfFreedom + 2) / data.degreesOfFreedom
        return (fit, scale, Symmetric(pulls.map { (factor * $0.0 * $0.0, $0.1) }))
    }
}

extension LogisticFit {
    /// `√(g'·A⁻¹·M·A⁻¹·g)`.
    fileprivate func sandwich(_ gradient: Gradient, _ meat: Symmetric) -> Double {
        let side = covariance * (gradient.level, gradient.slope)
        let pulled = meat * side
        return (side.level * pulled.level + side.slope * pulled.slope).roundedUpToZero.squareRoot()
    }
}

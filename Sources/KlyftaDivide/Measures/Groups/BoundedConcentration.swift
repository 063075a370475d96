extension GroupTable {
    /// The index of Erreygers: the concentration of a bounded indicator, as a part of its range.
    ///
    /// Formula: `E = 4·ACI / (b − a)` for bounds `a` and `b`; gradient `4 p_j (2X_j − 1) / (b − a)`.
    ///
    /// Input: an ordered table with bounds by definition. Unit: none; from −1 to 1. An absolute view, mirror-symmetric:
    /// the shortfall has the same index with the other sign. Zeros and values on a bound count. Undefined as
    /// ``absoluteConcentration(z:)`` is, and for an indicator without bounds.
    /// Reference: Erreygers, Journal of Health Economics 28 (2009) 504–515.
    ///
    /// Example: 10, 20, 30 % in three equal classes: `4 · 4.44 / 100 = 0.178`.
    package func erreygers(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try ranked()
        guard let bounds else { throw .noBounds }
        let factor = 4 / (bounds.highest - bounds.lowest)
        let error = data.propagated(data.concentrationGradient.map { factor * $0 })
        return try Estimate(factor * data.concentration, se: error, z: z)
    }

    /// The index of Wagstaff: the concentration of a bounded indicator, as a part of the most that its mean allows.
    ///
    /// Formula: `W = ACI·(b − a) / ((μ − a)(b − μ))` for bounds `a` and `b`; with `m = (μ − a)/(b − a)` the gradient is
    /// `[p_j (2X_j − 1) − W p_j (1 − 2m)] / (m (1 − m)(b − a))`.
    ///
    /// Input: an ordered table with bounds by definition. Unit: none; from −1 to 1. A relative view, mirror-symmetric.
    /// Zeros count. Undefined as ``erreygers(z:)`` is, and where the mean lies on a bound.
    /// Reference: Wagstaff, Health Economics 14 (2005) 429–432.
    ///
    /// Example: 10, 20, 30 % in three equal classes: `4.44 · 100 / (20 · 80) = 0.278`.
    package func wagstaff(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let data = try ranked()
        guard let bounds else { throw .noBounds }
        let width = bounds.highest - bounds.lowest
        let (below, above) = ((data.mean - bounds.lowest) / width, (bounds.highest - data.mean) / width)
        guard below > 0, above > 0 else { throw .meanOnBound }
        let index = data.concentration / width / below / above
        let gradient = zip(data.concentrationGradient, data.shares).map { slope, share in
            (slope - index * share * (above - below)) / below / above / width
        }
        return try Estimate(index, se: data.propagated(gradient), z: z)
    }
}

extension MicroSample {
    /// Erreygers' index for an indicator with the bounds a and b, `E = 4·ACI / (b − a)`.
    ///
    /// An absolute view, from −1 to 1, without unit; the shortfall `a + b − y` has exactly the opposite sign. Zeros
    /// count. Undefined without bounds, for a value outside them, for one unit, or units of one size. Influence `4ψ /
    /// (b − a)`, with ψ that of the ACI. Reference: Erreygers, Correcting the concentration index, Journal of Health
    /// Economics 28, 2009.
    ///
    /// Example: 0, 50, 50, 100 percent in rising size has ACI 18.75 and E = 0.75, which is 4 · 18.75 / 100.
    package func erreygers() -> Answer {
        switch bounded() {
        case .failure(let reason): return .undefined(reason)
        case .success(let bounds):
            let factor = 4 / (bounds.upperBound - bounds.lowerBound)
            let index = concentration
            return .finite(
                factor * index, standardError: standardError { factor * influenceOnConcentration($0, index) })
        }
    }

    /// Wagstaff's index for an indicator with the bounds a and b, `W = ACI·(b − a) / ((μ − a)(b − μ))`.
    ///
    /// A relative view, from −1 to 1, without unit; the shortfall `a + b − y` has exactly the opposite sign. Zeros
    /// count. Undefined without bounds, for a value outside them, a mean on one of them, one unit, or units of one
    /// size. Influence `kψ − W(y − μ)(1/(μ − a) − 1/(b − μ))` with k the factor of the ACI and ψ its influence.
    /// Reference: Wagstaff, The bounds of the concentration index when the variable of interest is binary, Health
    /// Economics 14, 2005.
    ///
    /// Example: 0, 50, 50, 100 percent in rising size has the mean 50 and W = 18.75 · 100 / (50 · 50) = 0.75.
    package func wagstaff() -> Answer {
        switch bounded() {
        case .failure(let reason): return .undefined(reason)
        case .success(let bounds):
            let above = average - bounds.lowerBound
            let below = bounds.upperBound - average
            guard above > 0, below > 0 else { return .undefined(.meanOnBound) }
            let factor = (bounds.upperBound - bounds.lowerBound) / above / below
            let index = concentration
            let error = standardError { unit in
                factor * influenceOnConcentration(unit, index)
                    - factor * index * (values[unit] - average) * (1 / above - 1 / below)
            }
            return .finite(factor * index, standardError: error)
        }
    }

    private func bounded() -> Result<ClosedRange<Double>, Undefined> {
        if let reason = lacksSizes { return .failure(reason) }
        guard let bounds else { return .failure(.noBounds) }
        return bounds.contains(lowest) && bounds.contains(highest) ? .success(bounds) : .failure(.outsideBounds)
    }
}

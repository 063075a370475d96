extension MicroSample {
    /// The slope index of inequality, linear: the slope of the weighted straight line of y on the mid-rank by
    /// population.
    ///
    /// `SII = ACI / 2V` with `V = Σ p(R − ½)²`: the fitted largest minus the fitted smallest municipality, in the unit
    /// of the indicator. Zeros and values below zero count. Undefined for one unit, or units of one size. No standard
    /// error: use a jackknife. Reference: Mackenbach and Kunst, Social Science & Medicine 44, 1997.
    ///
    /// Example: 1, 2, 3, 4 in rising size has 0.625 / (2 · 0.078125) = 4.
    package func slopeIndex() -> Answer {
        if let reason = lacksSizes { return .undefined(reason) }
        return .finite(slope)
    }

    /// The relative index of inequality, linear: the fitted largest over the fitted smallest municipality.
    ///
    /// `RII = (μ + SII/2) / (μ − SII/2)`, without unit, 1 where size does not matter. Zeros count. Undefined where one
    /// end of the line is not above zero, which is common for steep divides, for one unit, or units of one size. No
    /// standard error. Reference: Mackenbach and Kunst, as above.
    ///
    /// Example: 1, 2, 3, 4 in rising size has (2.5 + 2) / (2.5 − 2) = 9.
    package func relativeIndex() -> Answer {
        if let reason = lacksSizes { return .undefined(reason) }
        let (smallest, largest) = (average - slope / 2, average + slope / 2)
        guard smallest.isFinite, largest.isFinite else { return .undefined(.tooLarge) }
        // A line through zero ends there only to the last digit.
        let rounding = 1e-14 * max(average.magnitude, slope.magnitude)
        guard smallest > rounding, largest > rounding else { return .undefined(.fittedEndNotPositive) }
        return .finite(largest / smallest)
    }

    private var slope: Double {
        concentration / (2 * weighted { (sizeRanks[$0] - 0.5) * (sizeRanks[$0] - 0.5) })
    }
}

extension MicroSample {
    /// The absolute concentration index, `ACI = Σ p(2R − 1)y`, with R the mid-rank by population.
    ///
    /// Above zero where the indicator is concentrated among large municipalities, whether that is good or bad. In the
    /// unit of the indicator; zeros and values below zero count. Undefined for one unit, or units of one size: they
    /// have no order. Influence `y(2R − 1) + 2U − 2·ACI − μ`, with U what the larger ones hold. Reference: O'Donnell et
    /// al., Analyzing Health Equity Using Household Survey Data, World Bank 2008, chapter 8.
    ///
    /// Example: 1, 2, 3, 4 in rising size has ¼(−¾ − ½ + ¾ + 3) = 0.625, standard error 0.144.
    package func absoluteConcentration() -> Answer {
        if let reason = lacksSizes { return .undefined(reason) }
        let index = concentration
        return .finite(index, standardError: standardError { influenceOnConcentration($0, index) })
    }

    /// The relative concentration index, `RCI = ACI / μ`.
    ///
    /// From −1 to 1 for values that are not below zero, without unit and not ×100. The range depends on the mean for an
    /// indicator with bounds, and the index of 100 − y is another one: use Erreygers or Wagstaff there. Zeros count.
    /// Undefined for a mean of zero or less, one unit, units of one size. Influence `(ψ of the ACI − RCI(y − μ)) / μ`.
    /// Reference: Kakwani, Wagstaff and van Doorslaer, Journal of Econometrics 77, 1997.
    ///
    /// Example: 1, 2, 3, 4 in rising size has 0.625 / 2.5 = 0.25, standard error 0.0866.
    package func relativeConcentration() -> Answer {
        if let reason = lacksSizes ?? lacksPositiveMean { return .undefined(reason) }
        let index = concentration
        let ratio = index / average
        let error = standardError { unit in
            (influenceOnConcentration(unit, index) - ratio * (values[unit] - average)) / average
        }
        return .finite(ratio, standardError: error)
    }

    /// The index itself; from the mean, because the ranks' own mean is ½ only to the last digit.
    var concentration: Double {
        weighted { (2 * sizeRanks[$0] - 1) * (values[$0] - average) }
    }

    func influenceOnConcentration(_ unit: Int, _ index: Double) -> Double {
        values[unit] * (2 * sizeRanks[unit] - 1) + 2 * heldAboveBySize[unit] - 2 * index - average
    }
}

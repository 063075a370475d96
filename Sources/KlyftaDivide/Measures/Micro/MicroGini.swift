import KlyftaModel

extension MicroSample {
    /// The Gini coefficient, `G = 2 Σ p·y·F / μ − 1`, computed as `Σ p·r·(2F − 1)` with `r = y/μ`.
    ///
    /// How far municipalities are from all having the same, from 0 to below 1, without unit; blind to who has little.
    /// Zeros count. Undefined for values below zero (it would not be bounded by 1), for a mean of zero and for one
    /// unit. Influence `[2yF + 2U − (G + 1)(y + μ)] / μ`, with U what the units above hold. Reference: Deville,
    /// Variance estimation for complex statistics and estimators, Survey Methodology 25, 1999.
    ///
    /// Example: 1, 2, 3, 4 has mid-ranks ⅛, ⅜, ⅝, ⅞ and G = 0.25, standard error 0.0866.
    package func gini() -> Answer {
        if let reason = lacksWhole { return .undefined(reason) }
        let gini = max(0, weighted { relative($0) * (2 * valueRanks[$0] - 1) })
        let error = standardError { unit in
            let held = relative(unit) * valueRanks[unit] + heldAboveByValue[unit] / average
            return 2 * held - (gini + 1) * (relative(unit) + 1)
        }
        return .finite(gini, standardError: error)
    }

    /// The Gini coefficient with the correction for few municipalities, `G · n/(n − 1)`.
    ///
    /// From 0 to 1 whatever the number of municipalities: 1 where one of them has everything. Undefined as ``gini()``
    /// is, and per inhabitant, where n has no meaning. Reference: Deltas, The small-sample bias of the Gini
    /// coefficient, Review of Economics and Statistics 85, 2003.
    ///
    /// Example: 1, 2, 3, 4 has G = 0.25, corrected ⅓.
    package func giniCorrected() -> Answer {
        guard weight == .municipality else { return .undefined(.perMunicipalityOnly) }
        guard case .defined(let gini) = gini() else { return gini() }
        let count = Double(values.count)
        let correction = count / (count - 1)
        return .finite(gini.value * correction, standardError: gini.se.map { $0 * correction })
    }
}

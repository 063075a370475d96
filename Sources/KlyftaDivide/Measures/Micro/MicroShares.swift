extension MicroSample {
    /// The share of municipalities, or of inhabitants, where the value is exactly zero, `Σ p·1[y = 0]`.
    ///
    /// "A fifth of the municipalities have none" counts municipalities. A fraction from 0 to 1. Missing values are
    /// neither zero nor part of the whole. Influence `1[y = 0] − share`; without a standard error where none or all are
    /// zero, when it would claim certainty. Reference: Cochran, Sampling Techniques, 1977, chapter 3.
    ///
    /// Example: 0, 0, 3, 8 has the share 0.5, standard error √(0.25 / 3) = 0.289.
    package func shareAtZero() -> Answer { share { $0 == 0 } }

    /// The share of municipalities, or of inhabitants, where the value is at or above the threshold t, `Σ p·1[y ≥ t]`.
    ///
    /// A fraction from 0 to 1; zeros and values below zero count. Undefined without a threshold. Influence and
    /// reference as for ``shareAtZero()``.
    ///
    /// Example: of 0, 0, 3, 8, half are at or above 3.
    package func shareAtOrAboveThreshold() -> Answer {
        guard let threshold else { return .undefined(.noThreshold) }
        return share { $0 >= threshold }
    }

    private func share(_ belongs: (Double) -> Bool) -> Answer {
        let count = values.count(where: belongs)
        guard count > 0, count < values.count else { return .finite(count == 0 ? 0 : 1) }
        let share = weighted { belongs(values[$0]) ? 1 : 0 }
        return .finite(share, standardError: standardError { (belongs(values[$0]) ? 1 : 0) - share })
    }
}

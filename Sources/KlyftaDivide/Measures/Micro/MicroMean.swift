extension MicroSample {
    /// The mean, `μ = Σ p·y`, per municipality or per inhabitant.
    ///
    /// In the unit of the indicator; zeros and values below zero count, missing values are no rows. Influence `y − μ`.
    /// Reference: Cochran, Sampling Techniques, 1977, chapter 2.
    ///
    /// Example: 1, 2, 3, 4 has the mean 2.5 and the standard error 0.645.
    package func mean() -> Answer {
        .finite(average, standardError: standardError { values[$0] - average })
    }
}

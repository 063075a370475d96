import KlyftaStatistics

/// The standard error and the percentile limits that many draws of a measure give.
///
/// In the unit of the measure. The standard error is their standard deviation with divisor n − 1, the limits are their
/// type-7 quantiles at `(1 ∓ C)/2`. With 5 to 15 units in a class such limits are too narrow: prefer a jackknife and t.
///
/// Example: draws 1, 2, 3 at confidence 0.5 have the standard error 1 and the limits 1.5 and 2.5.
package struct ResampledLimits: Hashable, Sendable {
    /// The standard deviation of the draws.
    package let standardError: Double
    /// The lower percentile limit.
    package let lower: Double
    /// The upper percentile limit.
    package let upper: Double

    /// - Throws: `.outside(.openProbability)` for the confidence, `.tooFew(.values, …)` below two draws,
    ///   `.outside(.finite)`, `.tooLarge`.
    package init(of draws: [Double], confidence: Double) throws(Unanswerable) {
        guard confidence > 0, confidence < 1 else { throw .outside(.openProbability) }
        guard draws.allSatisfy(\.isFinite) else { throw .outside(.finite) }
        standardError = try Moments(draws).variance.get().squareRoot()
        lower = try draws.quantile(at: (1 - confidence) / 2)
        upper = try draws.quantile(at: 1 - (1 - confidence) / 2)
    }

    /// The limits of a measure over one set of weights a draw.
    /// - Throws: `.measure` where the measure is undefined for a draw: a percentile of the others would be of luckier
    ///   draws.
    package init<Draws: Sequence>(
        over draws: Draws, confidence: Double, measure: (Draws.Element) throws(Unanswerable) -> Measured
    ) throws(Unanswerable) {
        var values: [Double] = []
        for (number, draw) in draws.enumerated() {
            switch try measure(draw) {
            case .defined(let value): values.append(value)
            case .undefined(let reason): throw .measure(word: reason.rawValue, "in draw \(number + 1), \(reason)")
            }
        }
        try self.init(of: values, confidence: confidence)
    }
}

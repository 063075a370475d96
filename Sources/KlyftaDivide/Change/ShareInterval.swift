import KlyftaStatistics
import RealModule

/// The share of a class for which something is true, with an interval that holds at 0 and n successes too: Wilson's
/// (1927), with the effective number of answers `n* = n·(N−1)/(N−n)`.
///
/// A share of municipalities, between 0 and 1. Who did not answer is not among `answers`. With all N answers the
/// interval is the share itself (``Inference/finite``).
///
/// Example: 0 of 10 from an endless class, at 0.95: from 0 to 0.2775.
package struct ShareInterval: Hashable, Sendable {
    /// The share p̂.
    package let share: Double
    /// The lower limit.
    package let lower: Double
    /// The upper limit.
    package let upper: Double
    /// `√((1 − n/N)·p̂(1 − p̂)/(n − 1))`, for display; the limits do not rest on it. Undefined for one answer of several.
    package let standardError: Result<Double, Unanswerable>

    /// - Parameters:
    ///   - successes: for how many answers it is true.
    ///   - answers: how many answered: n.
    ///   - units: how many municipalities the class has: N.
    ///   - inference: whom the interval is meant for.
    ///   - confidence: of the two-sided interval.
    /// - Throws: `.tooFew`, `.moreAnswersThanUnits`, `.outside`.
    package init(
        successes: Int, answers: Int, units: Int, inference: Inference, confidence: Double
    ) throws(Unanswerable) {
        guard answers > 0 else { throw .tooFew(.values, have: answers, need: 1) }
        guard answers <= units else { throw .moreAnswersThanUnits(answers: answers, units: units) }
        guard (0...answers).contains(successes) else { throw .outside(.unitInterval) }
        guard confidence > 0.5, confidence < 1 else { throw .outside(.confidence) }
        let n = Double(answers)
        let share = Double(successes) / n
        self.share = share
        guard !inference.isExact(answers: answers, of: units) else {
            (lower, upper, standardError) = (share, share, .success(0))
            return
        }
        let open = inference.remainder(answers: answers, of: units)
        standardError =
            answers > 1
            ? .success(.sqrt(open * n / (n - 1) * share * (1 - share)))
            : .failure(.tooFew(.values, have: 1, need: 2))
        let effective = inference == .finite ? n * Double(units - 1) / Double(units - answers) : n
        let z = try Normal.quantile(0.5 + confidence / 2)
        let square = z * z / effective
        let centre = (share + square / 2) / (1 + square)
        let reach = Double.sqrt(square * share * (1 - share) + square * square / 4) / (1 + square)
        lower = successes == 0 ? 0 : max(0, centre - reach)
        upper = successes == answers ? 1 : min(1, centre + reach)
    }
}

/// The difference of the shares of two classes, with limits put together from theirs (Newcombe 1998, "MOVER"):
/// `L = d − √((p₁−l₁)² + (u₂−p₂)²)`, `U = d + √((u₁−p₁)² + (p₂−l₂)²)`.
///
/// In shares, between −1 and 1: 0.1 is ten percentage points.
///
/// Example: 56 of 70 against 48 of 80, both endless, at 0.95: 0.2, from 0.0524 to 0.3339.
package struct ShareDifference: Hashable, Sendable {
    /// The difference d.
    package let amount: Double
    /// The lower limit.
    package let lower: Double
    /// The upper limit.
    package let upper: Double

    /// The lead of one share over an independent other of the same confidence.
    package init(leading: ShareInterval, trailing: ShareInterval) {
        amount = leading.share - trailing.share
        lower = amount - .hypot(leading.share - leading.lower, trailing.upper - trailing.share)
        upper = amount + .hypot(leading.upper - leading.share, trailing.share - trailing.lower)
    }
}

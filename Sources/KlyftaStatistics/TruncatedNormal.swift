/// The normal distribution between two limits: what is left of it once values outside are ruled out.
///
/// Drawn by its inverse, one uniform number a draw, so that a mean far outside the limits ends at once, where drawing
/// again until a value fits would not end.
///
/// Example: mean 0, deviation 1, from 0: the median is 0.6744897501960817, the upper quartile of the whole.
package struct TruncatedNormal: Hashable, Sendable {
    private let mean: Double
    private let deviation: Double
    private let lowest: Double
    private let highest: Double
    /// The shares beyond the limits, seen from the side on which the interval lies: the tail that keeps its digits.
    private let near: Double
    private let far: Double
    private let isMirrored: Bool

    /// - Parameters:
    ///   - mean: of the whole distribution, before anything is cut off.
    ///   - deviation: of the whole distribution; 0 leaves the mean, moved to the nearer limit if it lies outside.
    ///   - lowest: the lower limit, perhaps minus infinity.
    ///   - highest: the upper limit, perhaps infinity.
    /// - Throws: `.outside(.finite)` for mean or deviation, `.outside(.nonNegative)` for a deviation below zero,
    ///   `.outside(.range)` for limits in the wrong order.
    package init(
        mean: Double, deviation: Double, from lowest: Double, through highest: Double
    ) throws(Unanswerable) {
        guard mean.isFinite, deviation.isFinite else { throw .outside(.finite) }
        guard deviation >= 0 else { throw .outside(.nonNegative) }
        guard lowest <= highest else { throw .outside(.range) }
        (self.mean, self.deviation, self.lowest, self.highest) = (mean, deviation, lowest, highest)
        // Where the interval lies above the mean, its shares are small numbers only when counted from above.
        isMirrored = lowest > mean
        guard deviation > 0 else {
            (near, far) = (0, 0)
            return
        }
        let (below, above) = (
            try Normal.tails(at: (lowest - mean) / deviation), try Normal.tails(at: (highest - mean) / deviation)
        )
        (near, far) = isMirrored ? (above.upper, below.upper) : (below.lower, above.lower)
    }

    /// The point below which the share `u` of the distribution lies, always within the limits; infinite only at a share
    /// of 0 or 1 without a limit on that side.
    ///
    /// - Throws: `.outside(.probability)` for a share outside 0…1.
    package func quantile(_ u: Double) throws(Unanswerable) -> Double {
        guard u >= 0, u <= 1 else { throw .outside(.probability) }
        guard deviation > 0 else { return clamped(mean) }
        // Beyond 36 deviations shares lose their digits; what is left lies at the limit nearer to the mean.
        guard far > 1e-290 else { return isMirrored ? lowest : highest }
        let share = near + (isMirrored ? 1 - u : u) * (far - near)
        guard share > 0 else { return isMirrored ? highest : lowest }
        guard share < 1 else { return highest }
        let point = try Normal.quantile(share)
        return clamped(mean + deviation * (isMirrored ? -point : point))
    }

    private func clamped(_ value: Double) -> Double { min(max(value, lowest), highest) }
}

import KlyftaStatistics
import RealModule

/// Whether those behind grow faster: the least squares slope β of the yearly growth `ln(y₂/y₁)/T` on the start `ln y₁`.
///
/// β is per year, below zero where laggards catch up. The speed is `λ = −ln(1 + β·T)/T` per year, and half of the
/// difference is gone after `ln 2 / λ` years. It does not follow that municipalities lie closer together, and noise in
/// the first wave pulls β below zero by itself: raise no alert on β alone. Values above zero only; leave zeros out or
/// add a constant, and say so. Reference: Barro and Sala-i-Martin 1992.
///
/// Example: 1, 2, 4 become 2, 3, 5 in a year: β = −0.3390…, λ = 0.4140….
package struct BetaConvergence: Hashable, Sendable {
    /// β per year.
    package let slope: Double
    /// The error of β; undefined where all lie on one line, exactly.
    package let error: Result<SlopeError, Unanswerable>
    /// λ per year; undefined where β·T is −1 or less.
    package let speed: Result<Double, Unanswerable>
    /// The years until half of the difference is gone; undefined where it does not shrink.
    package let halfLife: Result<Double, Unanswerable>

    /// How far off a slope may be.
    package struct SlopeError: Hashable, Sendable {
        /// The standard error, in the unit of the slope.
        package let standardError: Double
        /// n − 2.
        package let degreesOfFreedom: Double
        /// The lower limit of the two-sided interval.
        package let lower: Double
        /// The upper limit.
        package let upper: Double
        /// The p value against "the slope is zero".
        package let p: Double
    }

    /// - Parameters:
    ///   - sample: the values themselves, not their logarithms.
    ///   - years: the time T between the waves, above zero.
    ///   - confidence: of the two-sided interval.
    /// - Throws: `.notPositive`, `.tooFew(.pairs, …)` below three, `.noSpread` where all start alike, `.outside`.
    package init(of sample: PairedSample, years: Double, confidence: Double) throws(Unanswerable) {
        guard years.isFinite, years > 0 else { throw .outside(.positive) }
        guard confidence > 0.5, confidence < 1 else { throw .outside(.confidence) }
        let logs = try sample.logarithms()
        try logs.needs(3)
        let growth = zip(logs.then, logs.now).map { ($1 - $0) / years }
        let (start, rise) = (try Moments(logs.then), try Moments(growth, scale: logs.scale / years))
        let spread = try start.variance.get() * Double(logs.count - 1)
        guard spread > 0 else { throw .noSpread }
        let product = CompensatedSum.of(zip(logs.then, growth).map { ($0 - start.mean) * ($1 - rise.mean) })
        let slope = try Double.finite(product / spread)
        let residuals = zip(logs.then, growth).map { $1 - rise.mean - slope * ($0 - start.mean) }
        self.slope = slope
        error = Result { () throws(Unanswerable) in
            let rest = try Moments(residuals, scale: logs.scale / years).variance.get()
            return try Self.error(of: slope, rest: rest, spread: spread, count: logs.count, confidence)
        }
        let remaining = 1 + slope * years
        let speed = -Double.log(remaining) / years
        self.speed = remaining > 0 ? .success(speed) : .failure(.notPositive)
        halfLife = self.speed.flatMap { $0 > 0 ? .success(.log(2) / $0) : .failure(.notConverging) }
    }

    private static func error(
        of slope: Double, rest: Double, spread: Double, count: Int, _ confidence: Double
    ) throws(Unanswerable) -> SlopeError {
        guard rest > 0 else { throw .noSpread }
        let degrees = Double(count - 2)
        let student = try StudentT(degreesOfFreedom: degrees)
        let standardError = Double.sqrt(rest * Double(count - 1) / degrees / spread)
        let reach = try student.quantile(0.5 + confidence / 2) * standardError
        return SlopeError(
            standardError: standardError, degreesOfFreedom: degrees, lower: slope - reach, upper: slope + reach,
            p: try student.bothTails(at: slope / standardError))
    }
}

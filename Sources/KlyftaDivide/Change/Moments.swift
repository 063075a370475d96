import KlyftaStatistics
import RealModule

/// The number of values, their mean, and their variance with divisor n − 1.
struct Moments {
    let count: Int
    let mean: Double
    private let squares: Double

    /// - Parameter scale: the size of the numbers the values were computed from. Decimal numbers differ in their last
    ///   binary digits: where 0.1 is added to each of 30 and 40, the two changes are not quite equal, and a t value of
    ///   10¹⁵ would follow. Deviations below 10⁻¹² of the scale are none.
    init(_ values: [Double], scale: Double? = nil) throws(Unanswerable) {
        guard !values.isEmpty else { throw .tooFew(.values, have: 0, need: 1) }
        let mean = try Double.finite(CompensatedSum.of(values) / Double(values.count))
        let slack = 1e-12 * (scale ?? values.map(\.magnitude).max() ?? 0)
        let varies = values.contains { ($0 - mean).magnitude > slack }
        count = values.count
        self.mean = mean
        squares = varies ? CompensatedSum.of(values.map { ($0 - mean) * ($0 - mean) }) : 0
    }

    /// Undefined for one value.
    var variance: Result<Double, Unanswerable> {
        guard count > 1 else { return .failure(.tooFew(.values, have: count, need: 2)) }
        let value = squares / Double(count - 1)
        return value.isFinite ? .success(value) : .failure(.tooLarge)
    }

    /// `factor · s²`; nothing where the factor is zero, even of one value.
    func variance(times factor: Double) throws(Unanswerable) -> Double {
        factor == 0 ? 0 : try max(factor, 0) * variance.get()
    }
}

extension Moments {
    /// Pearson's correlation of two lists of equal length, computed from numbers of the size of `scale`.
    static func correlation(_ one: [Double], _ two: [Double], scale: Double? = nil) throws(Unanswerable) -> Double {
        let (first, second) = (try Moments(one, scale: scale), try Moments(two, scale: scale))
        let (s1, s2) = (try first.variance.get(), try second.variance.get())
        guard s1 > 0, s2 > 0 else { throw .noSpread }
        let product = CompensatedSum.of(zip(one, two).map { ($0 - first.mean) * ($1 - second.mean) })
        let value = try Double.finite(product / Double(one.count - 1) / (.sqrt(s1) * .sqrt(s2)))
        return min(max(value, -1), 1)
    }
}

import RealModule

/// A logistic curve `q(x) = 1/(1 + e^{−(β₀ + β₁x)})` through proportions, by weighted fractional regression.
///
/// `x` is the rank from −½ to ½, so that the ends of the curve are at ±½ and the information is well conditioned.
/// Newton's method with halved steps: the plain one diverges on an ordinary steep divide.
struct LogisticFit {
    /// Two numbers: for the level, and for the slope.
    typealias Pair = (level: Double, slope: Double)

    /// `β`.
    let coefficients: Pair
    /// The inverse of the information `Σ w q(1−q) x x'`.
    let covariance: Symmetric

    init(weights: [Double], ranks: [Double], targets: [Double]) throws(Undefined) {
        let rows = zip(weights, zip(ranks, targets)).filter { $0.0 > 0 }.map { Row($0.0, $0.1.0, $0.1.1) }
        guard rows.count > 1 else { throw .oneRank }
        guard !Self.isSeparated(rows.map(\.target)) else { throw .separated }
        let mean = CompensatedSum.of(rows.map { $0.weight * $0.target }) / CompensatedSum.of(rows.map(\.weight))
        guard mean > 0, mean < 1 else { throw .meanOnBound }
        var beta: Pair = (Double.log(mean) - Double.log(onePlus: -mean), 0)
        for _ in 0..<200 {
            let step = try Self.step(from: beta, rows)
            beta = (beta.level + step.level, beta.slope + step.slope)
            let size = max(beta.level.magnitude, beta.slope.magnitude)
            guard max(step.level.magnitude, step.slope.magnitude) > 1e-10 * (1 + size) else {
                coefficients = beta
                covariance = try Self.information(rows, beta).inverse()
                return
            }
        }
        throw .noFit
    }

    /// The height of the curve at a rank.
    func height(at rank: Double) -> Double { Self.curve(coefficients, rank) }

    /// The steepness `q(1 − q)` of the curve at a rank.
    func steepness(at rank: Double) -> Double { height(at: rank) * shortfall(at: rank) }

    /// `1 − q` without losing its digits where the curve is close to 1.
    func shortfall(at rank: Double) -> Double { Self.curve((-coefficients.level, -coefficients.slope), rank) }

    /// A group: its weight, its rank and the proportion in it.
    private struct Row {
        let (weight, rank, target): (Double, Double, Double)

        init(_ weight: Double, _ rank: Double, _ target: Double) {
            (self.weight, self.rank, self.target) = (weight, rank, target)
        }
    }

    /// Whether all below some group are 0 and all above it 1, or the reverse: then no curve is the best.
    private static func isSeparated(_ targets: [Double]) -> Bool {
        targets.indices.contains { middle in
            [0.0, 1.0].contains { first in
                targets[..<middle].allSatisfy { $0 == first } && targets[(middle + 1)...].allSatisfy { $0 == 1 - first }
            }
        }
    }

    private static func curve(_ beta: Pair, _ rank: Double) -> Double {
        let height = beta.level + beta.slope * rank
        let small = Double.exp(-height.magnitude)
        return height >= 0 ? 1 / (1 + small) : small / (1 + small)
    }

    private static func likelihood(_ rows: [Row], _ beta: Pair) -> Double {
        CompensatedSum.of(
            rows.map { row in
                let height = beta.level + beta.slope * row.rank
                let softPlus = max(height, 0) + Double.log(onePlus: Double.exp(-height.magnitude))
                return row.weight * (row.target * height - softPlus)
            })
    }

    private static func information(_ rows: [Row], _ beta: Pair) -> Symmetric {
        Symmetric(
            rows.map { row in
                (row.weight * curve(beta, row.rank) * curve((-beta.level, -beta.slope), row.rank), row.rank)
            })
    }

    /// A step of Newton's, halved until it does not go downhill.
    private static func step(from beta: Pair, _ rows: [Row]) throws(Undefined) -> Pair {
        let pulls = rows.map { $0.weight * ($0.target - curve(beta, $0.rank)) }
        let score: Pair = (CompensatedSum.of(pulls), CompleteGroups.sum(pulls, rows.map(\.rank)))
        var step = try information(rows, beta).inverse() * score
        let now = likelihood(rows, beta)
        for _ in 0..<60 {
            let next = likelihood(rows, (beta.level + step.level, beta.slope + step.slope))
            if next >= now - 1e-14 * now.magnitude { return step }
            step = (step.level / 2, step.slope / 2)
        }
        throw .noFit
    }
}

/// A symmetric two by two matrix.
struct Symmetric {
    let (level, mixed, slope): (Double, Double, Double)

    init(level: Double, mixed: Double, slope: Double) {
        (self.level, self.mixed, self.slope) = (level, mixed, slope)
    }

    /// `Σ w (1, x)(1, x)'`.
    init(_ rows: [(weight: Double, rank: Double)]) {
        level = CompensatedSum.of(rows.map(\.weight))
        mixed = CompensatedSum.of(rows.map { $0.weight * $0.rank })
        slope = CompensatedSum.of(rows.map { $0.weight * $0.rank * $0.rank })
    }

    func inverse() throws(Undefined) -> Symmetric {
        let determinant = level * slope - mixed * mixed
        guard determinant > 0, determinant.isFinite else { throw .noFit }
        return Symmetric(level: slope / determinant, mixed: -mixed / determinant, slope: level / determinant)
    }

    static func * (matrix: Symmetric, vector: LogisticFit.Pair) -> LogisticFit.Pair {
        (
            matrix.level * vector.level + matrix.mixed * vector.slope,
            matrix.mixed * vector.level + matrix.slope * vector.slope
        )
    }
}

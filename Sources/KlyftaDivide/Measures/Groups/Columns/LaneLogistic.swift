/// The logistic curves of one block of tables; the counterpart of ``LogisticFit``.
///
/// Newton's method on all lanes, from the weighted mean and the slope that its first step would find. A step that
/// overshoots so far that the curve is steeper downhill than it was uphill is halved; since the likelihood is concave,
/// whatever stops has found the one maximum. Lanes that do not stop in time, and those where the curve is nearly flat
/// or nearly a step, where digits run out, are handed over to the scalar path.
struct LaneLogistic {
    let tables: LaneTables
    let bound: Double
    private(set) var level = Lanes.zero
    private(set) var slope = Lanes.zero
    /// The information `Σ p q(1−q) x x'`, divided by its determinant: the inverse of it, rearranged.
    private(set) var inverse = (level: Lanes.zero, mixed: Lanes.zero, slope: Lanes.zero)
    private(set) var isFound = LaneMask(repeating: false)
    /// Whether the information is far from singular, and so the curve from an accident of rounding.
    private(set) var isSound = LaneMask(repeating: false)

    /// Fits the curves; expects `g_j` in `own`, and leaves the proportions there.
    init(_ tables: LaneTables, bound: Double) {
        (self.tables, self.bound) = (tables, bound)
        start()
        // What the likelihood gains along the last step where that begins: infinite before the first.
        var (step, gain) = ((level: Lanes.zero, slope: Lanes.zero), Lanes(repeating: .infinity))
        for _ in 0..<24 {
            let score = evaluate()
            let newton = inverse(of: score)
            let isTooFar = .!((score.level * step.level + score.slope * step.slope).magnitude .<= gain) .& .!isFound
            gain.replace(with: score.level * newton.level + score.slope * newton.slope, where: .!isTooFar)
            // Halving goes back by half of what was too far.
            let (backLevel, backSlope) = (-0.5 * step.level, -0.5 * step.slope)
            level += newton.level.replacing(with: backLevel, where: isTooFar)
            slope += newton.slope.replacing(with: backSlope, where: isTooFar)
            step.level = newton.level.replacing(with: -backLevel, where: isTooFar)
            step.slope = newton.slope.replacing(with: -backSlope, where: isTooFar)
            let width = newton.level.magnitude.orMore(newton.slope.magnitude)
            isFound .|= (width .<= 1e-7 * (1 + level.magnitude.orMore(slope.magnitude))) .& .!isTooFar
            if all(isFound .| .!tables.regular) { break }
        }
        // Steps square their error: that of the last is near the rounding, and the information is wanted here.
        let last = inverse(of: evaluate())
        level += last.level
        slope += last.slope
    }

    /// `(Σ p q(1−q) x x')⁻¹ v`.
    func inverse(of vector: (level: Lanes, slope: Lanes)) -> (level: Lanes, slope: Lanes) {
        (
            inverse.slope * vector.level - inverse.mixed * vector.slope,
            inverse.level * vector.slope - inverse.mixed * vector.level
        )
    }

    private mutating func start() {
        let target = tables.mean / bound
        let shortfall = 1 - target
        level = (target / shortfall).logarithm
        var rise = Lanes.zero
        for j in 0..<tables.classes { rise += tables.own[j] * tables.d[j] }
        slope = rise / (bound * target * shortfall)
        for j in 0..<tables.classes { tables.own[j] = tables.y[j] / bound }
    }

    /// The score at the curve, and the information there.
    private mutating func evaluate() -> (level: Lanes, slope: Lanes) {
        var (up, turn) = (Lanes.zero, Lanes.zero)
        var (whole, mixed, square) = (Lanes.zero, Lanes.zero, Lanes.zero)
        for j in 0..<tables.classes {
            let x = tables.x[j]
            let curve = LaneCurve(level + slope * x)
            let pull = tables.p[j] * (tables.own[j] - curve.height)
            up += pull
            turn += pull * x
            let weight = tables.p[j] * curve.steepness
            whole += weight
            mixed += weight * x
            square += weight * x * x
        }
        let determinant = whole * square - mixed * mixed
        isSound = (determinant .> 1e-2 * whole * square) .& (square .> 1e-4)
        inverse = (whole / determinant, mixed / determinant, square / determinant)
        return (up, turn)
    }
}

/// A logistic curve at one place: `q`, `1 − q` and `q(1 − q)`, none lost beside the other.
struct LaneCurve {
    let height: Lanes
    let shortfall: Lanes
    let steepness: Lanes

    @inline(__always)
    init(_ logit: Lanes) {
        let small = (-logit.magnitude.orLess(Lanes(repeating: 700))).exponential
        let most = 1 / (1 + small)
        let least = small * most
        let isUpper = logit .>= 0
        height = least.replacing(with: most, where: isUpper)
        shortfall = most.replacing(with: least, where: isUpper)
        steepness = most * least
    }
}

extension LaneTables {
    /// The logistic slope and ratio; see ``GroupTable/logisticSlope(z:)``. Expects `g_j` in `own`.
    mutating func logistic(bound: Double) {
        let fit = LaneLogistic(self, bound: bound)
        let (top, bottom) = (LaneCurve(fit.level + fit.slope * 0.5), LaneCurve(fit.level - fit.slope * 0.5))
        let rise = top.height - bottom.height
        regular .&= fit.isFound .& fit.isSound .& (rise.magnitude .> 1e-3) .& (fit.slope.magnitude .< 40)
        keep(
            .logisticSlope, bound * rise,
            bound * error(of: fit, top.steepness - bottom.steepness, (top.steepness + bottom.steepness) / 2))
        keep(
            .logisticSlopeRatio, top.height / bottom.height,
            error(of: fit, top.shortfall - bottom.shortfall, (top.shortfall + bottom.shortfall) / 2))
    }

    /// The error of a number with this gradient in level and slope.
    private func error(of fit: LaneLogistic, _ level: Lanes, _ slope: Lanes) -> Lanes {
        let pull = fit.inverse(of: (level, slope))
        var squares = Lanes.zero
        for j in 0..<classes {
            let change = p[j] * (pull.level + pull.slope * x[j]) * s[j]
            squares += change * change
        }
        return squares.root / fit.bound
    }
}

extension LaneTables {
    /// D and R of ordered tables, or of the highest and the lowest group; see ``GroupTable/difference(z:)``.
    func extremes(_ shape: LaneShape) {
        let (one, other) = comparedPair(shape)
        keep(.d, one.value - other.value, (one.error * one.error + other.error * other.error).root)
        let (above, below) = (one.error / one.value, other.error / other.value)
        let (isDefined, isZero) = (other.value .> 0, one.value .== 0)
        let error = (above * above + below * below).root
        keep(
            .r, Lanes.zero.replacing(with: one.value / other.value, where: isDefined),
            error.replacing(with: .nan, where: isZero))
        target.refuse(.r, .ratioNotPositive, where: .!isDefined)
    }

    private typealias Compared = (value: Lanes, error: Lanes)

    private func comparedPair(_ shape: LaneShape) -> (Compared, Compared) {
        let isFavourable = shape.isFavourable
        if shape.isOrdered {
            let (small, large): (Compared, Compared) = ((y[0], s[0]), (y[classes - 1], s[classes - 1]))
            return isFavourable ? (large, small) : (small, large)
        }
        guard let reference = shape.reference else {
            return (extreme(sign: 1, without: nil), extreme(sign: -1, without: nil))
        }
        let standard: Compared = (y[reference], s[reference])
        return isFavourable
            ? (standard, extreme(sign: -1, without: reference)) : (extreme(sign: 1, without: reference), standard)
    }

    /// The highest (sign 1) or lowest (−1) group; of equal ones that whose error is smallest, unknown being largest.
    private func extreme(sign: Double, without reference: Int?) -> Compared {
        var value = Lanes(repeating: -.infinity)
        var error = Lanes(repeating: .infinity)
        for j in 0..<classes where j != reference {
            let next = sign * y[j]
            let known = s[j].replacing(with: .infinity, where: s[j] .!= s[j])
            let better = (next .> value) .| ((next .== value) .& (known .< error))
            value.replace(with: next, where: better)
            error.replace(with: known, where: better)
        }
        return (sign * value, error.replacing(with: .nan, where: error .== .infinity))
    }

    /// The concentration indices; see ``GroupTable/absoluteConcentration(z:)`` and ``GroupTable/wagstaff(z:)``.
    mutating func concentration(_ bounds: GroupTable.Bounds?) {
        var sum = LaneSum()
        for j in 0..<classes {
            own[j] = 2 * p[j] * x[j]
            sum.add(own[j] * d[j])
        }
        let index = sum.total
        let relative = index / mean
        var (absolute, proportional) = (Lanes.zero, Lanes.zero)
        for j in 0..<classes {
            let (slope, change) = (own[j] * s[j], p[j] * (2 * x[j] - relative) * s[j])
            absolute += slope * slope
            proportional += change * change
        }
        let error = absolute.root
        keep(.aci, index, error)
        keep(.rci, relative, proportional.root * perMean)
        guard let bounds else { return }
        let factor = 4 / (bounds.highest - bounds.lowest)
        keep(.erreygers, factor * index, factor * error)
        wagstaff(index, bounds)
    }

    /// Expects the gradient of the concentration in `own`.
    private mutating func wagstaff(_ concentration: Lanes, _ bounds: GroupTable.Bounds) {
        let width = bounds.highest - bounds.lowest
        let (below, above) = (mean - bounds.lowest, bounds.highest - mean)
        let factor = width / (below * above)
        let index = concentration * factor
        regular .&= (below .> 0) .& (above .> 0) .& index.isFinite
        let lean = index * ((above - below) / width)
        var squares = Lanes.zero
        for j in 0..<classes {
            let change = (own[j] - lean * p[j]) * s[j]
            squares += change * change
        }
        keep(.wagstaff, index, squares.root * factor)
    }

    /// The straight line; see ``GroupTable/linearSlope(z:)``. Leaves `g_j` in `own`.
    func line() {
        var (variance, rise) = (LaneSum(), LaneSum())
        for j in 0..<classes { variance.add(p[j] * x[j] * x[j]) }
        let spread = variance.total
        var squares = Lanes.zero
        for j in 0..<classes {
            own[j] = p[j] * x[j] / spread
            rise.add(own[j] * d[j])
            squares += own[j] * s[j] * (own[j] * s[j])
        }
        keep(.slope, rise.total, squares.root)
        lineRatio(rise.total / 2)
    }

    private func lineRatio(_ half: Lanes) {
        let (low, high) = (mean - half, mean + half)
        let (perLow, perHigh): (Lanes, Lanes) = (1 / low, 1 / high)
        var squares = Lanes.zero
        for j in 0..<classes {
            let (part, half): (Lanes, Lanes) = (p[j], own[j] / 2)
            let (above, below): (Lanes, Lanes) = ((part + half) * perHigh, (part - half) * perLow)
            let change = (above - below) * s[j]
            squares += change * change
        }
        let isDefined = (low .> 0) .& (high .> 0)
        // A steep divide is an ordinary one: it is answered here, with its reason.
        let ratio = Lanes.zero.replacing(with: high / low, where: isDefined)
        keep(.slopeRatio, ratio, squares.root)
        target.refuse(.slopeRatio, .fittedEndNotPositive, where: .!isDefined)
    }
}

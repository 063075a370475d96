extension LaneTables {
    /// Variance, its corrected form, deviation and variation; see ``GroupTable/betweenGroupVariance(z:)``.
    mutating func spreads() {
        var (squares, bias) = (LaneSum(), LaneSum())
        var (spread, linear, own, doubt) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
        for j in 0..<classes {
            squares.add(p[j] * d[j] * d[j])
            bias.add(p[j] * (1 - p[j]) * s[j] * s[j])
            let part = p[j] * p[j] * s[j] * s[j]
            let rest = p[j] * (1 - p[j]) * s[j] * s[j]
            let square = rest * rest - part * part
            spread += part
            linear += 4 * part * d[j] * d[j]
            own += square
            doubt += square.magnitude
        }
        let variance = squares.total
        let error = linear + 2 * (own + spread * spread)
        // Where the terms cancel, the sums that keep every digit decide.
        let isDoubtful = error .< 1e-3 * (linear + 2 * (doubt + spread * spread))
        regular .&= .!isDoubtful .& (variance .> 1e-24 * mean * mean)
        keep(.variance, variance, error.root)
        corrected(variance - bias.total)
        deviation(variance)
    }

    private func corrected(_ variance: Lanes) {
        let isUnknown = variance .!= variance
        keep(.varianceCorrected, variance.replacing(with: 0, where: isUnknown))
        target.refuse(.varianceCorrected, .noStandardErrors, where: isUnknown)
    }

    private mutating func deviation(_ variance: Lanes) {
        let deviation = variance.root
        let (relative, perDeviation) = (deviation / mean, 1 / deviation)
        var (natural, proportional, whole) = (Lanes.zero, Lanes.zero, Lanes.zero)
        for j in 0..<classes {
            let (slope, error) = (d[j] * perDeviation, p[j] * s[j])
            let (change, size) = (error * (slope - relative), error * (slope.magnitude + relative))
            natural += error * slope * (error * slope)
            proportional += change * change
            whole += size * size
        }
        // Where the influence of every group nearly vanishes, what is left of it is rounding.
        regular .&= .!(proportional .< 1e-6 * whole)
        keep(.deviation, deviation, natural.root)
        keep(.variation, 100 * relative, 100 * proportional.root * perMean)
    }

    /// Mean differences and disparity; see ``GroupTable/meanDifference(from:weighted:z:)``.
    func distances(_ shape: LaneShape) {
        let (plain, weighted) = distance(from: mean)
        keep(.mdmu, plain)
        keep(.mdmw, weighted)
        keep(.idisu, 100 * (plain / mean))
        keep(.idisw, 100 * (weighted / mean))
        var best = y[0]
        for j in 1..<classes { best = shape.isFavourable ? best.orMore(y[j]) : best.orLess(y[j]) }
        let fromBest = distance(from: best)
        keep(.mdbu, fromBest.plain)
        keep(.mdbw, fromBest.weighted)
        guard let reference = shape.reference else { return }
        let fromReference = distance(from: y[reference])
        keep(.mdru, fromReference.plain)
        keep(.mdrw, fromReference.weighted)
    }

    private func distance(from level: Lanes) -> (plain: Lanes, weighted: Lanes) {
        var (plain, weighted) = (Lanes.zero, Lanes.zero)
        for j in 0..<classes {
            let distance = (y[j] - level).magnitude
            plain += distance
            weighted += distance * p[j]
        }
        return (plain * (1 / Double(classes)), weighted)
    }

    /// TI and MLD; see ``GroupTable/theilIndex(z:)``. Leaves `ln r_j` in `own`, of a zero 0.
    mutating func entropies() {
        var (theil, mld) = (LaneSum(), LaneSum())
        var (size, sizeOfLogs) = (Lanes.zero, Lanes.zero)
        var hasZero = LaneMask(repeating: false)
        for j in 0..<classes {
            let (ratio, isZero) = (y[j] / mean, y[j] .== 0)
            hasZero .|= isZero
            own[j] = ratio.logarithm.replacing(with: 0, where: isZero)
            let (log, term) = (p[j] * own[j], p[j] * (ratio * own[j]))
            theil.add(term)
            mld.add(log)
            size += term.magnitude
            sizeOfLogs += log.magnitude
        }
        let (index, deviation) = (theil.total, -mld.total)
        // Nearly equal groups: what is left of the logarithms would be their rounding.
        regular .&= (index .> 1e-3 * size) .& (hasZero .| (deviation .> 1e-3 * sizeOfLogs))
        let errors = entropyErrors(index)
        keep(.ti, 1000 * index, errors.theil.replacing(with: .nan, where: hasZero))
        keep(.mld, 1000 * deviation, errors.deviation)
        target.refuse(.mld, .zeroValue, where: hasZero)
    }

    private func entropyErrors(_ index: Lanes) -> (theil: Lanes, deviation: Lanes) {
        var (theil, deviation) = (Lanes.zero, Lanes.zero)
        for j in 0..<classes {
            let (share, inverse) = (p[j] * s[j], mean / y[j])
            theil += share * (own[j] - index) * (share * (own[j] - index))
            deviation += share * (1 - inverse) * (share * (1 - inverse))
        }
        return (1000 * theil.root * perMean, 1000 * deviation.root * perMean)
    }

    /// PAR and PAF; see ``GroupTable/attributableRisk(z:)``.
    func impacts(_ shape: LaneShape) {
        let (level, place) = standard(shape)
        let (risk, relative) = (level - mean, level / mean)
        var (natural, proportional) = (Lanes.zero, Lanes.zero)
        for j in 0..<classes {
            let isStandard = Lanes.zero.replacing(with: 1, where: place .== Double(j))
            let (change, part) = ((isStandard - p[j]) * s[j], (isStandard - relative * p[j]) * s[j])
            natural += change * change
            proportional += part * part
        }
        // Where there is nothing to gain, the answer is 0 without limits.
        let isGain = shape.isFavourable ? risk .>= 0 : risk .<= 0
        let none = Lanes(repeating: .nan)
        keep(
            .par, Lanes.zero.replacing(with: risk, where: isGain),
            none.replacing(with: natural.root, where: isGain))
        keep(
            .paf, Lanes.zero.replacing(with: 100 * (risk / mean), where: isGain),
            none.replacing(with: 100 * proportional.root * perMean, where: isGain))
    }

    /// The group whose level the others could reach; of equal ones the most populous.
    private func standard(_ shape: LaneShape) -> (level: Lanes, place: Lanes) {
        guard !shape.isOrdered else { return (y[classes - 1], Lanes(repeating: Double(classes - 1))) }
        let sign: Double = shape.isFavourable ? 1 : -1
        var (level, people, place) = (sign * y[0], p[0], Lanes.zero)
        for j in 1..<classes {
            let next = sign * y[j]
            let better = (next .> level) .| ((next .== level) .& (p[j] .> people))
            level.replace(with: next, where: better)
            people.replace(with: p[j], where: better)
            place.replace(with: Lanes(repeating: Double(j)), where: better)
        }
        return (sign * level, place)
    }
}

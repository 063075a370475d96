import KlyftaModel

/// The measures along the order of municipalities by size.
extension MicroDerivation {
    func alongSize() throws(Undefined) -> [Step] {
        let isIndex = measure == .aci
        let index = sum(isIndex ? name : MicroMeasure.aci.name, "ACI = Σ p_i·(2R_i − 1)·y_i") { unit in
            (2 * sample.sizeRanks[unit] - 1) * sample.values[unit]
        }
        switch measure {
        case .rci:
            return [
                index.step,
                Step(
                    name, "RCI = ACI / μ", numbers: "\(index.value.factor) / \(average.shown)",
                    result: index.value / average),
            ]
        case .erreygers, .wagstaff: return [index.step, try bounded(index.value)]
        case .slopeIndex, .relativeIndex: return [index.step] + slope(index.value)
        default: return [index.step]
        }
    }

    private var average: Double { CompensatedSum.of(contributions { sample.values[$0] }) }

    private func bounded(_ index: Double) throws(Undefined) -> Step {
        guard let bounds = sample.bounds else { throw .noBounds }
        let (low, high) = (bounds.lowerBound, bounds.upperBound)
        if measure == .erreygers {
            return Step(
                name, "E = 4·ACI / (b − a)", numbers: "4·\(index.factor) / (\(high.shown) − \(low.shown))",
                result: 4 * index / (high - low))
        }
        let (above, below) = (average - low, high - average)
        return Step(
            name, "W = ACI·(b − a) / ((μ − a)·(b − μ))",
            numbers: "\(index.factor)·\((high - low).shown) / (\(above.shown)·\(below.shown))",
            result: index * (high - low) / (above * below))
    }

    private func slope(_ index: Double) -> [Step] {
        let spread = sum(Derivation.rankVariance, "V = Σ p_i·(R_i − ½)²") { unit in
            (sample.sizeRanks[unit] - 0.5) * (sample.sizeRanks[unit] - 0.5)
        }
        let slope = index / (2 * spread.value)
        let isSlope = measure == .slopeIndex
        let step = Step(
            isSlope ? name : MicroMeasure.slopeIndex.name, "SII = ACI / (2V)",
            numbers: "\(index.factor) / (2·\(spread.value.shown))", result: slope)
        guard !isSlope else { return [spread.step, step] }
        let (low, high) = (average - slope / 2, average + slope / 2)
        let ratio = Step(
            name, "RII = (μ + SII/2) / (μ − SII/2)", numbers: "\(high.shown) / \(low.shown)", result: high / low)
        return [spread.step, step, ratio]
    }
}

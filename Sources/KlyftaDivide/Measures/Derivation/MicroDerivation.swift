import KlyftaModel

/// The arithmetic of a micro measure: a municipality a row would fill pages, so sums are shown class by class.
struct MicroDerivation {
    typealias Step = Derivation.Step

    let measure: MicroMeasure
    let sample: MicroSample
    /// How many classes there are.
    let count: Int

    /// The steps from the shares to the measure.
    func steps() throws(Undefined) -> [Step] {
        guard measure != .mean else { return [shares, mean(sample.weight)] }
        guard ![.shareZero, .shareAtOrAbove].contains(measure) else { return [shares] + (try share()) }
        return [shares, mean(nil)] + (try ownSteps())
    }

    private func ownSteps() throws(Undefined) -> [Step] {
        switch measure {
        case .aci, .rci, .erreygers, .wagstaff, .slopeIndex, .relativeIndex: try alongSize()
        case .theilBetween, .theilWithin, .theilBetweenShare: decomposition(.theil, "r·ln r", alpha: 1)
        case .mldBetween, .mldWithin, .mldBetweenShare: decomposition(.meanLogDeviation, "−ln r", alpha: 0)
        case .ge2Between, .ge2Within, .ge2BetweenShare: decomposition(.halfSquaredVariation, "½·(r − 1)²", alpha: 2)
        case .atkinsonHalf, .atkinsonOne, .atkinsonTwo: atkinson()
        case .s80s20: tails(0.2, 0.2)
        case .palma: tails(0.1, 0.4)
        default: inequality()
        }
    }

    /// What the municipalities of each class add to `Σ p_i·term`.
    func contributions(_ term: (Int) -> Double) -> [Double] {
        var sums = [CompensatedSum](repeating: CompensatedSum(), count: count)
        for unit in sample.shares.indices {
            sums[sample.sizeClasses[unit]].add(sample.shares[unit] * term(unit))
        }
        return sums.map(\.total)
    }

    /// A step that adds up what each class contributes.
    func sum(
        _ title: LocalizedText, _ formula: String, _ symbol: String = "Σ", _ term: (Int) -> Double
    ) -> (step: Step, value: Double) {
        let parts = contributions(term)
        let total = CompensatedSum.of(parts)
        let column = Derivation.Column(symbol, parts.map(Optional.some))
        return (Step(title, formula, [column], numbers: Arithmetic.sum(parts), result: total), total)
    }

    var name: LocalizedText { measure.name }

    private var shares: Step {
        let parts = contributions { _ in 1 }
        let isEqual = sample.weight == .municipality
        return Step(
            Derivation.shares, isEqual ? "p_i = 1 / n" : "p_i = P_i / ΣP",
            [Derivation.Column("Σ p_i", parts.map(Optional.some))], numbers: "n = \(sample.shares.count)")
    }

    private func mean(_ weight: Weight?) -> Step {
        sum(weight == nil ? Derivation.mean : name, "μ = Σ p_i·y_i", "Σ p_i·y_i") { sample.values[$0] }.step
    }

    private func share() throws(Undefined) -> [Step] {
        let values = sample.values
        if measure == .shareZero { return [sum(name, "Σ p_i·[y_i = 0]") { values[$0] == 0 ? 1 : 0 }.step] }
        guard let threshold = sample.threshold else { throw .noThreshold }
        return [sum(name, "Σ p_i·[y_i ≥ \(threshold.shown)]") { values[$0] >= threshold ? 1 : 0 }.step]
    }
}

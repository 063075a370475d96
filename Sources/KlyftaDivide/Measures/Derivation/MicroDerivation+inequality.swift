import KlyftaModel
import RealModule

/// The measures of inequality between municipalities, whatever their size.
extension MicroDerivation {
    func inequality() -> [Step] {
        switch measure {
        case .gini, .giniCorrected: return gini()
        case .hoover:
            return [sum(name, "H = Σ p_i·½·|y_i/μ − 1|") { (sample.relative($0) - 1).magnitude / 2 }.step]
        case .cv:
            let spread = sum(Derivation.sum, "S = Σ p_i·(y_i/μ − 1)²") { unit in
                (sample.relative(unit) - 1) * (sample.relative(unit) - 1)
            }
            return [
                spread.step, Step(name, "√S", numbers: "√\(spread.value.shown)", result: spread.value.squareRoot()),
            ]
        case .mld: return [sum(name, "M = −Σ p_i·ln(y_i/μ)") { -.log(sample.relative($0)) }.step]
        case .ge2:
            return [
                sum(name, "E = Σ p_i·½·(y_i/μ − 1)²") {
                    MicroEntropyOrder.halfSquaredVariation.term(sample.relative($0))
                }
                .step
            ]
        default:
            return [
                sum(name, "T = Σ p_i·(y_i/μ)·ln(y_i/μ)") { MicroEntropyOrder.theil.term(sample.relative($0)) }.step
            ]
        }
    }

    private func gini() -> [Step] {
        let isCorrected = measure == .giniCorrected
        let gini = sum(isCorrected ? MicroMeasure.gini.name : name, "G = Σ p_i·(y_i/μ)·(2F_i − 1)") { unit in
            sample.relative(unit) * (2 * sample.valueRanks[unit] - 1)
        }
        guard isCorrected else { return [gini.step] }
        let n = Double(sample.values.count)
        let step = Step(
            name, "G·n/(n − 1)", numbers: "\(gini.value.shown)·\(n.shown)/\((n - 1).shown)",
            result: gini.value * n / (n - 1))
        return [gini.step, step]
    }

    func atkinson() -> [Step] {
        if measure != .atkinsonHalf, sample.lowest == 0 {
            return [Step(name, "y_min = 0 ⇒ A = 1", result: 1)]
        }
        switch measure {
        case .atkinsonHalf:
            let mean = sum(Derivation.sum, "m = Σ p_i·√(y_i/μ)") { sample.relative($0).squareRoot() }
            return [
                mean.step,
                Step(name, "A = 1 − m²", numbers: "1 − \(mean.value.shown)²", result: 1 - mean.value * mean.value),
            ]
        case .atkinsonOne:
            let mean = sum(Derivation.sum, "L = Σ p_i·ln(y_i/μ)") { .log(sample.relative($0)) }
            return [
                mean.step,
                Step(name, "A = 1 − e^L", numbers: "1 − e^\(mean.value.factor)", result: 1 - .exp(mean.value)),
            ]
        default:
            let mean = sum(Derivation.sum, "m = Σ p_i·μ/y_i") { 1 / sample.relative($0) }
            return [
                mean.step, Step(name, "A = 1 − 1/m", numbers: "1 − 1/\(mean.value.shown)", result: 1 - 1 / mean.value),
            ]
        }
    }

    func tails(_ top: Double, _ bottom: Double) -> [Step] {
        let high = sample.held(byFirst: top, of: sample.valueOrder.reversed())
        let low = sample.held(byFirst: bottom, of: sample.valueOrder)
        return [
            Step(Derivation.top, "H = Σ_{F > 1 − \(top.shown)} p_i·y_i/μ", result: high),
            Step(Derivation.bottom, "L = Σ_{F ≤ \(bottom.shown)} p_i·y_i/μ", result: low),
            Step(name, "H / L", numbers: "\(high.shown) / \(low.shown)", result: high / low),
        ]
    }

    /// Between and within the classes: π the weight and m the mean of a class, E its own entropy.
    func decomposition(_ order: MicroEntropyOrder, _ term: String, alpha: Int) -> [Step] {
        let shares = contributions { _ in 1 }
        let held = contributions { sample.relative($0) }
        let means = zip(shares, held).map { $0 > 0 ? $1 / $0 : 0 }
        let own = contributions { unit in
            let mean = means[sample.sizeClasses[unit]]
            return mean > 0 ? order.term(sample.relative(unit) / mean) : 0
        }
        let entropies = zip(shares, own).map { $0 > 0 ? $1 / $0 : 0 }
        let terms = zip(shares, means).map { $0 > 0 ? order.term($1) : 0 }
        let factors = means.map { $0 > 0 ? order.weight(ofMean: $0) : 0 }
        func column(_ symbol: String, _ values: [Double]) -> Derivation.Column {
            Derivation.Column(symbol, zip(shares, values).map { $0 > 0 ? $1 : nil })
        }
        let across = CompensatedSum.of(zip(shares, terms).map { $0 * $1 })
        let inside = CompensatedSum.of(zip(shares, zip(factors, entropies)).map { $0 * $1.0 * $1.1 })
        let isBetween = [.theilBetween, .mldBetween, .ge2Between].contains(measure)
        let isWithin = [.theilWithin, .mldWithin, .ge2Within].contains(measure)
        let between = Step(
            isBetween ? name : Derivation.between, "B = Σ π·(\(term)), r = m/μ",
            [column("π", shares), column("m/μ", means), column(term, terms)],
            numbers: Arithmetic.sum(zip(shares, terms).map { [$0, $1] }), result: across)
        if isBetween { return [between] }
        let within = Step(
            isWithin ? name : Derivation.within, alpha == 0 ? "W = Σ π·E" : "W = Σ π·(m/μ)\(alpha == 2 ? "²" : "")·E",
            [column("E", entropies)],
            numbers: Arithmetic.sum(zip(shares, zip(factors, entropies)).map { [$0, $1.0, $1.1] }), result: inside)
        if isWithin { return [within] }
        let share = Step(
            name, "B / (B + W)", numbers: "\(across.shown) / (\(across.shown) + \(inside.shown))",
            result: across / (across + inside))
        return [between, within, share]
    }
}

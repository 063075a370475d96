import RealModule

/// The measures along the order of size.
extension GroupDerivation {
    private var middles: [Double] { data.ranks.map { $0 + 0.5 } }

    private var rankStep: Step {
        Step(Derivation.ranks, "X_j = Σ_{k<j} p_k + p_j/2", [column("X_j", middles)])
    }

    func concentration() throws(Undefined) -> Parts {
        let factors = middles.map { 2 * $0 - 1 }
        let pull = zip(data.shares, factors).map { $0 * $1 }
        let sum = sum(data.shares, factors, data.values)
        let index = Step(
            measure == .aci ? name : GroupMeasure.aci.name, "ACI = Σ p_j·(2X_j − 1)·y_j",
            [column("2X_j − 1", factors)], numbers: sum.text, result: sum.value)
        let first = [rankStep, index]
        switch measure {
        case .rci:
            let ratio = sum.value / average
            let step = Step(
                name, "RCI = ACI / μ", numbers: "\(sum.value.factor) / \(average.shown)", result: ratio)
            let gradient = zip(data.shares, factors).map { $0 * ($1 - ratio) / average }
            return Parts(steps: first + [step], gradient: ("p_j·(2X_j − 1 − RCI)/μ", gradient))
        case .rciErreygers, .rciWagstaff: return try bounded(first, sum.value, pull)
        default: return Parts(steps: first, gradient: ("p_j·(2X_j − 1)", pull))
        }
    }

    private func bounded(_ first: [Step], _ index: Double, _ pull: [Double]) throws(Undefined) -> Parts {
        guard let bounds = table.bounds else { throw .noBounds }
        let (low, high) = (bounds.lowest, bounds.highest)
        let width = high - low
        guard measure == .rciWagstaff else {
            let step = Step(
                name, "E = 4·ACI / (b − a)", numbers: "4·\(index.factor) / (\(high.shown) − \(low.shown))",
                result: 4 * index / width)
            return Parts(steps: first + [step], gradient: ("4·p_j·(2X_j − 1)/(b − a)", pull.map { 4 * $0 / width }))
        }
        let (above, below) = (average - low, high - average)
        let value = index * width / (above * below)
        let step = Step(
            name, "W = ACI·(b − a) / ((μ − a)·(b − μ))",
            numbers: "\(index.factor)·\(width.shown) / (\(above.shown)·\(below.shown))", result: value)
        let gradient = zip(pull, data.shares).map { pull, share in
            (pull * width - value * share * (below - above)) / (above * below)
        }
        return Parts(
            steps: first + [step],
            gradient: ("(p_j·(2X_j − 1)·(b − a) − W·p_j·(a + b − 2μ)) / ((μ − a)·(b − μ))", gradient))
    }

    func slope() throws(Undefined) -> Parts {
        let ranks = middles.map { $0 - 0.5 }
        let spread = sum(data.shares, ranks, ranks)
        let weights = zip(data.shares, ranks).map { $0 * $1 / spread.value }
        let sum = sum(weights, data.values)
        let steps = [
            rankStep,
            Step(Derivation.rankVariance, "V_X = Σ p_j·(X_j − ½)²", numbers: spread.text, result: spread.value),
            Step(Derivation.weights, "g_j = p_j·(X_j − ½) / V_X", [column("g_j", weights)]),
            Step(
                measure == .siiLinear ? name : GroupMeasure.siiLinear.name, "SII = Σ g_j·y_j", numbers: sum.text,
                result: sum.value),
        ]
        guard measure == .riiLinear else { return Parts(steps: steps, gradient: ("g_j", weights)) }
        let (low, high) = (average - sum.value / 2, average + sum.value / 2)
        let step = Step(
            name, "RII = (μ + SII/2) / (μ − SII/2)", numbers: "\(high.shown) / \(low.shown)", result: high / low)
        let gradient = zip(data.shares, weights).map { ($0 + $1 / 2) / high - ($0 - $1 / 2) / low }
        return Parts(
            steps: steps + [step],
            gradient: ("(p_j + g_j/2)/(μ + SII/2) − (p_j − g_j/2)/(μ − SII/2)", gradient), isLogarithmic: true)
    }

    func curve() throws(Undefined) -> Parts {
        guard let bound = table.bounds?.highest else { throw .noBounds }
        let isRatio = measure == .riiLogit
        if data.isAt(0) || data.isAt(bound) {
            // A level curve: nothing to fit.
            return Parts(
                steps: [rankStep, Step(name, "q(0) = q(1)", result: isRatio ? 1 : 0)], isLogarithmic: isRatio)
        }
        let fit = try LogisticFit(data, bound: bound)
        let (bottom, top) = (fit.height(at: -0.5), fit.height(at: 0.5))
        let beta = fit.coefficients
        let steps = [
            rankStep,
            Step(
                Derivation.curve, "q(x) = 1 / (1 + e^−(β₀ + β₁·(x − ½))),  Σ p_j·(y_j/b − q(X_j))·(1, X_j) = 0",
                numbers: "β₀ = \(beta.level.shown), β₁ = \(beta.slope.shown); "
                    + "q(0) = \(bottom.shown), q(1) = \(top.shown)"),
            isRatio
                ? Step(name, "RII = q(1) / q(0)", numbers: "\(top.shown) / \(bottom.shown)", result: top / bottom)
                : Step(
                    name, "SII = b·(q(1) − q(0))", numbers: "\(bound.shown)·(\(top.shown) − \(bottom.shown))",
                    result: bound * (top - bottom)),
        ]
        let pull = isRatio ? fit.logRatioGradient : fit.riseGradient.scaled(by: bound)
        return Parts(
            steps: steps, gradient: ("∂/∂β·∂β/∂y_j", data.gradient(fit, of: pull, bound)), isLogarithmic: isRatio)
    }
}

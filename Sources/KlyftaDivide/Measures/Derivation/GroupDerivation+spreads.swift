import RealModule

/// The measures of how far apart the classes lie, whatever their order.
extension GroupDerivation {
    private var away: [Double] { data.values.map { [average] in $0 - average } }

    func spread() -> Parts {
        let sum = sum(data.shares, away, away)
        let variance = Step(
            GroupMeasure.bgv.name, "BGV = Σ p_j·(y_j − μ)²", [column("y_j − μ", away)], numbers: sum.text,
            result: sum.value)
        let deviation = sum.value.squareRoot()
        switch measure {
        case .bgvBiasCorrected: return corrected(variance, sum.value)
        case .bgsd, .bgsdDelta:
            let step = Step(name, "BGSD = √BGV", numbers: "√\(sum.value.shown)", result: deviation)
            let gradient = zip(data.shares, away).map { $0 * $1 / deviation }
            return Parts(
                steps: [variance, step],
                gradient: measure == .bgsdDelta ? ("p_j·(y_j − μ)/BGSD", gradient) : nil)
        case .cov, .covDelta:
            let step = Step(
                name, "COV = 100·√BGV / μ", numbers: "100·√\(sum.value.shown) / \(average.shown)",
                result: 100 * deviation / average)
            let gradient = zip(data.shares, away).map { [average] in
                100 * $0 * ($1 / deviation - deviation / average) / average
            }
            return Parts(
                steps: [variance, step],
                gradient: measure == .covDelta ? ("100·p_j·((y_j − μ)/BGSD − BGSD/μ)/μ", gradient) : nil)
        default: return Parts(steps: [variance], error: varianceError)
        }
    }

    /// The error of a sum of squares, for means that are normal.
    private var varianceError: Step {
        let rows = zip(data.shares, data.errors).map { (share: $0, square: ($1 ?? 0) * ($1 ?? 0)) }
        let spreads = rows.map { $0.share * $0.share * $0.square }
        let linear = CompensatedSum.of(zip(spreads, away).map { 4 * $0 * $1 * $1 })
        let own = CompensatedSum.of(spreads)
        let fourth = CompensatedSum.of(spreads.map { $0 * $0 })
        let mixed = CompensatedSum.of(zip(spreads, rows).map { $0 * $1.square * (1 - $1.share) * (1 - $1.share) })
        let variance = linear + 2 * (own * own - fourth + mixed)
        return Step(
            Derivation.standardError,
            "s² = 4Σ p_j²·s_j²·(y_j − μ)² + 2((Σ p_j²·s_j²)² − Σ p_j⁴·s_j⁴ + Σ p_j²·(1 − p_j)²·s_j⁴)",
            [column("s_j", data.errors.map { $0 ?? 0 })],
            numbers: "√(\(linear.shown) + 2(\(own.shown)² − \(fourth.shown) + \(mixed.shown)))",
            result: variance.roundedUpToZero.squareRoot())
    }

    private func corrected(_ variance: Step, _ value: Double) -> Parts {
        let errors = data.errors.map { $0 ?? 0 }
        let bias = sum(data.shares, data.shares.map { 1 - $0 }, errors, errors)
        let steps = [
            variance,
            Step(
                Derivation.bias, "B = Σ p_j·(1 − p_j)·s_j²", [column("s_j", errors)], numbers: bias.text,
                result: bias.value),
            Step(
                name, "BGV − B", numbers: "\(value.shown) − \(bias.value.shown)", result: value - bias.value),
        ]
        return Parts(steps: steps)
    }

    func entropy() -> Parts {
        // A class without inhabitants plays no part, whatever its mean.
        let ratios = zip(data.values, data.shares).map { [average] in $1 > 0 ? $0 / average : 1 }
        let logs = ratios.map { $0 > 0 ? Double.log($0) : 0 }
        let relative = Step(Derivation.ratios, "r_j = y_j / μ", [column("r_j", ratios), column("ln r_j", logs)])
        if measure == .ti {
            let sum = sum(data.shares, ratios, logs)
            let gradient = zip(data.shares, ratios).map { [average] in
                1000 * $0 / average * (Double.log($1) - sum.value)
            }
            return Parts(
                steps: [relative, thousandths("TI = 1000·Σ p_j·r_j·ln r_j", "1000·(\(sum.text))", sum.value)],
                gradient: ("1000·p_j·(ln r_j − TI/1000)/μ", gradient))
        }
        let sum = sum(data.shares, logs)
        let gradient = zip(data.shares, ratios).map { [average] in 1000 * $0 / average * (1 - 1 / $1) }
        return Parts(
            steps: [relative, thousandths("MLD = −1000·Σ p_j·ln r_j", "−1000·(\(sum.text))", -sum.value)],
            gradient: ("1000·p_j·(1 − 1/r_j)/μ", gradient))
    }

    private func thousandths(_ formula: String, _ numbers: String, _ value: Double) -> Step {
        Step(name, formula, numbers: numbers, result: 1000 * value)
    }

    func distance() -> Parts {
        let isWeighted = [.mdmw, .mdbw, .mdrw, .idisw].contains(measure)
        let isRelative = measure == .idisu || measure == .idisw
        let (symbol, level) = standard
        let gaps = data.values.map { ($0 - level).magnitude }
        let factors = isWeighted ? data.shares : data.values.map { _ in 1 / Double(data.values.count) }
        let sum = sum(factors, gaps)
        let formula = isWeighted ? "Σ p_j·|y_j − \(symbol)|" : "(1/K)·Σ |y_j − \(symbol)|"
        let step = Step(
            isRelative ? Derivation.sum : name, formula, [column("|y_j − \(symbol)|", gaps)], numbers: sum.text,
            result: sum.value)
        let first = symbol == "μ" ? [step] : [Step(Derivation.level, symbol, result: level), step]
        guard isRelative else { return Parts(steps: first) }
        let relative = Step(
            name, "IDIS = 100·(\(formula)) / μ", numbers: "100·\(sum.value.shown) / \(average.shown)",
            result: 100 * sum.value / average)
        return Parts(steps: first + [relative])
    }

    /// What the classes are compared with.
    private var standard: (symbol: String, level: Double) {
        switch measure {
        case .mdbu, .mdbw: ("y_best", data.values[data.best(table.direction)])
        case .mdru, .mdrw: ("y_ref", table.reference.flatMap { table.groups[$0].estimate } ?? average)
        default: ("μ", average)
        }
    }

    func impact() -> Parts {
        let place = table.standardGroup(of: data)
        let best = data.values[place]
        let risk = best - average
        let reference = Step(Derivation.level, "y_ref", result: best)
        guard table.isGain(risk) else {
            let sign = table.direction == .favourable ? "<" : ">"
            return Parts(
                steps: [
                    reference, Step(name, "\(best.shown) \(sign) \(average.shown): y_ref \(sign) μ ⇒ 0", result: 0),
                ])
        }
        let chosen = data.shares.indices.map { $0 == place ? 1.0 : 0 }
        if measure == .par {
            let step = Step(name, "PAR = y_ref − μ", numbers: "\(best.shown) − \(average.factor)", result: risk)
            return Parts(steps: [reference, step], gradient: ("δ_j − p_j", zip(chosen, data.shares).map { $0 - $1 }))
        }
        let step = Step(
            name, "PAF = 100·(y_ref − μ) / μ", numbers: "100·(\(best.shown) − \(average.shown)) / \(average.shown)",
            result: 100 * risk / average)
        let gradient = zip(chosen, data.shares).map { [average] in 100 * ($0 - best / average * $1) / average }
        return Parts(steps: [reference, step], gradient: ("100·(δ_j − p_j·y_ref/μ)/μ", gradient))
    }
}

import RealModule

/// From the standard errors of the classes to the interval.
extension GroupDerivation.Parts {
    /// The steps, where the measure has an error; none where it is unknown.
    func uncertainty(of measure: GroupMeasure, on table: GroupTable, _ estimate: Estimate) -> [Derivation.Step] {
        guard let shown = estimate.se else { return [] }
        let errors = table.groups.map(\.standardError)
        let error: Derivation.Step
        if measure == .bgv {
            error = Self.variance(on: table, errors)
        } else if let gradient {
            let known = table.groups.indices.filter { table.groups[$0].estimate != nil }
            let pulls =
                gradient.values.count == errors.count ? gradient.values : known.indices.map { gradient.values[$0] }
            let places = gradient.values.count == errors.count ? Array(errors.indices) : known
            var column = [Double?](repeating: nil, count: errors.count)
            for (place, pull) in zip(places, pulls) { column[place] = pull }
            let terms = zip(places, pulls).filter { $0.1 != 0 }.map { $0.1 * (errors[$0.0] ?? 0) }
            error = Derivation.Step(
                Derivation.standardError, "\(isLogarithmic ? "s(ln)" : "s") = √Σ (\(gradient.symbol))²·s_j²",
                [Derivation.Column("∂_j", column), Derivation.Column("s_j", errors)],
                numbers: "√(\(terms.map { "\($0.factor)²" }.joined(separator: " + ")))",
                result: CompleteGroups.length(terms))
        } else {
            error = Derivation.Step(Derivation.standardError, isLogarithmic ? "s(ln)" : "s", result: shown)
        }
        return [error] + Self.interval(of: estimate)
    }

    private static func variance(on table: GroupTable, _ errors: [Double?]) -> Derivation.Step {
        guard let data = try? CompleteGroups(table) else { return Derivation.Step(Derivation.standardError, "s") }
        let parts = zip(data.shares, data.errors).map { ($0, ($1 ?? 0) * ($1 ?? 0)) }
        let linear = CompensatedSum.of(
            zip(parts, data.deviations).map { 4 * $0.0 * $0.0 * $0.1 * $1 * $1 })
        let own = CompensatedSum.of(parts.map { $0.0 * $0.0 * $0.1 })
        let fourth = CompensatedSum.of(parts.map { $0.0 * $0.0 * $0.0 * $0.0 * $0.1 * $0.1 })
        let mixed = CompensatedSum.of(parts.map { $0.0 * $0.0 * (1 - $0.0) * (1 - $0.0) * $0.1 * $0.1 })
        let variance = linear + 2 * (own * own - fourth + mixed)
        return Derivation.Step(
            Derivation.standardError,
            "s² = 4Σ p_j²·s_j²·(y_j − μ)² + 2((Σ p_j²·s_j²)² − Σ p_j⁴·s_j⁴ + Σ p_j²·(1 − p_j)²·s_j⁴)",
            [Derivation.Column("s_j", errors)],
            numbers: "√(\(linear.shown) + 2(\(own.shown)² − \(fourth.shown) + \(mixed.shown)))",
            result: variance.roundedUpToZero.squareRoot())
    }

    /// The limits of an estimate.
    static func interval(of estimate: Estimate) -> [Derivation.Step] {
        guard let lower = estimate.lower, let upper = estimate.upper, let error = estimate.se else { return [] }
        let isLogarithmic = estimate.errorScale == .logarithmic
        let reach = "1.96·\(error.shown)"
        let numbers =
            isLogarithmic
            ? "\(estimate.value.shown)·e^(±\(reach))" : "\(estimate.value.shown) ± \(reach)"
        return [
            Derivation.Step(
                Derivation.interval, isLogarithmic ? "m·e^(±1.96·s)" : "m ± 1.96·s",
                numbers: "\(numbers) = \(lower.shown) … \(upper.shown)")
        ]
    }
}

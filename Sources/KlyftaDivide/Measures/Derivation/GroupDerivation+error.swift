import RealModule

/// From the standard errors of the classes to the interval.
extension GroupDerivation.Parts {
    /// The steps, where the measure has an error; none where it is unknown.
    func uncertainty(on table: GroupTable, _ estimate: Estimate) -> [Derivation.Step] {
        guard estimate.se != nil, let error = error ?? propagated(table.groups.map(\.standardError)) else { return [] }
        return [error] + Self.interval(of: estimate)
    }

    /// `√Σ (∂m/∂y_j)²·s_j²`; a class without inhabitants and without influence may have an unknown error.
    private func propagated(_ errors: [Double?]) -> Derivation.Step? {
        guard let gradient else { return nil }
        let terms = zip(gradient.values, errors).compactMap { pull, error in
            pull.flatMap { $0 == 0 ? nil : $0 * (error ?? 0) }
        }
        return Derivation.Step(
            Derivation.standardError, "\(isLogarithmic ? "s(ln)" : "s") = √Σ (\(gradient.symbol))²·s_j²",
            [Derivation.Column("∂_j", gradient.values), Derivation.Column("s_j", errors)],
            numbers: "√(\(terms.map { "\($0.factor)²" }.joined(separator: " + ")))",
            result: CompleteGroups.length(terms))
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

import KlyftaModel

extension MeasuredPanel {
    /// How the answer of a measure came about, from the classes to the number and its interval.
    ///
    /// - Throws: the reason why the measure has no number, or `.parityOnly`.
    package func derivation(of measure: Measure) throws(Undefined) -> Derivation {
        guard !measure.isForParityOnly else { throw .parityOnly }
        guard let estimate = answer(measure).estimate else { throw answer(measure).reason ?? .noFigures }
        let names = rows.map(\.sizeClass.description)
        switch measure {
        case .group(let group):
            let table = try table(for: group)
            let parts =
                group == .d || group == .r
                ? try group.pairDerivation(on: table, names) : try GroupDerivation(group, on: table).parts()
            return Derivation(
                classes: names, steps: [classStep] + parts.steps,
                uncertainty: isExact ? [exact] : parts.uncertainty(on: table, estimate))
        case .micro(let micro, let weight):
            let sample = try sample(per: weight)
            let steps = try MicroDerivation(measure: micro, sample: sample, count: rows.count).steps()
            return Derivation(
                classes: names, steps: [classStep] + steps,
                uncertainty: isExact ? [exact] : uncertainty(of: micro, in: sample, estimate))
        }
    }

    /// The figures that everything starts from.
    private var classStep: Derivation.Step {
        Derivation.Step(
            Derivation.classes, weight == .municipality ? "ȳ = Σ y_i / n" : "ȳ = Σ P_i·y_i / ΣP_i",
            [
                Derivation.Column("n", rows.map { Double($0.n) }), Derivation.Column("N", rows.map { Double($0.of) }),
                Derivation.Column("P", rows.map(\.inhabitants)), Derivation.Column("ȳ", rows.map(\.mean.value)),
                Derivation.Column("s", rows.map(\.standardError)),
            ])
    }

    private var exact: Derivation.Step {
        Derivation.Step(Derivation.standardError, "n = N ⇒ s = 0", result: 0)
    }

    private func uncertainty(
        of measure: MicroMeasure, in sample: MicroSample, _ estimate: Estimate
    ) -> [Derivation.Step] {
        if sample.weight == .municipality, measure == .shareZero || measure == .shareAtOrAbove {
            return wilson(estimate)
        }
        guard let plain = sample.estimate(measure).standardError else { return [] }
        let error = Derivation.Step(
            Derivation.standardError, "s = √(1 − f)·√(n/(n − 1)·Σ p_i²·ψ_i²)",
            numbers: "√\(openPart.shown)·\(plain.shown)", result: openPart.squareRoot() * plain)
        return [error] + GroupDerivation.Parts.interval(of: estimate)
    }

    /// The interval of a share, which also holds where none or all belong to it.
    private func wilson(_ estimate: Estimate) -> [Derivation.Step] {
        guard let lower = estimate.lower, let upper = estimate.upper else { return [] }
        let all = of
        let effective = inference == .finite ? (Double(n) * Double(all - 1) / Double(all - n)).shown : "\(n)"
        return [
            Derivation.Step(
                Derivation.interval, "Wilson, n* = n·(N − 1)/(N − n)",
                numbers: "n* = \(effective): \(lower.shown) … \(upper.shown)")
        ]
    }
}

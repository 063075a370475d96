import RealModule

extension MicroSample {
    /// Theil's index, `T = Σ p·r·ln r` with `r = y/μ`: the generalised entropy of order 1.
    ///
    /// Zero where all have the same, at most `ln n` per municipality, without unit and not ×1000; sensitive to
    /// those who have much. Zeros count: `0·ln 0 = 0`. Undefined for values below zero, a mean of zero, one unit.
    /// Influence `r ln r − T − (T + 1)(r − 1)`. Reference: Theil, Economics and Information Theory, 1967.
    ///
    /// Example: 1, 2, 3, 4 has T = 0.1064, standard error 0.0663; ten municipalities of which one has all, ln 10.
    package func theil() -> Answer { entropy(.theil) }

    /// The mean logarithmic deviation, `M = −Σ p·ln r`: the generalised entropy of order 0.
    ///
    /// Zero where all have the same, without unit and not ×1000; sensitive to the lowest. A single zero makes it
    /// infinite: undefined for zeros, as for values below zero, a mean of zero, one unit. Influence `−ln r − M + (r −
    /// 1)`. Reference: Shorrocks, The class of additively decomposable inequality measures, Econometrica 48, 1980.
    ///
    /// Example: 1, 2, 3, 4 has M = 0.1218, standard error 0.0698.
    package func meanLogDeviation() -> Answer { entropy(.meanLogDeviation) }

    /// Half the squared coefficient of variation, `E = ½(Σ p·r² − 1)`: the generalised entropy of order 2.
    ///
    /// Zero where all have the same, without unit; sensitive to the highest. Zeros count. Undefined for values below
    /// zero, a mean of zero, one unit. Influence `½(r² − 1) − E − (r − 1)(2E + 1)`. Reference: Shorrocks, 1980, as
    /// above.
    ///
    /// Example: 1, 2, 3, 4 has E = 0.1.
    package func halfSquaredVariation() -> Answer { entropy(.halfSquaredVariation) }

    private func entropy(_ order: MicroEntropyOrder) -> Answer {
        if let reason = lacksEntropy(order) { return .undefined(reason) }
        let entropy = max(0, weighted { order.term(relative($0)) })
        return .finite(entropy, standardError: standardError { order.influence(relative($0), entropy: entropy) })
    }

    func lacksEntropy(_ order: MicroEntropyOrder) -> Undefined? {
        order == .meanLogDeviation ? lacksLogarithms : lacksWhole
    }
}

/// The order of a generalised entropy: the larger, the more it listens to the top.
enum MicroEntropyOrder: CaseIterable, Sendable {
    case meanLogDeviation
    case theil
    case halfSquaredVariation

    /// What a unit with the value r times the mean adds; the mean of the terms is the entropy.
    func term(_ relative: Double) -> Double {
        switch self {
        case .meanLogDeviation: -.log(relative)
        case .theil: relative == 0 ? 0 : relative * .log(relative)
        // Not ½(r² − 1), which loses the digits of small differences; the mean of r is 1.
        case .halfSquaredVariation: (relative - 1) * (relative - 1) / 2
        }
    }

    /// How the entropy moves when a unit with the value r times the mean gains weight.
    func influence(_ relative: Double, entropy: Double) -> Double {
        let excess = relative - 1
        return switch self {
        case .meanLogDeviation: term(relative) - entropy + excess
        case .theil: term(relative) - entropy - (entropy + 1) * excess
        case .halfSquaredVariation: (relative * relative - 1) / 2 - entropy - excess * (2 * entropy + 1)
        }
    }

    /// What the entropy inside a class with the mean r times the common mean counts, `r^α`.
    func weight(ofMean relative: Double) -> Double {
        switch self {
        case .meanLogDeviation: 1
        case .theil: relative
        case .halfSquaredVariation: relative * relative
        }
    }
}

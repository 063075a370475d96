import KlyftaDivide
import KlyftaStatistics

/// How what the core answers is written; nothing else in this module looks into its answers.
extension WrittenAnswer {
    /// A group measure of a table.
    init(_ measure: GroupMeasure, on table: GroupTable) {
        switch measure.compute(on: table) {
        case .undefined(let reason): self = .undefined(reason)
        case .defined(let found):
            let isRatio = found.errorScale == .logarithmic
            var fields: [String: Double?] = [
                "estimate": found.value, "se": found.se, "lower": found.lower, "upper": found.upper,
                "se_natural": isRatio ? found.naturalStandardError : nil,
            ]
            if measure == .siiLogitAnchor, let se = found.se, let scale = table.scaleOfAnchor {
                fields["se_anchor_unscaled"] = se / scale
            }
            self = .numbers(fields)
            if measure == .par || measure == .paf, table.isAttributableRiskTruncated {
                self = with(["status": .text("truncated at 0")])
            }
        }
    }

    /// Limits by simulation.
    init(_ limits: Result<SimulatedLimits, Undefined>) {
        switch limits {
        case .success(let limits): self = .numbers(["lower": limits.lower, "upper": limits.upper])
        case .failure(let reason): self = .undefined(reason)
        }
    }

    /// A measure with one value per municipality, with normal limits at 95 %.
    init(_ answer: Answer) {
        switch answer {
        case .undefined(let reason): self = .undefined(reason)
        case .defined(let found):
            let reach = found.se.map { $0 * Estimate.z95 }
            self = .numbers([
                "estimate": found.value, "se": found.se,
                "lower": reach.map { found.value - $0 }, "upper": reach.map { found.value + $0 },
            ])
        }
    }

    /// An estimate whose error, if there is none to be had, says why.
    init(_ estimated: Estimated) {
        switch estimated.uncertainty {
        case .success(let uncertainty):
            self = .numbers(["estimate": estimated.amount, "se": uncertainty.standardError])
        case .failure(let reason):
            self = WrittenAnswer.numbers(["estimate": estimated.amount])
                .with(["status": .text("se undefined: \(reason)")])
        }
    }

    /// A number, or why there is none.
    init(_ measured: Measured) {
        switch measured {
        case .defined(let value): self = .numbers(["estimate": value])
        case .undefined(let reason): self = .undefined(reason)
        }
    }

    /// What a function answers, or why it cannot.
    init(trying answer: () throws(Unanswerable) -> WrittenAnswer) {
        do { self = try answer() } catch { self = .undefined(error) }
    }

    /// A number that a function answers.
    init(number: () throws(Unanswerable) -> Double) {
        self.init { () throws(Unanswerable) in .numbers(["estimate": try number()]) }
    }
}

import KlyftaDivide
import KlyftaModel
import KlyftaStatistics

/// Errors by resampling: over the resamples that the file gives, or over `draws` of Rao and Wu's rescaled bootstrap from
/// `seed`, with `units` as the number of municipalities in each class.
struct BootstrapSheet: Sheet {
    let value: [Double]
    let pop: [Double]
    private let classColumn: [Whole]
    let confidence: Double?
    let resamples: [[Whole]]?
    let draws: Whole?
    let seed: Whole?
    let units: [Int: Whole]?

    enum CodingKeys: String, CodingKey {
        case value, pop, confidence, resamples, draws, seed, units
        case classColumn = "size_class"
    }

    private var sizeClasses: [Int] { classColumn.map(\.value) }

    func answers() throws(SheetFlaw) -> SheetAnswers {
        try Columns.expectEqualLengths([
            ("value", value.count), ("pop", pop.count), ("size_class", sizeClasses.count),
        ])
        try Columns.expectFinite(value, "value")
        try Columns.expectFinite(pop, "pop")
        try Columns.expectConfidence(confidence ?? 0.95)
        let table: MicroTable
        do {
            table = try MicroTable(values: value, populations: pop, sizeClasses: sizeClasses)
        } catch {
            throw SheetFlaw("input", because: error)
        }
        let weights = try weights()
        let pairs = measures.map { key, measure in (key, answer(table, weights, measure)) }
        return SheetAnswers(Dictionary(uniqueKeysWithValues: pairs))
    }

    /// A measure of what a row of weights leaves of the table.
    private typealias Measure = (weight: Weight, of: (MicroSample) -> Answer)

    private var measures: [String: Measure] {
        let (high, low) = (sizeClasses.max() ?? 0, sizeClasses.min() ?? 0)
        return [
            "mean": (.municipality, { $0.mean() }), "mean_w": (.inhabitant, { $0.mean() }),
            "gini": (.municipality, { $0.gini() }), "theil": (.municipality, { $0.theil() }),
            "gap": (.municipality, { $0.gap(leading: high, trailing: low) }),
        ]
    }

    private func answer(_ table: MicroTable, _ weights: Weights, _ measure: Measure) -> WrittenAnswer {
        func measured(_ multiplicities: [Double]) -> Measured {
            do {
                return measure.of(try table.sample(per: measure.weight, multiplicities: multiplicities)).measured
            } catch {
                return .undefined(error)
            }
        }
        guard case .defined(let estimate) = measured(weights.whole) else {
            return WrittenAnswer(measured(weights.whole))
        }
        do {
            let limits = try ResampledLimits(
                over: weights.draws, confidence: confidence ?? 0.95
            ) { (draw: [Double]) throws(Unanswerable) in measured(draw) }
            return .numbers([
                "estimate": estimate, "se": limits.standardError, "lower": limits.lower, "upper": limits.upper,
            ])
        } catch {
            return WrittenAnswer.numbers(["estimate": estimate]).with(["status": .text("se undefined: \(error)")])
        }
    }
}

extension BootstrapSheet {
    /// How many municipalities each row stands for: as answered, and in each draw.
    private struct Weights {
        let whole: [Double]
        let draws: [[Double]]
    }

    private func weights() throws(SheetFlaw) -> Weights {
        if let resamples { return try given(resamples) }
        guard let draws = draws?.value, let units = units?.mapValues(\.value) else {
            throw SheetFlaw(
                "input.resamples", "this key is missing",
                remedy: "Write lists of row numbers from 0, or 'draws', 'seed' and 'units' by class instead.")
        }
        guard 2...10_000 ~= draws, draws * value.count <= 50_000_000 else {
            throw SheetFlaw(
                "input.draws", "not between 2 and 10000, or too many for so many rows", remedy: "Write 999.")
        }
        do {
            let bootstrap = try RescaledBootstrap(sizeClasses: sizeClasses, units: units)
            var generator = SeededGenerator(seed: seed?.bits ?? 1)
            var rows: [[Double]] = []
            for _ in 0..<draws { rows.append(try bootstrap.weights(drawnFrom: &generator)) }
            let answered = Dictionary(grouping: sizeClasses) { $0 }.mapValues(\.count)
            let whole = sizeClasses.map { Double(units[$0] ?? 0) / Double(answered[$0] ?? 1) }
            return Weights(whole: whole, draws: rows)
        } catch {
            throw SheetFlaw("input.units", because: "\(error)")
        }
    }

    private func given(_ resamples: [[Whole]]) throws(SheetFlaw) -> Weights {
        var draws: [[Double]] = []
        for (number, resample) in resamples.enumerated() {
            var times = [Double](repeating: 0, count: value.count)
            for (place, row) in resample.map(\.value).enumerated() {
                guard value.indices.contains(row) else {
                    throw SheetFlaw(
                        "input.resamples[\(number)][\(place)]", "there is no row \(row)",
                        remedy: "Write row numbers from 0 to \(value.count - 1).")
                }
                times[row] += 1
            }
            draws.append(times)
        }
        return Weights(whole: value.map { _ in 1 }, draws: draws)
    }
}

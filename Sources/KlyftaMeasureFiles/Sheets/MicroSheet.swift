import KlyftaDivide
import KlyftaModel

/// One value a municipality: every micro measure, per municipality and per inhabitant. A municipality without a value
/// is left out.
struct MicroSheet: Sheet {
    let value: [Double?]
    let pop: [Double]
    let sizeClasses: [Whole]?
    let bounds: [Double]?
    let threshold: Double?

    enum CodingKeys: String, CodingKey {
        case value, pop, bounds, threshold
        case sizeClasses = "size_class"
    }

    func answers() throws(SheetFlaw) -> SheetAnswers {
        let table = try table()
        var result: [String: WrittenAnswer] = [:]
        for weight in Weight.allCases {
            let sample = Result { () throws(Undefined) in try table.sample(per: weight) }
            for measure in MicroMeasure.allCases {
                result[measure.key(per: weight)] = answer(measure, of: sample)
            }
        }
        return SheetAnswers(result)
    }

    private func answer(_ measure: MicroMeasure, of sample: Result<MicroSample, Undefined>) -> WrittenAnswer {
        if sizeClasses == nil, Self.byClass.contains(measure) { return .undefined("there are no size classes") }
        return switch sample {
        case .success(let sample): WrittenAnswer(sample.estimate(measure))
        case .failure(let reason): .undefined(reason)
        }
    }

    private static let byClass: Set<MicroMeasure> = [
        .theilBetween, .theilWithin, .theilBetweenShare, .mldBetween, .mldWithin, .mldBetweenShare, .ge2Between,
        .ge2Within, .ge2BetweenShare,
    ]

    private func table() throws(SheetFlaw) -> MicroTable {
        try Columns.expectEqualLengths([
            ("value", value.count), ("pop", pop.count), ("size_class", sizeClasses?.count),
        ])
        try Columns.expectFinite(value, "value")
        try Columns.expectFinite(pop, "pop")
        try Columns.expectFinite(threshold, "threshold")
        let rows = value.indices.filter { value[$0] != nil }
        do {
            return try MicroTable(
                values: rows.map { value[$0] ?? 0 }, populations: rows.map { pop[$0] },
                sizeClasses: rows.map { sizeClasses?[$0].value ?? 0 }, bounds: try range(), threshold: threshold)
        } catch let flaw as SheetFlaw {
            throw flaw
        } catch {
            throw SheetFlaw("input", because: "\(error)")
        }
    }

    private func range() throws(SheetFlaw) -> ClosedRange<Double>? {
        guard let bounds else { return nil }
        guard bounds.count == 2, bounds.allSatisfy(\.isFinite), bounds[0] < bounds[1] else {
            throw SheetFlaw(
                "input.bounds", "not a lower and a higher number", remedy: "Write two numbers, such as [0, 100].")
        }
        return bounds[0]...bounds[1]
    }
}

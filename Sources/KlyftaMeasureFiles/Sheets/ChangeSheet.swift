import KlyftaDivide
import KlyftaStatistics

/// Two waves with partial answers: what the gap between two classes did, by panel and by cross-section, and how other
/// measures moved.
struct ChangeSheet: Sheet {
    let y1: [Double?]
    let y2: [Double?]
    private let classColumn: [Whole]
    let pop: [Double]
    private let lowClass: Whole
    private let highClass: Whole
    let confidence: Double?
    let threshold: Double?

    enum CodingKeys: String, CodingKey {
        case y1, y2, pop, confidence
        case classColumn = "size_class"
        case lowClass = "class_low"
        case highClass = "class_high"
        case threshold = "threshold_X"
    }

    private var sizeClasses: [Int] { classColumn.map(\.value) }
    private var low: Int { lowClass.value }
    private var high: Int { highClass.value }

    func answers() throws(SheetFlaw) -> SheetAnswers {
        let classes = try classes()
        guard let lead = classes[high] else { throw nobody(in: high, "class_high") }
        guard let trail = classes[low] else { throw nobody(in: low, "class_low") }
        var result = gaps(lead, trail)
        for (key, sizeClass) in classes {
            result["class_mean_wave1_class\(key)"] = Self.mean(sizeClass.then, of: sizeClass)
            result["class_mean_wave2_class\(key)"] = Self.mean(sizeClass.now, of: sizeClass)
        }
        result["overlap_class\(high)"] = Self.overlap(lead)
        result["overlap_class\(low)"] = Self.overlap(trail)
        return SheetAnswers(result.merging(jackknifed()) { $1 })
    }

    private func classes() throws(SheetFlaw) -> [Int: ClassInTwoWaves] {
        try Columns.expectEqualLengths([
            ("y1", y1.count), ("y2", y2.count), ("size_class", sizeClasses.count), ("pop", pop.count),
        ])
        try Columns.expectFinite(y1, "y1")
        try Columns.expectFinite(y2, "y2")
        try Columns.expectFinite(pop, "pop")
        try Columns.expectConfidence(confidence ?? 0.95)
        guard (threshold ?? 0).isFinite, threshold ?? 0 >= 0 else {
            throw SheetFlaw("input.threshold_X", "not a number from zero up", remedy: "Write the least widening.")
        }
        let sizeClasses = sizeClasses
        var classes: [Int: ClassInTwoWaves] = [:]
        do {
            for (key, members) in Dictionary(grouping: y1.indices, by: { sizeClasses[$0] }) {
                classes[key] = try ClassInTwoWaves(
                    members.map { TwoAnswers(then: y1[$0], now: y2[$0]) }, units: members.count)
            }
        } catch {
            throw SheetFlaw("input", because: "\(error)")
        }
        return classes
    }

    private func nobody(in sizeClass: Int, _ key: String) -> SheetFlaw {
        SheetFlaw(
            "input.\(key)", "no municipality is in class \(sizeClass)",
            remedy: "Write one of \(Set(sizeClasses).sorted().prefix(12).map(String.init).joined(separator: ", ")).")
    }

    private static func mean(_ answers: [Double], of sizeClass: ClassInTwoWaves) -> WrittenAnswer {
        WrittenAnswer { () throws(Unanswerable) in
            WrittenAnswer(try classMean(of: answers, among: sizeClass.units, inference: .finite))
        }.with(["n": .count(answers.count), "N": .count(sizeClass.units)])
    }

    private static func overlap(_ sizeClass: ClassInTwoWaves) -> WrittenAnswer {
        .fields([
            "n1": .count(sizeClass.then.count), "n2": .count(sizeClass.now.count),
            "n12": .count(sizeClass.both.count), "N": .count(sizeClass.units),
            "correlation": .number(sizeClass.assumedCorrelation),
        ])
    }

    private func gaps(_ lead: ClassInTwoWaves, _ trail: ClassInTwoWaves) -> [String: WrittenAnswer] {
        func gap(_ answers: (ClassInTwoWaves) -> [Double]) -> WrittenAnswer {
            WrittenAnswer { () throws(Unanswerable) in
                WrittenAnswer(
                    try meanGap(
                        leading: (answers(lead), lead.units), trailing: (answers(trail), trail.units),
                        inference: .finite))
            }
        }
        func cross(_ overlap: Overlap) throws(Unanswerable) -> Estimated {
            try crossSection(leading: lead, trailing: trail, overlap: overlap, inference: .finite)
        }
        func panel() throws(Unanswerable) -> Estimated {
            try matchedPanel(leading: lead, trailing: trail, inference: .finite)
        }
        return [
            "gap_wave1": gap(\.then), "gap_wave2": gap(\.now),
            "change_matched_panel": WrittenAnswer { () throws(Unanswerable) in tested(try panel()) },
            "change_cross_section": WrittenAnswer { () throws(Unanswerable) in tested(try cross(.counted)) },
            "change_cross_section_if_wrongly_independent": WrittenAnswer { () throws(Unanswerable) in
                tested(try cross(.ignored))
            },
            "composition_effect": WrittenAnswer { () throws(Unanswerable) in
                WrittenAnswer(try compositionEffect(crossSection: cross(.counted), panel: panel()))
            },
        ]
    }

    private func tested(_ change: Estimated) -> WrittenAnswer {
        guard
            let test = try? Widening(of: change, byMoreThan: threshold ?? 0, confidence: confidence ?? 0.95)
        else { return WrittenAnswer(change) }
        let numbers = WrittenAnswer.numbers([
            "estimate": test.change, "se": test.uncertainty.standardError, "df": test.uncertainty.degreesOfFreedom,
            "t": test.t, "p_one_sided": test.p, "lower_one_sided": test.lower, "upper_one_sided": test.upper,
        ])
        let isExact = test.uncertainty == .exact
        return numbers.with(["signal": .flag(test.isSignal)]).with(isExact ? ["exact_census": .flag(true)] : [:])
    }
}

extension ChangeSheet {
    /// A jackknife takes as many rounds as there are units, each as long: beyond this many it would seem to hang.
    private static let mostPairs = 2_000

    private func jackknifed() -> [String: WrittenAnswer] {
        let (high, low) = (high, low)
        let measures: [String: (MicroSample) -> Answer] = [
            "gap": { $0.gap(leading: high, trailing: low) },
            "log_ratio": { $0.logRatio(leading: high, trailing: low) },
            "gini": { $0.gini() }, "rci": { $0.relativeConcentration() }, "sii_linear": { $0.slopeIndex() },
        ]
        let rows = y1.indices.filter { y1[$0] != nil && y2[$0] != nil }
        let pairs = measures.map { key, measure in
            ("jackknife_change_\(key)", jackknifed(rows, measure))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private func jackknifed(_ rows: [Int], _ measure: (MicroSample) -> Answer) -> WrittenAnswer {
        guard rows.count <= Self.mostPairs else {
            return .undefined("\(rows.count) units, where a jackknife takes at most \(Self.mostPairs)")
        }
        let units = Dictionary(grouping: sizeClasses) { $0 }.mapValues(\.count)
        do {
            let change = try ChangeOfMeasure(then: table(y1, rows), now: table(y2, rows), units: units)
            return WrittenAnswer(try change.jackknifed(inference: .finite, measure: measure))
        } catch let reason as Unanswerable {
            return .undefined(reason)
        } catch {
            return .undefined("\(error)")
        }
    }

    private func table(_ values: [Double?], _ rows: [Int]) throws(MicroTableFlaw) -> MicroTable {
        let sizeClasses = sizeClasses
        return try MicroTable(
            values: rows.compactMap { values[$0] }, populations: rows.map { pop[$0] },
            sizeClasses: rows.map { sizeClasses[$0] })
    }
}

import KlyftaDivide
import KlyftaStatistics
import Testing

struct ChangeVectorTests {
    @Test(.enabled(if: ReferenceVectors.areHere, "\(ReferenceVectors.absent)"))
    func `there are change vectors to agree with`() {
        #expect(ReferenceVectors.named("change").count >= 6)
    }

    @Test(
        .enabled(if: ReferenceVectors.areHere, "\(ReferenceVectors.absent)"),
        arguments: ReferenceVectors.named("change"))
    func `a change is the one of the reference`(file: String) throws {
        let change = try VectorOfChange(ReferenceVector(file))
        for measure in change.vector.expected.keys.sorted() {
            let wrong = try change.vector.disagreements(measure, change.computed(measure))
            #expect(wrong == [], "\(file)")
        }
    }
}

/// A vector of kind `change`, and everything it asks for.
private struct VectorOfChange {
    let vector: ReferenceVector
    let classes: [Int: ClassInTwoWaves]
    let strata: [Stratum<Town>]
    let high: Int
    let low: Int

    struct UnknownKey: Error { let key: String }

    init(_ vector: ReferenceVector) throws {
        self.vector = vector
        let (y1, y2) = (vector.numbers("y1"), vector.numbers("y2"))
        let sizeClasses = vector.numbers("size_class").map { Int($0 ?? 0) }
        let inhabitants = vector.numbers("pop")
        let members = Dictionary(grouping: y1.indices) { sizeClasses[$0] }
        classes = try members.mapValues { indices in
            try ClassInTwoWaves(
                indices.map { TwoAnswers(then: y1[$0], now: y2[$0]) }, units: indices.count)
        }
        strata = members.keys.sorted().map { key in
            let towns = (members[key] ?? []).compactMap { index in
                y1[index].flatMap { then in
                    y2[index].map { Town(then: then, now: $0, inhabitants: inhabitants[index] ?? 0) }
                }
            }
            return Stratum(towns, of: members[key]?.count ?? 0)
        }
        high = Int(vector.number("class_high"))
        low = Int(vector.number("class_low"))
    }

    func computed(_ key: String) throws -> [String: Double?] {
        if key.hasPrefix("class_mean_wave") { return try classMean(key) }
        if key.hasPrefix("overlap_class") { return try overlap(key) }
        if key.hasPrefix("jackknife_change_") { return try jackknifed(key) }
        let (lead, trail) = (try #require(classes[high]), try #require(classes[low]))
        func cross(_ overlap: Overlap) throws -> Estimated {
            try crossSection(leading: lead, trailing: trail, overlap: overlap, inference: .finite)
        }
        let panel = try matchedPanel(leading: lead, trailing: trail, inference: .finite)
        switch key {
        case "gap_wave1":
            return fields(
                try meanGap(leading: (lead.then, lead.units), trailing: (trail.then, trail.units), inference: .finite))
        case "gap_wave2":
            return fields(
                try meanGap(leading: (lead.now, lead.units), trailing: (trail.now, trail.units), inference: .finite))
        case "change_matched_panel": return try tested(panel)
        case "change_cross_section": return try tested(cross(.counted))
        case "change_cross_section_if_wrongly_independent": return try tested(cross(.ignored))
        case "composition_effect":
            return ["estimate": try compositionEffect(crossSection: cross(.counted), panel: panel).value]
        default: throw UnknownKey(key: key)
        }
    }

    private func fields(_ estimate: Estimated) -> [String: Double?] {
        ["estimate": estimate.amount, "se": (try? estimate.uncertainty.get())?.standardError]
    }

    private func classMean(_ key: String) throws -> [String: Double?] {
        let parts = key.dropFirst("class_mean_wave".count).split(separator: "_class").compactMap { Int($0) }
        let sizeClass = try #require(classes[parts[1]])
        let answers = parts[0] == 1 ? sizeClass.then : sizeClass.now
        let mean = try KlyftaDivide.classMean(of: answers, among: sizeClass.units, inference: .finite)
        return fields(mean).merging(["n": Double(answers.count), "N": Double(sizeClass.units)]) { $1 }
    }

    private func overlap(_ key: String) throws -> [String: Double?] {
        let sizeClass = try #require(Int(key.dropFirst("overlap_class".count)).flatMap { classes[$0] })
        return [
            "n1": Double(sizeClass.then.count), "n2": Double(sizeClass.now.count),
            "n12": Double(sizeClass.both.count), "N": Double(sizeClass.units),
            "correlation": sizeClass.assumedCorrelation,
        ]
    }

    private func tested(_ estimate: Estimated) throws -> [String: Double?] {
        let test = try Widening(
            of: estimate, byMoreThan: vector.number("threshold_X"), confidence: vector.number("confidence"))
        return [
            "estimate": test.change, "se": test.uncertainty.standardError, "df": test.uncertainty.degreesOfFreedom,
            "t": test.t, "p_one_sided": test.p, "lower_one_sided": test.lower, "upper_one_sided": test.upper,
            "signal": test.isSignal ? 1 : 0, "exact_census": test.uncertainty == .exact ? 1 : 0,
        ]
    }

    private func jackknifed(_ key: String) throws -> [String: Double?] {
        let order = classes.keys.sorted()
        let (top, bottom) = (try #require(order.firstIndex(of: high)), try #require(order.firstIndex(of: low)))
        let measures: [String: ([Stratum<Town>]) -> Measured] = [
            "gap": { TownMeasure.gapChange($0, high: top, low: bottom, asRatio: false) },
            "log_ratio": { TownMeasure.gapChange($0, high: top, low: bottom, asRatio: true) },
            "gini": { TownMeasure.change($0, of: TownMeasure.gini) },
            "rci": { TownMeasure.change($0, of: TownMeasure.relativeConcentration) },
            "sii_linear": { TownMeasure.change($0, of: TownMeasure.slopeIndex) },
        ]
        guard let measure = measures[String(key.dropFirst("jackknife_change_".count))] else {
            throw UnknownKey(key: key)
        }
        return fields(try jackknife(strata, inference: .finite, measure: measure))
    }
}

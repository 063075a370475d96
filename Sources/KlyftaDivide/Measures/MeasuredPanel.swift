import KlyftaModel
import KlyftaStatistics

/// A panel by size class, ready to answer every measure.
///
/// Group measures are computed on the means of the classes; their weights are the inhabitants of **all** municipalities
/// of a class in force, whether they answered or not. The weights say how many people live under each mean: were only
/// those counted that answered, a class would shrink in the national picture because it is silent, and a gap would move
/// because answers came in. A class with nobody in force, or without a value, stays a class with a missing mean: left
/// out, it would silently turn the question into one about other classes.
///
/// Micro measures are computed on the municipalities that answered, under their own weight. Standard errors have the
/// finite population correction unless ``Inference/superpopulation`` is asked for: where all answered they are 0. They
/// know of missing municipalities only, not of the error that an office's own sample of persons may have. Bounds are 0
/// and 100 for per cent and none otherwise; they are never guessed from the values. Ordered categories have no measure.
///
/// Example: three municipalities with 10, 20 and 60 %, one class each: `answer(.group(.d))` is 50 percentage points.
package struct MeasuredPanel: Sendable {
    /// Who could be compared.
    package let panel: Panel
    /// What counts once in the mean of a class.
    package let weight: Weight
    /// Whom standard errors are meant for.
    package let inference: Inference
    /// The class that a mean difference from a reference compares the others with, if one was chosen.
    package let reference: SizeClass?
    /// One row a class, from the smallest municipalities to the largest.
    package let rows: [Row]

    let micro: Result<MicroTable, Undefined>
    private let samples: [Weight: Result<MicroSample, Undefined>]

    /// A size class with its mean.
    package struct Row: Hashable, Sendable {
        /// The class.
        package let sizeClass: SizeClass
        /// How many municipalities have a value.
        package let n: Int
        /// How many are in force.
        package let of: Int
        /// How many inhabitants all in force have together.
        package let inhabitants: Double
        /// The mean of those with a value, in the unit of the indicator.
        package let mean: Measured
        /// The standard error of the mean; 0 where all answered, `nil` where nobody can know it.
        package let standardError: Double?
    }

    /// Measures a panel.
    /// - Parameters:
    ///   - classes: ascending and apart; municipalities in none of them take no part.
    ///   - weight: what counts once in the mean of a class. Micro measures name their own.
    ///   - threshold: the least value that counts as enough, in the unit of the indicator.
    ///   - reference: one of the classes.
    package init(
        of panel: Panel, by classes: [SizeClass], per weight: Weight, inference: Inference = .finite,
        threshold: Double? = nil, reference: SizeClass? = nil
    ) {
        (self.panel, self.weight, self.inference, self.reference) = (panel, weight, inference, reference)
        rows = classes.map { Row($0, in: panel, per: weight, inference) }
        let placed = classes.enumerated().flatMap { place, sizeClass in
            panel.members(of: sizeClass).map { (member: $0, place: place) }
        }
        micro = Result { () throws(Undefined) in
            guard panel.indicator.nature != .ordinal else { throw .ordinal }
            do throws(MicroTableFlaw) {
                return try MicroTable(
                    values: placed.map(\.member.value), populations: placed.map { Double($0.member.inhabitants) },
                    sizeClasses: placed.map(\.place), bounds: panel.indicator.bounds.map { $0.lowest...$0.highest },
                    threshold: threshold)
            } catch {
                throw Undefined(error)
            }
        }
        samples = Dictionary(
            uniqueKeysWithValues: Weight.allCases.map { [micro] weight in
                (weight, Result { () throws(Undefined) in try micro.get().sample(per: weight) })
            })
    }

    /// How many municipalities have a value.
    package var n: Int { rows.reduce(0) { $0 + $1.n } }
    /// How many are in force.
    package var of: Int { rows.reduce(0) { $0 + $1.of } }
    /// The fraction of municipalities in force that answered.
    package var answered: Double { of > 0 ? Double(n) / Double(of) : 0 }

    /// Whether all answered and only they are meant: then no measure has a sampling error, not even one whose error
    /// nobody can estimate from a sample.
    var isExact: Bool { inference == .finite && n == of && n > 0 }

    /// What is left of a variance once those who answered are known: `1 − f`, or 1 for a process.
    var openPart: Double { inference == .finite ? 1 - answered : 1 }

    func sample(per weight: Weight) throws(Undefined) -> MicroSample {
        guard let sample = samples[weight] else { throw .noValues }
        return try sample.get()
    }
}

extension MeasuredPanel.Row {
    fileprivate init(_ sizeClass: SizeClass, in panel: Panel, per weight: Weight, _ inference: Inference) {
        let members = panel.members(of: sizeClass)
        let silent = panel.leftOut(of: sizeClass).compactMap(\.inhabitants)
        self.sizeClass = sizeClass
        n = members.count
        of = members.count + silent.count
        // Of numbers, because no count of people is too large for one.
        inhabitants = CompensatedSum.of(members.map { Double($0.inhabitants) } + silent.map(Double.init))
        mean = KlyftaDivide.mean(of: members, per: weight, nature: panel.indicator.nature)
        standardError = Self.error(of: members, among: of, per: weight, inference)
    }

    private static func error(
        of members: [Panel.Member], among units: Int, per weight: Weight, _ inference: Inference
    ) -> Double? {
        if weight == .municipality {
            let mean = try? classMean(of: members.map(\.value), among: units, inference: inference)
            return try? mean?.uncertainty.get().standardError
        }
        if inference.isExact(answers: members.count, of: units) { return members.isEmpty ? nil : 0 }
        let table = try? MicroTable(
            values: members.map(\.value), populations: members.map { Double($0.inhabitants) },
            sizeClasses: members.map { _ in 0 })
        let plain = table?.estimate(.mean, per: .inhabitant).standardError
        // Where a part answered and nothing varies among them, nobody knows that nothing does.
        guard let plain, plain > 0 else { return nil }
        return plain * (Double(members.count) * inference.remainder(answers: members.count, of: units)).squareRoot()
    }
}

extension Indicator {
    /// The limits that its unit sets by definition.
    var bounds: GroupTable.Bounds? {
        switch unit {
        case .percent: .percent
        case .any: GroupTable.Bounds(0, 1)
        case .count, .megabitsPerSecond, .points: nil
        }
    }
}

import KlyftaModel
import KlyftaStatistics

/// The municipalities that answered in two waves, and how any smooth measure of them changed, with the error of the
/// stratified jackknife. Each unit weighs the `N/n` municipalities of its class that it stands for.
///
/// Example: the change of the Gini coefficient is
/// `try change.jackknifed(inference: .finite) { $0.gini() }`.
package struct ChangeOfMeasure: Sendable {
    private let then: MicroTable
    private let now: MicroTable
    private let strata: [Stratum<Int>]

    /// - Parameters:
    ///   - then: the units that answered twice, with the values of the baseline wave.
    ///   - now: the same units in the same order, with the values of the later wave.
    ///   - units: how many municipalities each size class has, with and without answers. A class in which nobody
    ///     answered twice has no part in the change.
    /// - Throws: `.tooFew(.pairs, …)` for tables of unequal length.
    package init(then: MicroTable, now: MicroTable, units: [Int: Int]) throws(Unanswerable) {
        let (one, other) = (then.values.count, now.values.count)
        guard one == other else { throw .tooFew(.pairs, have: min(one, other), need: max(one, other)) }
        (self.then, self.now) = (then, now)
        let members = Dictionary(grouping: then.values.indices) { then.sizeClasses[$0] }
        strata = members.keys.sorted().map { key in
            Stratum(members[key] ?? [], of: units[key] ?? 0)
        }
    }

    /// The change `θ(now) − θ(then)` and its error; see ``jackknife(_:inference:degrees:measure:)``.
    /// - Throws: what the jackknife throws; `.measure` where θ is undefined in a wave.
    package func jackknifed(
        inference: Inference, degrees: JackknifeDegrees = .allClasses, measure: (MicroSample) -> Answer
    ) throws(Unanswerable) -> Estimated {
        try jackknife(strata, inference: inference, degrees: degrees) { strata in
            let weights = self.weights(of: strata)
            let (before, after) = (answer(then, weights, measure), answer(now, weights, measure))
            return after.combined(with: before) { .finite($0 - $1) }
        }
    }

    private func weights(of strata: [Stratum<Int>]) -> [Double] {
        var weights = [Double](repeating: 0, count: then.values.count)
        for stratum in strata {
            for unit in stratum.units { weights[unit] = stratum.weight }
        }
        return weights
    }

    private func answer(
        _ table: MicroTable, _ weights: [Double], _ measure: (MicroSample) -> Answer
    ) -> Measured {
        do {
            return measure(try table.sample(per: .municipality, multiplicities: weights)).measured
        } catch {
            return .undefined(error)
        }
    }
}

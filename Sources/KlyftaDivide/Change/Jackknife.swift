import KlyftaStatistics
import RealModule

/// The units of one class that answered, and how many it has in all.
package struct Stratum<Unit: Sendable>: Sendable {
    /// Those who answered (in both waves, for a change).
    package let units: [Unit]
    /// How many municipalities the class has.
    package let size: Int

    /// The answers of a class of `size` municipalities.
    package init(_ units: [Unit], of size: Int) {
        self.units = units
        self.size = size
    }

    /// How many municipalities each unit stands for, N/n.
    package var weight: Double { Double(size) / Double(units.count) }

    func without(_ index: Int) -> Stratum {
        var rest = units
        rest.remove(at: index)
        return Stratum(rest, of: size)
    }
}

/// Which degrees of freedom a jackknife variance has.
package enum JackknifeDegrees: Hashable, Sendable {
    /// `Σ (n_h − 1)`.
    case allClasses
    /// The smallest class's `n_h − 1`, where it drives the measure. Conservative.
    case smallestClass
}

/// Any smooth measure, or its change between two waves, with the variance of the stratified delete-one jackknife:
/// `V = Σ_h (1 − f_h)·(n_h − 1)/n_h · Σ_i (θ_(hi) − θ)²`, where θ_(hi) is the measure without unit i of class h.
///
/// In the unit of the measure. The measure is handed the classes, each with the weight `N/n` of its units, which grows
/// when one is left out. A class that answered whole adds nothing (``Inference/finite``). The uncertainty is undefined
/// where one unit stands for several, or where the measure is undefined without some unit. Not for medians, S80/S20 or
/// Palma: they jump. Reference: Wolter, Introduction to Variance Estimation (2007), 4.5; the deviations are from θ.
///
/// Example: the mean of 1, 2, 3 from a class of 6 has V = 1/6, as by the formula for means.
/// - Throws: `.tooFew(.classes, …)` for no class, `.tooFew(.units, …)` for an empty one, `.moreAnswersThanUnits`, and
///   `.measure` where the measure itself is undefined.
package func jackknife<Unit>(
    _ strata: [Stratum<Unit>], inference: Inference, degrees: JackknifeDegrees = .allClasses,
    measure: ([Stratum<Unit>]) -> Measured
) throws(Unanswerable) -> Estimated {
    guard !strata.isEmpty else { throw .tooFew(.classes, have: 0, need: 1) }
    for stratum in strata {
        guard !stratum.units.isEmpty else { throw .tooFew(.units, have: 0, need: 1) }
        guard stratum.units.count <= stratum.size else {
            throw .moreAnswersThanUnits(answers: stratum.units.count, units: stratum.size)
        }
    }
    let whole = try measure(strata).get()
    let uncertainty = Result { () throws(Unanswerable) in
        let open = strata.indices.filter { !inference.isExact(answers: strata[$0].units.count, of: strata[$0].size) }
        guard !open.isEmpty else { return Uncertainty.exact }
        var variance = CompensatedSum()
        for index in open {
            variance.add(try contribution(of: index, in: strata, around: whole, inference, measure))
        }
        guard .sqrt(try Double.finite(variance.total)) > 1e-12 * whole.magnitude else { throw .noSpread }
        let sizes = open.map { strata[$0].units.count - 1 }
        let free = degrees == .allClasses ? sizes.reduce(0, +) : sizes.min() ?? 0
        return .sampled(variance: variance.total, degreesOfFreedom: Double(free))
    }
    return try Estimated(whole, uncertainty)
}

/// What one class adds to the variance.
private func contribution<Unit>(
    of index: Int, in strata: [Stratum<Unit>], around whole: Double, _ inference: Inference,
    _ measure: ([Stratum<Unit>]) -> Measured
) throws(Unanswerable) -> Double {
    let stratum = strata[index]
    let n = stratum.units.count
    guard n > 1 else { throw .tooFew(.units, have: n, need: 2) }
    var squares = CompensatedSum()
    for unit in stratum.units.indices {
        var rest = strata
        rest[index] = stratum.without(unit)
        let deviation = try measure(rest).get() - whole
        squares.add(deviation * deviation)
    }
    return inference.remainder(answers: n, of: stratum.size) * Double(n - 1) * squares.total
}

extension Measured {
    /// The number, for statistics that need one.
    func get() throws(Unanswerable) -> Double {
        switch self {
        case .defined(let value): return value
        case .undefined(let reason): throw .measure(word: reason.rawValue, reason.description)
        }
    }
}

import KlyftaStatistics
import RealModule

/// The rescaled bootstrap of Rao and Wu (1988): resamples within each class that know how large a part of it answered.
///
/// `w* = w·[1 − λ + λ·n/(n − 1)·m]` with `λ = √(1 − f)`, `w = N/n`, and m how often a unit is drawn in n − 1 draws with
/// replacement. A class that answered whole (f = 1) keeps its weights, so that its spread adds no error; the expected
/// weight of every unit is w. Not for a single answer of several municipalities: it has no spread to draw from.
///
/// Example: a class of 2 answers from 8 has λ = √¾ and the weights 4·(1 − λ) and 4·(1 + λ), in either order.
package struct RescaledBootstrap: Sendable {
    private let classes: [(members: [Int], size: Int)]
    private let count: Int

    /// - Parameters:
    ///   - sizeClasses: the class of each unit that answered.
    ///   - units: how many municipalities each class has.
    /// - Throws: `.tooFew(.units, …)` for nobody or a single answer of several, `.moreAnswersThanUnits`.
    package init(sizeClasses: [Int], units: [Int: Int]) throws(Unanswerable) {
        guard !sizeClasses.isEmpty else { throw .tooFew(.units, have: 0, need: 1) }
        count = sizeClasses.count
        let members = Dictionary(grouping: sizeClasses.indices) { sizeClasses[$0] }
        var classes: [(members: [Int], size: Int)] = []
        for key in members.keys.sorted() {
            let (answers, size) = (members[key] ?? [], units[key] ?? 0)
            guard answers.count <= size else { throw .moreAnswersThanUnits(answers: answers.count, units: size) }
            guard answers.count > 1 || size == 1 else { throw .tooFew(.units, have: 1, need: 2) }
            classes.append((answers, size))
        }
        self.classes = classes
    }

    /// How many municipalities each unit stands for in one resample.
    package func weights(drawnFrom generator: inout SeededGenerator) throws(Unanswerable) -> [Double] {
        var weights = [Double](repeating: 0, count: count)
        for (members, size) in classes {
            let n = Double(members.count)
            let weight = Double(size) / n
            guard members.count < size else {
                for unit in members { weights[unit] = weight }
                continue
            }
            let reach = Double.sqrt(1 - n / Double(size))
            let drawn = try generator.multinomial(draws: members.count - 1, among: members.count)
            for (unit, times) in zip(members, drawn) {
                weights[unit] = weight * (1 - reach + reach * n / (n - 1) * Double(times))
            }
        }
        return weights
    }

    /// The error and the limits of a measure of weights over `draws` resamples; the same seed gives the same limits on
    /// every machine.
    /// - Throws: `.tooFew(.values, …)` below two draws, `.outside(.openProbability)`, `.measure` where the measure is
    ///   undefined for a resample.
    package func limits(
        draws: Int, seed: UInt64, confidence: Double, measure: ([Double]) -> Measured
    ) throws(Unanswerable) -> ResampledLimits {
        guard draws > 1 else { throw .tooFew(.values, have: draws, need: 2) }
        var generator = SeededGenerator(seed: seed)
        return try ResampledLimits(over: 0..<draws, confidence: confidence) { (_: Int) throws(Unanswerable) in
            measure(try weights(drawnFrom: &generator))
        }
    }
}

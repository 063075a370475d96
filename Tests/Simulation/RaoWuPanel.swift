import KlyftaDivide
import KlyftaStatistics
import RealModule

/// The rescaled bootstrap of Rao and Wu (1988) of a matched panel: within each class, `n − 1` municipalities of those
/// who answered twice are drawn with replacement, and a municipality drawn `m` times weighs
/// `1 − λ + λ·n/(n − 1)·m`, `λ = √(1 − n/N)`. Both answers of a municipality move together.
struct RaoWuPanel {
    private let classes: [(moves: [Double], units: Int)]

    init(_ leading: ClassInTwoWaves, _ trailing: ClassInTwoWaves) {
        classes = [leading, trailing].map { wave in (wave.both.map { $0.now - $0.then }, wave.units) }
    }

    /// The percentile limit of the change at a share of the draws.
    func lowerLimit(draws: Int, at share: Double, _ dice: inout SeededGenerator) throws(Unanswerable) -> Double {
        var changes: [Double] = []
        for _ in 0..<draws {
            let lead = try mean(classes[0].moves, classes[0].units, &dice)
            changes.append(lead - (try mean(classes[1].moves, classes[1].units, &dice)))
        }
        return try quantile(of: changes, at: share)
    }

    private func mean(
        _ moves: [Double], _ units: Int, _ dice: inout SeededGenerator
    ) throws(Unanswerable) -> Double {
        let n = Double(moves.count)
        let lambda = Double.sqrt(max(1 - n / Double(units), 0))
        var (sum, weights) = (0.0, 0.0)
        for (move, count) in zip(moves, try dice.multinomial(draws: moves.count - 1, among: moves.count)) {
            let weight = 1 - lambda + lambda * n / (n - 1) * Double(count)
            sum += weight * move
            weights += weight
        }
        return sum / weights
    }
}

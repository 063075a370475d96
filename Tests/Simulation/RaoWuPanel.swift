import KlyftaDivide
import KlyftaStatistics

/// The change of a matched panel over resamples of the product's ``RescaledBootstrap``. Both answers of a municipality
/// move together.
struct RaoWuPanel {
    private let bootstrap: RescaledBootstrap
    private let moves: [Double]
    /// Where the class that leads ends in ``moves``.
    private let border: Int

    init(_ leading: ClassInTwoWaves, _ trailing: ClassInTwoWaves) throws(Unanswerable) {
        let waves = [leading, trailing]
        moves = waves.flatMap { $0.both.map { $0.now - $0.then } }
        border = leading.both.count
        bootstrap = try RescaledBootstrap(
            sizeClasses: waves.indices.flatMap { Array(repeating: $0, count: waves[$0].both.count) },
            units: [0: leading.units, 1: trailing.units])
    }

    /// The percentile limit of the change at a share of the draws.
    func lowerLimit(draws: Int, at share: Double, _ dice: inout SeededGenerator) throws(Unanswerable) -> Double {
        var changes: [Double] = []
        for _ in 0..<draws {
            let weights = try bootstrap.weights(drawnFrom: &dice)
            changes.append(mean(weights, 0..<border) - mean(weights, border..<moves.count))
        }
        return try changes.quantile(at: share)
    }

    private func mean(_ weights: [Double], _ units: Range<Int>) -> Double {
        var (sum, whole) = (0.0, 0.0)
        for unit in units {
            sum += weights[unit] * moves[unit]
            whole += weights[unit]
        }
        return sum / whole
    }
}

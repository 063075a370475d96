import KlyftaDivide
import KlyftaModel

/// A table of municipalities; by default of rising size and all in one class.
func microTable(
    _ values: [Double], populations: [Double]? = nil, classes: [Int]? = nil, bounds: ClosedRange<Double>? = nil,
    threshold: Double? = nil
) throws -> MicroTable {
    try MicroTable(
        values: values, populations: populations ?? values.indices.map { Double(100 * ($0 + 1)) },
        sizeClasses: classes ?? values.map { _ in 1 }, bounds: bounds, threshold: threshold)
}

/// Municipalities that look like real ones: many small, few large, ties, some zeros. The same on every run.
func microLottery(_ count: Int, seed: UInt64, zeros: Bool = true) throws -> MicroTable {
    var dice = MicroDice(state: seed)
    let populations = (0..<count).map { _ in (50 / (dice.roll() + 0.001)).rounded() * 10 }
    let values = populations.map { population in
        zeros && dice.roll() < 0.2 ? 0 : (1 + dice.roll() * 60 + population.squareRoot() / 20).rounded()
    }
    return try microTable(
        values, populations: populations, classes: populations.map { $0 < 1_000 ? 1 : $0 < 5_000 ? 2 : 3 },
        bounds: 0...200, threshold: 15)
}

/// Numbers between 0 and 1 that only look random (SplitMix64).
private struct MicroDice {
    var state: UInt64

    mutating func roll() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((bits ^ (bits >> 31)) >> 11) * 0x1p-53
    }
}

extension MicroTable {
    /// The same table with other columns.
    func changed(
        values: (Double) -> Double = { $0 }, populations: (Double) -> Double = { $0 }, rows: [Int]? = nil
    ) throws -> MicroTable {
        let rows = rows ?? Array(self.values.indices)
        return try MicroTable(
            values: rows.map { values(self.values[$0]) }, populations: rows.map { populations(self.populations[$0]) },
            sizeClasses: rows.map { sizeClasses[$0] }, bounds: bounds, threshold: threshold)
    }
}

/// Whether two answers are the same up to rounding; reasons must be equal.
func agree(_ one: Answer, _ other: Answer, within tolerance: Double = 1e-10) -> Bool {
    guard let left = one.value, let right = other.value else { return one.reason == other.reason }
    return (left - right).magnitude <= tolerance * max(1, left.magnitude)
}

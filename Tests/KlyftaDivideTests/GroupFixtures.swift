import KlyftaDivide

/// Equal classes unless told otherwise; ordered as written.
func table(
    _ estimates: [Double?], errors: [Double?]? = nil, population: [Double]? = nil,
    _ dimension: GroupTable.Dimension? = nil, _ direction: GroupTable.Direction = .favourable,
    scale: Double = 100, bounds: GroupTable.Bounds? = .percent
) throws(GroupTableFlaw) -> GroupTable {
    let groups = estimates.indices.map { place in
        GroupTable.Group(
            estimate: estimates[place], standardError: errors?[place], population: population?[place] ?? 1_000)
    }
    let dimension = dimension ?? .ordered(ranks: Array(estimates.indices))
    return try GroupTable(groups, dimension, direction, scale: scale, bounds: bounds)
}

/// Random numbers that are the same on every run (SplitMix64).
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A divide that nobody chose: percentages, errors and populations of three to nine classes.
struct RandomDivide {
    var estimates: [Double]
    var errors: [Double]
    var population: [Double]

    init(seed: Int) {
        var dice = Dice(state: UInt64(seed))
        let count = Int.random(in: 3...9, using: &dice)
        estimates = (0..<count).map { _ in .random(in: 1...99, using: &dice) }
        errors = (0..<count).map { _ in .random(in: 0.1...5, using: &dice) }
        population = (0..<count).map { _ in .random(in: 1_000...1_000_000, using: &dice).rounded() }
    }

    var unordered: GroupTable.Dimension { .unordered(reference: 1) }

    func table(
        _ dimension: GroupTable.Dimension? = nil, _ direction: GroupTable.Direction = .favourable
    ) throws -> GroupTable {
        try KlyftaDivideTests.table(
            estimates, errors: errors, population: population, dimension, direction)
    }
}

extension GroupMeasure {
    /// The estimate of a table, if there is one.
    func number(_ table: GroupTable) -> Double? { compute(on: table).value }

    /// The reason why a table has no estimate, if it has none.
    func reason(_ table: GroupTable) -> Undefined? {
        if case .undefined(let reason) = compute(on: table) { reason } else { nil }
    }

    static let needsReference: Set<GroupMeasure> = [.mdru, .mdrw]
    static let needsOrder: Set<GroupMeasure> = [
        .aci, .rci, .rciErreygers, .rciWagstaff, .aciRegression, .rciRegression, .siiLinear, .riiLinear,
        .siiLinearHC1, .siiLogit, .riiLogit, .siiLogitAnchor, .riiLogitAnchor,
    ]
}

/// Whether two numbers agree to this part of the larger one, or are both missing.
func agree(_ one: Double?, _ other: Double?, within part: Double = 1e-9, absolute: Double = 1e-11) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return abs(one - other) <= absolute + part * max(abs(one), abs(other))
}

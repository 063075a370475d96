import KlyftaDivide
import RealModule

/// A table that nobody chose, ordinary or strange in one way.
struct EdgeTable {
    enum Kind: CaseIterable {
        case ordinary, steep, flat, allEqual, ties, nearTies
        case zero, exactZero, twoZeros, allZero, atBound, allAtBound, separated, negative
        case missingEstimate, missingExtreme, allMissing, missingError, noErrors, exactErrors, oneExactError
        case emptyGroup, emptyExtreme, oneInhabited, nobody
        case tiny, huge, lopsided

        /// Those that are computed side by side, or may be.
        static let laneworthy: [Kind] = [
            .ordinary, .ordinary, .steep, .flat, .ties, .atBound, .missingError, .noErrors, .exactErrors, .lopsided,
            .zero, .exactZero, .twoZeros, .oneExactError,
        ]
    }

    var estimates, errors, populations: [Double]

    init(_ kind: Kind, _ count: Int, _ dice: inout Dice) {
        estimates = (0..<count).map { _ in .random(in: 1...99, using: &dice) }
        errors = (0..<count).map { _ in .random(in: 0.1...5, using: &dice) }
        populations = (0..<count).map { _ in Double.exp(.random(in: 5...14, using: &dice)).rounded() }
        let place = Int.random(in: 0..<count, using: &dice)
        shape(kind, place)
        alter(kind, place)
    }

    /// What is strange about the estimates.
    private mutating func shape(_ kind: Kind, _ place: Int) {
        let last = estimates.count - 1
        switch kind {
        case .steep: for j in 0...last { estimates[j] = j * 2 > last ? 95 + estimates[j] / 25 : estimates[j] / 20 }
        case .flat: for j in 0...last { estimates[j] = 30 + estimates[j] / 1e4 }
        case .allEqual: for j in 0...last { estimates[j] = 0.1 + 0.2 }
        case .ties: for j in 0...last { estimates[j] = (estimates[j] / 50).rounded() * 40 + 10 }
        case .nearTies: for j in 0...last { estimates[j] = 20.1 + 1e-9 * Double(j % 2) }
        case .zero, .exactZero: estimates[place] = 0
        case .twoZeros: (estimates[place], estimates[last]) = (0, 0)
        case .allZero: for j in 0...last { estimates[j] = 0 }
        case .atBound: estimates[place] = 100
        case .allAtBound: for j in 0...last { estimates[j] = 100 }
        case .separated: for j in 0...last { estimates[j] = j < place ? 0 : j == place ? 50 : 100 }
        case .negative: estimates[place] = -estimates[place]
        default: break
        }
    }

    /// What is strange about the rest.
    private mutating func alter(_ kind: Kind, _ place: Int) {
        let last = estimates.count - 1
        switch kind {
        case .missingEstimate: estimates[place] = .nan
        case .missingExtreme: estimates[last] = .nan
        case .allMissing: for j in 0...last { estimates[j] = .nan }
        case .missingError: errors[place] = .nan
        case .noErrors: for j in 0...last { errors[j] = .nan }
        case .exactZero, .oneExactError: errors[place] = 0
        case .exactErrors: for j in 0...last where j != place { errors[j] = 0 }
        case .emptyGroup: populations[place] = 0
        case .emptyExtreme: populations[0] = 0
        case .oneInhabited: for j in 0...last where j != place { populations[j] = 0 }
        case .nobody: for j in 0...last { populations[j] = 0 }
        case .tiny: for j in 0...last { (estimates[j], errors[j]) = (estimates[j] * 1e-200, errors[j] * 1e-200) }
        case .huge: for j in 0...last { errors[j] *= 1e200 }
        case .lopsided: populations[place] = 1e20
        default: break
        }
    }

    /// The tables as columns. Where bounds rule a negative value out, its magnitude is in the columns.
    static func columns(
        _ tables: [EdgeTable], _ dimension: GroupTable.Dimension, _ direction: GroupTable.Direction,
        _ bounds: GroupTable.Bounds?
    ) throws -> GroupColumns {
        let count = tables.first?.estimates.count ?? 0
        let columns = (0..<count).map { group in
            GroupColumns.Column(
                estimates: tables.map { $0.estimates[group] }.map { bounds?.lowest == 0 ? $0.magnitude : $0 },
                standardErrors: tables.map { $0.errors[group] }, populations: tables.map { $0.populations[group] })
        }
        return try GroupColumns(columns, dimension, direction, scale: 100, bounds: bounds)
    }
}

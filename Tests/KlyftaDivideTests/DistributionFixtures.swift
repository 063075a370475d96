import KlyftaDivide
import KlyftaModel
import KlyftaStatistics

/// Shapes of a column that are hard on sums or on sorting.
enum ColumnShape: String, CaseIterable, Sendable {
    case plain, zerosAndTies, skewed, outliers, belowZero, allEqual, equalSizes, alreadySorted

    /// A column and the inhabitants of its rows; the same for one seed on every run.
    func column(_ count: Int, seed: UInt64) -> (values: [Double], inhabitants: [Int]) {
        var dice = SeededGenerator(seed: seed)
        let inhabitants = (0..<count).map { _ in
            self == .equalSizes ? 5_000 : Int(50 / (dice.uniform() + 0.0005)) * 10 + 1
        }
        let values = (0..<count).map { row in
            let (one, two) = (dice.uniform(), dice.uniform())
            return switch self {
            case .plain, .equalSizes: (one * 1_000).rounded() / 10
            case .zerosAndTies: two < 0.3 ? 0 : (one * 10).rounded()
            case .skewed: 1 / (one * one + 1e-6)
            case .outliers: two < 0.02 ? 1e9 * one : 50 + one
            case .belowZero: one * 10 - 5
            case .allEqual: 42.1
            case .alreadySorted: Double(row) + one
            }
        }
        return (values, inhabitants)
    }
}

let threeClasses = SizeScale(cuts: [1_000, 5_000])

/// The distribution of one column on three size classes, and the classes; `nil` values are missing.
func distribution(
    _ values: [Double?], _ inhabitants: [Int?]
) -> (all: Distribution?, classes: [Distribution.ClassMean]) {
    var cells = FigureCells(rows: values.count, columns: 1)
    for (row, value) in values.enumerated() { cells[row, 0] = value.map(Outcome.value) ?? .absent(.missing) }
    var kernel = DistributionKernel(rows: values.count, classes: 3)
    let all = kernel.distribution(of: cells, column: 0, along: SizeOrder(of: inhabitants, on: threeClasses))
    return (all, kernel.classes)
}

/// What the group measures of many tables are: for each measure a contiguous column of estimates and one of standard
/// errors. Allocated once for columns of this shape, and filled as often as wanted.
///
/// Example: `var answers = GroupColumnAnswers(columns); answers.compute(columns); answers.answer(.d, table: 17)`.
package struct GroupColumnAnswers: Sendable {
    /// The measures that columns have; the parity measures are left to ``GroupMeasure/compute(on:z:)``.
    package static let measures = GroupMeasure.allCases.filter { ColumnSlot($0) != nil }

    /// How many tables there are.
    package let tables: Int
    /// How many groups each table has.
    package let classes: Int
    /// What was computed; the columns of other families hold no answer.
    package internal(set) var families: Set<ColumnFamily> = []
    /// How many tables of the last computation were handed over to the scalar path.
    package internal(set) var handedOver = 0

    var estimates, errors: [Lanes]
    /// ``Undefined/code``, or 0 where there is an estimate.
    var reasons: [UInt8]
    var scratch: [Lanes]
    /// The tables to hand over.
    var irregular: [Int]

    /// Room for the answers of columns of this shape.
    package init(_ columns: GroupColumns) {
        (tables, classes) = (columns.tables, columns.classes)
        let room = ColumnSlot.allCases.count * columns.blocks
        estimates = Array(repeating: Lanes(repeating: .nan), count: room)
        errors = Array(repeating: Lanes(repeating: .nan), count: room)
        reasons = Array(repeating: 0, count: room * Lanes.scalarCount)
        scratch = Array(repeating: .zero, count: LaneTables.rows * columns.classes)
        irregular = Array(repeating: 0, count: columns.tables)
    }

    /// How many numbers a column has room for.
    var stride: Int { GroupColumns.blocks(of: tables) * Lanes.scalarCount }

    /// The answer for one table, with normal limits at `z`. A parity measure has none here, nor has one of a family
    /// that was not computed: nil.
    package func answer(_ measure: GroupMeasure, table: Int, z: Double = Estimate.z95) -> Answer? {
        guard let slot = ColumnSlot(measure), families.contains(slot.family) else { return nil }
        let place = slot.rawValue * stride + table
        if let reason = Undefined(code: reasons[place]) { return .undefined(reason) }
        let (block, lane) = place.quotientAndRemainder(dividingBy: Lanes.scalarCount)
        let error = measure.isWithoutLimits || errors[block][lane].isNaN ? nil : errors[block][lane]
        do throws(Undefined) {
            return .defined(try Estimate(estimates[block][lane], se: error, z: z, scale: slot.errorScale))
        } catch {
            return .undefined(error)
        }
    }

    /// The column of estimates of a measure, one a table; NaN where it is undefined for the reason that
    /// ``answer(_:table:z:)`` gives.
    package func estimates(of measure: GroupMeasure) -> [Double]? { column(measure, of: estimates) }

    /// The column of standard errors of a measure; NaN where it is unknown. Nil for a measure that never has any.
    package func standardErrors(of measure: GroupMeasure) -> [Double]? {
        guard !measure.isWithoutLimits, ColumnSlot(measure)?.hasError == true else { return nil }
        return column(measure, of: errors)
    }

    private func column(_ measure: GroupMeasure, of columns: [Lanes]) -> [Double]? {
        guard let slot = ColumnSlot(measure), families.contains(slot.family) else { return nil }
        return columns.withUnsafeBytes { bytes in
            let numbers = bytes.bindMemory(to: Double.self)
            return Array(numbers[(slot.rawValue * stride)..<(slot.rawValue * stride + tables)])
        }
    }
}

extension Undefined {
    private static let codes = Dictionary(
        uniqueKeysWithValues: zip(allCases, 1...).map { ($0, UInt8($1)) })

    /// The reason in a column, where 0 is none.
    var code: UInt8 { Self.codes[self] ?? 0 }

    /// The reason with this code; nil for 0.
    init?(code: UInt8) {
        guard code > 0, Int(code) <= Self.allCases.count else { return nil }
        self = Self.allCases[Int(code) - 1]
    }
}

extension GroupMeasure {
    /// Whether the measure shares its column with another that has limits.
    fileprivate var isWithoutLimits: Bool { self == .bgsd || self == .cov }
}

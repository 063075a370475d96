/// Many tables of one indicator, checked: `G` tables of `K` groups as contiguous columns, for computing all of them at
/// once. What they share is said once: order, direction, scale and bounds.
///
/// A column of a group has one number a table. A missing estimate and an unknown standard error are NaN in the columns
/// handed in, and only there: columns of optionals would be twice as wide. Answers never are NaN.
///
/// Example: 290 municipalities' classes in 1 000 resamples are 1 000 tables of five groups:
/// `try GroupColumns(columns, .ordered(ranks: [1, 2, 3, 4, 5]), .favourable, scale: 100, bounds: .percent)`.
package struct GroupColumns: Sendable {
    /// One group in all tables.
    package struct Column: Sendable {
        /// The figures, in the unit of the indicator; NaN where there is none.
        package let estimates: [Double]
        /// Their standard errors, in the same unit; NaN where nobody knows it, which is not 0.
        package let standardErrors: [Double]
        /// How many inhabitants the group has.
        package let populations: [Double]

        /// One group in all tables; ``GroupColumns`` checks it.
        package init(estimates: [Double], standardErrors: [Double], populations: [Double]) {
            (self.estimates, self.standardErrors, self.populations) = (estimates, standardErrors, populations)
        }
    }

    /// How many tables there are: G.
    package let tables: Int
    /// How many groups each table has: K.
    package let classes: Int
    /// What the tables share, in a table without figures.
    let shape: GroupTable
    /// One row of blocks a group, those of an ordered table in order of rank; the last block is filled up with ones.
    let estimates, standardErrors, populations: [Lanes]

    /// How many blocks of lanes a column has.
    var blocks: Int { Self.blocks(of: tables) }

    static func blocks(of tables: Int) -> Int { (tables + Lanes.scalarCount - 1) / Lanes.scalarCount }

    /// Checked columns, or the first thing that is wrong with them.
    package init(
        _ columns: [Column], _ dimension: GroupTable.Dimension, _ direction: GroupTable.Direction, scale: Double,
        bounds: GroupTable.Bounds? = nil
    ) throws(GroupColumnsFlaw) {
        let none = GroupTable.Group(estimate: nil, population: 0)
        do throws(GroupTableFlaw) {
            shape = try GroupTable(
                columns.map { _ in none }, dimension, direction, scale: scale, bounds: bounds)
        } catch {
            throw .shape(error)
        }
        (tables, classes) = (columns[0].estimates.count, columns.count)
        let tables = tables
        for (group, column) in columns.enumerated() {
            let lengths = [column.estimates, column.standardErrors, column.populations].map(\.count)
            guard lengths.allSatisfy({ $0 == tables }) else { throw .lengthsDiffer(group: group) }
            try Self.check(column, group, within: bounds)
        }
        var ordered = columns
        if case .ordered(let ranks) = dimension { ordered = zip(ranks, columns).sorted { $0.0 < $1.0 }.map(\.1) }
        estimates = ordered.flatMap { Self.lanes($0.estimates) }
        standardErrors = ordered.flatMap { Self.lanes($0.standardErrors) }
        populations = ordered.flatMap { Self.lanes($0.populations) }
    }

    private static func lanes(_ numbers: [Double]) -> [Lanes] {
        (0..<blocks(of: numbers.count)).map { block in
            var lanes = Lanes(repeating: 1)
            let start = block * Lanes.scalarCount
            for lane in 0..<min(Lanes.scalarCount, numbers.count - start) { lanes[lane] = numbers[start + lane] }
            return lanes
        }
    }

    /// The table at a place, from 0.
    package func table(at place: Int) -> GroupTable {
        let (block, lane) = place.quotientAndRemainder(dividingBy: Lanes.scalarCount)
        return shape.replacing(
            (0..<classes).map { group in
                let row = group * blocks + block
                return GroupTable.Group(
                    figure: estimates[row][lane], error: standardErrors[row][lane], population: populations[row][lane])
            })
    }

    private static func check(
        _ column: Column, _ group: Int, within bounds: GroupTable.Bounds?
    ) throws(GroupColumnsFlaw) {
        for place in 0..<column.estimates.count {
            do throws(GroupTableFlaw) {
                let row = GroupTable.Group(
                    figure: column.estimates[place], error: column.standardErrors[place],
                    population: column.populations[place])
                try GroupTable.check(row, at: group, within: bounds)
            } catch {
                throw .table(place, error)
            }
        }
    }
}

extension GroupTable.Group {
    /// A group from columns, where NaN stands for nothing.
    fileprivate init(figure: Double, error: Double, population: Double) {
        self.init(
            estimate: figure.isNaN ? nil : figure, standardError: error.isNaN ? nil : error, population: population)
    }
}

/// What is wrong with the figures of many tables. Tables and groups are named by their place in the input, from 0.
package enum GroupColumnsFlaw: Error, Hashable, CustomStringConvertible {
    /// What the tables share is wrong.
    case shape(GroupTableFlaw)
    /// One table is wrong.
    case table(Int, GroupTableFlaw)
    /// A column of a group is not as long as the first estimates.
    case lengthsDiffer(group: Int)

    package var description: String {
        switch self {
        case .shape(let flaw): "\(flaw)"
        case .table(let place, let flaw): "in table \(place), \(flaw)"
        case .lengthsDiffer(let group): "the columns of group \(group) are not as long as the first"
        }
    }
}

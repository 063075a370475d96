/// JSON-stat 2.0 and 1.x: a column of codes for each dimension, under the dimension's code, one of labels beside it, and
/// the cells as `value`. A row is a cell, counted from 1.
struct StatFormat: TableFormat {
    static let name = "json-stat"
    static let extensions = ["json"]

    /// What stands behind a dimension's code where its labels are meant.
    static let labelSuffix = " label"

    static func table(of bytes: [UInt8], at place: String, separator: String?) throws(SourceFault) -> MappedTable {
        try table(of: try JSONStat.cube(bytes, from: place), at: place)
    }

    static func table(of cube: StatCube, at place: String) throws(SourceFault) -> MappedTable {
        let dimensions = cube.layout.dimensions
        let columns = dimensions.flatMap { [$0.code, $0.code + labelSuffix] } + ["value"]
        if let twin = columns.firstRepetition(of: { $0 }) {
            throw SourceFault(
                at: place, "there are two columns '\(twin.excerpt(40))'",
                remedy: "Ask the office for the table as CSV.",
                kind: .changedShape)
        }
        let strides = cube.layout.strides
        let rows = (0..<cube.count).map { cell in
            let categories = zip(dimensions, strides).map { $0.categories[cell / $1 % $0.categories.count] }
            return (line: cell + 1, fields: categories.flatMap { [$0.code, $0.label] } + [text(of: cube[cell])])
        }
        return MappedTable(place: place, columns: columns, rows: rows, isTyped: true)
    }

    private static func text(of cell: StatCube.Cell) -> String {
        switch cell {
        case .value(let number, _): "\(number)"
        case .missing(let mark): mark.text
        }
    }
}

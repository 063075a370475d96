import KlyftaModel

/// A table of any number of dimensions as JSON-stat gives it: what each axis means, and a cell for each combination.
///
/// Cells lie in row-major order: the last dimension varies fastest. A cell without a number says why, if the office did.
package struct StatCube: Hashable, Sendable {
    /// What the axes mean.
    package let layout: Layout
    /// The numbers of all cells; what stands where there is none means nothing.
    package let values: [Double]
    /// Which cells have a number.
    package let present: [Bool]
    /// For each cell 0 or one more than the place of its mark in `symbols`; empty if no cell has a mark.
    private let marks: [UInt16]
    private let symbols: [String]

    /// A cube of as many cells as its layout has.
    init(layout: Layout, values: [Double], present: [Bool], marks: [UInt16], symbols: [String]) {
        precondition(values.count == layout.cellCount && present.count == values.count)
        precondition(marks.isEmpty || marks.count == values.count)
        self.layout = layout
        self.values = values
        self.present = present
        self.marks = marks
        self.symbols = symbols
    }

    /// What stands in one cell.
    package enum Cell: Hashable, Sendable {
        /// A number, and the mark that stood beside it (`*` for preliminary): a remark, not a missing value.
        case value(Double, remark: String?)
        /// No number, and why, in the office's own mark; `nil` if it gave none.
        case missing(MissingMark)

        /// The number, if there is one.
        package var value: Double? {
            if case .value(let value, _) = self { value } else { nil }
        }

        /// What the cell says of a figure.
        package var outcome: Outcome {
            switch self {
            case .value(let value, _): .value(value)
            case .missing(let mark): .absent(mark.absence)
            }
        }
    }

    /// How many cells there are.
    package var count: Int { values.count }

    /// The cell at a place in row-major order.
    package subscript(place: Int) -> Cell {
        let mark = marks.isEmpty || marks[place] == 0 ? nil : symbols[Int(marks[place]) - 1]
        return present[place] ? .value(values[place], remark: mark) : .missing(MissingMark(mark ?? ""))
    }

    /// The cell at one category of each dimension, by code; `nil` if one of the codes is not there or not all
    /// dimensions with several categories are named.
    package subscript(codes: [String: String]) -> Cell? {
        var place = 0
        for dimension in layout.dimensions {
            guard
                let code = codes[dimension.code]
                    ?? (dimension.categories.count == 1 ? dimension.categories[0].code : nil),
                let index = dimension.categories.firstIndex(where: { $0.code == code })
            else { return nil }
            place = place * dimension.categories.count + index
        }
        return codes.keys.allSatisfy { layout[$0] != nil } ? self[place] : nil
    }

    /// The same figures with dimensions and categories in order of their codes, and without titles, notes and stamps:
    /// two answers with the same figures are equal in this form, however they were sorted and whenever made.
    package var canonical: StatCube {
        let order = layout.dimensions.indices.sorted { layout.dimensions[$0].code < layout.dimensions[$1].code }
        let sorted = order.map {
            layout.dimensions[$0].categories.indices.sorted(by: layout.dimensions[$0].code(_:precedes:))
        }
        let strides = layout.strides
        var places = [0]
        for (axis, categories) in zip(order, sorted) {
            places = places.flatMap { place in categories.map { place + $0 * strides[axis] } }
        }
        let used = Set(marks).subtracting([0]).map { symbols[Int($0) - 1] }.sorted()
        let newMark = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, UInt16($0 + 1)) })
        let bare = zip(order, sorted).map { layout.dimensions[$0].bare(in: $1) }
        return StatCube(
            layout: Layout(dimensions: bare),
            values: places.map { values[$0] }, present: places.map { present[$0] },
            marks: used.isEmpty ? [] : places.map { marks[$0] == 0 ? 0 : newMark[symbols[Int(marks[$0]) - 1]]! },
            symbols: used)
    }
}

extension StatCube.Dimension {
    fileprivate func code(_ one: Int, precedes other: Int) -> Bool { categories[one].code < categories[other].code }

    fileprivate func bare(in order: [Int]) -> StatCube.Dimension {
        StatCube.Dimension(code: code, categories: order.map { StatCube.Category(code: categories[$0].code) })
    }
}

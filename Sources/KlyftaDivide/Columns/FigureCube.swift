import KlyftaModel

/// The figures of many indicators in consecutive years, with the inhabitants of the same municipalities and years.
///
/// Rows are municipalities and columns are years, for all indicators alike. Whatever is said of a municipality or a
/// year that nobody counted inhabitants for cannot be weighed, and has no room here.
package struct FigureCube: Sendable {
    /// The codes of the municipalities, by row.
    package let municipalities: Codes<String>
    /// The codes of the indicators, by number.
    package private(set) var indicators = Codes<String>()
    /// The years, one a column.
    package private(set) var years: ClosedRange<Int>
    /// The inhabitants, column by column; below zero where nobody was counted.
    private var inhabitants: [Int64]
    /// The figures, by number of the indicator.
    package private(set) var cells: [FigureCells] = []

    /// A cube without figures.
    /// - Parameter inhabitants: column by column, one for each municipality; `nil` where nobody was counted.
    package init(municipalities: Codes<String>, years: ClosedRange<Int>, inhabitants: [Int?]) {
        precondition(inhabitants.count == municipalities.count * years.count)
        self.municipalities = municipalities
        self.years = years
        self.inhabitants = inhabitants.map { Int64($0 ?? -1) }
    }

    /// The inhabitants of all rows in a column.
    package func inhabitants(in column: Int) -> [Int?] {
        let rows = municipalities.count
        return inhabitants[(column * rows)..<((column + 1) * rows)].map { $0 < 0 ? nil : Int($0) }
    }

    /// The municipalities of each column by size.
    package func sizeOrders(on scale: SizeScale) -> [SizeOrder] {
        (0..<years.count).map { SizeOrder(of: inhabitants(in: $0), on: scale) }
    }

    /// The column of a year; `nil` if it has none.
    @inline(__always)
    package func column(of year: Int) -> Int? {
        years.contains(year) ? year - years.lowerBound : nil
    }

    /// The number of an indicator; a new one gets an empty table.
    package mutating func intern(_ indicator: String) -> Int {
        let number = indicators.intern(indicator)
        if number == cells.count { cells.append(FigureCells(rows: municipalities.count, columns: years.count)) }
        return number
    }

    /// Writes a value where nothing stands yet.
    /// - Returns: whether it was written; `false` if something was said of the cell before.
    @inline(__always)
    package mutating func fill(_ indicator: Int, _ row: Int, _ column: Int, with value: Double) -> Bool {
        cells[indicator].fill(row, column, with: value)
    }

    /// The table of an indicator, to be written where it lies.
    package mutating func withCells<Answer, Failure: Error>(
        of indicator: Int,
        _ body: (UnsafeMutableBufferPointer<Double>, UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        try cells[indicator].withCells(body)
    }

    /// Sets what is said of a cell, whatever was said before: a revision.
    package mutating func revise(_ indicator: Int, _ row: Int, _ column: Int, to outcome: Outcome?) {
        cells[indicator][row, column] = outcome
    }

    /// Sets what is said of a whole column, whatever was said before.
    /// - Parameter figures: one a row; `nil` where nobody said anything.
    package mutating func replace(_ indicator: Int, _ column: Int, with figures: [Double?]) {
        cells[indicator].replace(column, with: figures)
    }

    /// Adds the next year with its inhabitants; nothing is said of it yet.
    package mutating func addYear(inhabitants counts: [Int?]) {
        precondition(counts.count == municipalities.count)
        years = years.lowerBound...(years.upperBound + 1)
        inhabitants += counts.map { Int64($0 ?? -1) }
        for indicator in cells.indices { cells[indicator].addColumn() }
    }

    /// Takes over the figures of another part of the same cube.
    /// - Returns: a cell of which both parts say something, if there is one; then they contradict each other.
    package mutating func merge(_ part: FigureCube) -> (indicator: String, municipality: String, year: Int)? {
        precondition(years == part.years && municipalities.count == part.municipalities.count)
        for (code, other) in zip(part.indicators.all, part.cells) {
            let number = indicators.intern(code)
            if number == cells.count {
                cells.append(other)
            } else if let (row, column) = cells[number].merge(other) {
                return (code, municipalities.all[row], years.lowerBound + column)
            }
        }
        return nil
    }
}

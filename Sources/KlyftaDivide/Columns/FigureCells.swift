import KlyftaModel

/// The figures of one indicator as a dense table: one column a period, one row a municipality.
///
/// Values of a period lie one by one in memory, and beside each a byte says whether there is one, and if not, why:
/// a missing value is never a number. Which municipality a row is and which period a column is, the owner knows.
package struct FigureCells: Sendable {
    /// What stands in a cell; the lowest bit is set where there is a value, so that it can be counted without a branch.
    /// The numbers are those of ``OutcomeState``; they are written here anew because loops over cells need constants.
    package enum State {
        /// Nobody said anything.
        package static let nothing: UInt8 = 0
        /// A value.
        package static let value: UInt8 = 1
        static let missing: UInt8 = 2
        static let suppressed: UInt8 = 4
        static let notApplicable: UInt8 = 6
    }

    /// How many municipalities there are room for.
    package let rows: Int
    /// How many periods there are.
    package private(set) var columns: Int
    private var values: [Double]
    private var states: [UInt8]

    /// A table in which nothing stands.
    package init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        values = Array(repeating: 0, count: rows * columns)
        states = Array(repeating: State.nothing, count: rows * columns)
    }

    /// What was said of a row in a column; `nil` if nobody said anything.
    package subscript(row: Int, column: Int) -> Outcome? {
        get {
            let cell = column * rows + row
            return switch states[cell] {
            case State.nothing: nil
            case State.value: .value(values[cell])
            case State.suppressed: .absent(.suppressed)
            case State.notApplicable: .absent(.notApplicable)
            default: .absent(.missing)
            }
        }
        set {
            let cell = column * rows + row
            switch newValue {
            case .value(let value)?: (values[cell], states[cell]) = (value, State.value)
            case .absent(let absence)?: (values[cell], states[cell]) = (0, Self.state(of: absence))
            case nil: (values[cell], states[cell]) = (0, State.nothing)
            }
        }
    }

    /// Writes a value where nothing stands yet.
    /// - Returns: whether it was written; `false` if something was said of the cell before.
    @inline(__always)
    package mutating func fill(_ row: Int, _ column: Int, with value: Double) -> Bool {
        let cell = column * rows + row
        guard states[cell] == State.nothing else { return false }
        values[cell] = value
        states[cell] = State.value
        return true
    }

    /// Sets what is said of all rows in a column; `nil` where nobody said anything.
    package mutating func replace(_ column: Int, with figures: [Double?]) {
        precondition(figures.count == rows && (0..<columns).contains(column))
        values.withUnsafeMutableBufferPointer { values in
            states.withUnsafeMutableBufferPointer { states in
                for (row, figure) in figures.enumerated() {
                    values[column * rows + row] = figure ?? 0
                    states[column * rows + row] = figure == nil ? State.nothing : State.value
                }
            }
        }
    }

    /// Adds a period in which nothing stands, behind the others.
    package mutating func addColumn() {
        columns += 1
        values.append(contentsOf: repeatElement(0, count: rows))
        states.append(contentsOf: repeatElement(State.nothing, count: rows))
    }

    /// Writes what a sheet says into a column.
    /// - Parameter rows: for each row of the sheet, the row here.
    package mutating func lay(_ sheet: ObservationSheet, _ column: Int, at rows: [Int]) {
        let first = column * self.rows
        for (place, row) in rows.enumerated() where sheet.states[place] != State.nothing {
            values[first + row] = sheet.values[place]
            states[first + row] = sheet.states[place]
        }
    }

    /// All cells, column by column, to be written where they lie. A value must be finite.
    package mutating func withCells<Answer, Failure: Error>(
        _ body: (UnsafeMutableBufferPointer<Double>, UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        var outcome: Result<Answer, Failure>?
        values.withUnsafeMutableBufferPointer { values in
            states.withUnsafeMutableBufferPointer { states in
                outcome = Result { () throws(Failure) in try body(values, states) }
            }
        }
        return try outcome!.get()
    }

    /// The values and states of one column, for reading.
    package func withColumn<Answer>(
        _ column: Int, _ body: (UnsafePointer<Double>, UnsafePointer<UInt8>) -> Answer
    ) -> Answer? {
        guard rows > 0, (0..<columns).contains(column) else { return nil }
        return values.withUnsafeBufferPointer { values in
            states.withUnsafeBufferPointer { states in
                body(values.baseAddress! + column * rows, states.baseAddress! + column * rows)
            }
        }
    }

    /// About how many bytes it takes in memory.
    package var byteCount: Int { states.count * (MemoryLayout<Double>.stride + 1) }

    /// Whether a column says the same as a column of another table with the same rows, to the last bit.
    func isSame(_ column: Int, as other: FigureCells, _ otherColumn: Int) -> Bool {
        precondition(rows == other.rows)
        let (mine, theirs) = (
            (column * rows)..<((column + 1) * rows), (otherColumn * rows)..<((otherColumn + 1) * rows)
        )
        return states[mine] == other.states[theirs]
            && values[mine].elementsEqual(other.values[theirs]) { $0.bitPattern == $1.bitPattern }
    }

    /// Takes over what another table of the same shape says.
    /// - Returns: a cell of which both say something, if there is one; then the tables contradict each other.
    package mutating func merge(_ other: FigureCells) -> (row: Int, column: Int)? {
        precondition(rows == other.rows && columns == other.columns)
        for cell in states.indices where other.states[cell] != State.nothing {
            guard states[cell] == State.nothing else { return (cell % rows, cell / rows) }
            values[cell] = other.values[cell]
            states[cell] = other.states[cell]
        }
        return nil
    }

    private static func state(of absence: Absence) -> UInt8 {
        switch absence {
        case .missing: State.missing
        case .suppressed: State.suppressed
        case .notApplicable: State.notApplicable
        }
    }
}

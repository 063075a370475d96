/// A row of an answer, whole: it may outlive the statement.
struct Row: Sendable {
    let values: [SQLValue]
    let names: ColumnNames

    init(_ values: [SQLValue], names: ColumnNames) {
        self.values = values
        self.names = names
    }

    /// The value of a column. The schema says which sort it has, so another one is a flaw of the program.
    subscript<Value: SQLConvertible>(_ column: Int) -> Value {
        guard let value = Value(values[column]) else {
            preconditionFailure("column \(column) is no \(Value.self): \(values[column])")
        }
        return value
    }

    /// The value of a column that may have none.
    subscript<Value: SQLConvertible>(_ column: Int) -> Value? {
        values[column] == .null ? nil : self[column] as Value
    }

    /// The value of a column by its name.
    subscript<Value: SQLConvertible>(_ name: String) -> Value {
        guard let column = names.place(of: name) else { preconditionFailure("there is no column \(name)") }
        return self[column]
    }

    /// The value of a column that may have none, or may not be there: an older state has fewer columns.
    subscript<Value: SQLConvertible>(_ name: String) -> Value? {
        names.place(of: name).flatMap { self[$0] as Value? }
    }
}

/// The names of the columns of an answer, the same for all its rows.
struct ColumnNames: Sendable {
    let all: [String]

    init(_ names: [String]) {
        all = names
    }

    /// The first column with a name.
    func place(of name: String) -> Int? { all.firstIndex(of: name) }
}

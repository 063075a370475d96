import Foundation

/// A value of a statement or of a row, as databases know it.
enum SQLValue: Hashable, Sendable {
    case null
    /// SQLite has none: 0 or 1 there.
    case bool(Bool)
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob(Data)
    /// A list of numbers, NaN where there is none. SQLite has none.
    case reals([Double])
}

/// What can be given to a statement, and be read from a row.
protocol SQLConvertible {
    /// As the database gets it.
    var sqlValue: SQLValue { get }
    /// - Returns: `nil` if the value is of another sort.
    init?(_ value: SQLValue)
}

extension Bool: SQLConvertible {
    var sqlValue: SQLValue { .bool(self) }

    init?(_ value: SQLValue) {
        switch value {
        case .bool(let value): self = value
        case .integer(let value): self = value != 0
        default: return nil
        }
    }
}

extension Int64: SQLConvertible {
    var sqlValue: SQLValue { .integer(self) }

    init?(_ value: SQLValue) {
        guard case .integer(let value) = value else { return nil }
        self = value
    }
}

extension Int: SQLConvertible {
    var sqlValue: SQLValue { .integer(Int64(self)) }

    init?(_ value: SQLValue) {
        guard let value = Int64(value) else { return nil }
        self.init(exactly: value)
    }
}

extension Double: SQLConvertible {
    var sqlValue: SQLValue { .real(self) }

    /// A number that was taken out of JSON is a text in some databases, and a whole one an integer in others.
    init?(_ value: SQLValue) {
        switch value {
        case .real(let value): self = value
        case .integer(let value): self = Double(value)
        case .text(let text): self.init(text)
        default: return nil
        }
    }
}

extension String: SQLConvertible {
    var sqlValue: SQLValue { .text(self) }

    init?(_ value: SQLValue) {
        guard case .text(let text) = value else { return nil }
        self = text
    }
}

extension Data: SQLConvertible {
    var sqlValue: SQLValue { .blob(self) }

    init?(_ value: SQLValue) {
        guard case .blob(let bytes) = value else { return nil }
        self = bytes
    }
}

extension [Double]: SQLConvertible {
    var sqlValue: SQLValue { .reals(self) }

    init?(_ value: SQLValue) {
        guard case .reals(let values) = value else { return nil }
        self = values
    }
}

/// The values that a statement is run with, in the order of its question marks.
struct SQLArguments: ExpressibleByArrayLiteral, Sendable {
    let values: [SQLValue]

    init(_ values: [SQLValue]) {
        self.values = values
    }

    init(arrayLiteral elements: (any SQLConvertible)?...) {
        values = elements.map { $0?.sqlValue ?? .null }
    }

    /// The values of both, one behind another.
    static func + (one: SQLArguments, other: SQLArguments) -> SQLArguments {
        SQLArguments(one.values + other.values)
    }
}

import KlyftaDivide
import KlyftaModel

/// What stands in one place of a table of data.
package enum Cell: Hashable, Sendable {
    case number(Double)
    case count(Int)
    case text(String)
    case nothing

    init(_ number: Double?) { self = number.map(Cell.number) ?? .nothing }

    init(_ count: Int?) { self = count.map(Cell.count) ?? .nothing }

    init(_ text: String?) { self = text.map(Cell.text) ?? .nothing }

    var json: JSONValue {
        switch self {
        case .number(let number): .number(number)
        case .count(let count): .count(count)
        case .text(let text): .text(text)
        case .nothing: .null
        }
    }
}

/// A figure of a data set: a number, or the word for the reason why there is none. Words never change.
package enum Figure: Hashable, Sendable {
    case number(Double)
    case absent(String)

    init(_ value: Measured) {
        switch value {
        case .defined(let number): self = .number(number)
        case .undefined(let reason): self = .absent(reason.rawValue)
        }
    }

    /// The number, if there is one.
    package var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    /// The word for the reason, if there is no number.
    package var reason: String? {
        if case .absent(let reason) = self { reason } else { nil }
    }
}

/// A column of a table, or a measure of a data set: what it is called in files, and what it means.
package struct Field: Hashable, Sendable {
    /// Its name in files: lower-case letters and `_`.
    package let id: String
    /// What it means, in English.
    package let meaning: String
    /// What its numbers are counted in; `nil` for texts and codes.
    package let unit: String?

    package init(_ id: String, _ meaning: String, unit: String? = nil) {
        (self.id, self.meaning, self.unit) = (id, meaning, unit)
    }

    /// With how many decimals its numbers are shown; the files have them in full.
    var decimals: Int {
        switch unit {
        case "count": 0
        case "ratio": 2
        case "fraction", Indicator.Unit.any.rawValue, Indicator.Unit.any.ofDifference: 3
        default: 1
        }
    }
}

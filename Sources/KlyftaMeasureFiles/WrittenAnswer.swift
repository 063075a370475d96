/// An answer as it is written: a number, a word, a list, or fields with names.
package indirect enum WrittenAnswer: Encodable, Hashable, Sendable {
    /// A finite number.
    case number(Double)
    /// A count.
    case count(Int)
    /// Yes or no.
    case flag(Bool)
    /// A word.
    case text(String)
    /// Several in order.
    case list([WrittenAnswer])
    /// Several by name.
    case fields([String: WrittenAnswer])

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let value): try container.encode(value)
        case .count(let value): try container.encode(value)
        case .flag(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let values): try container.encode(values)
        case .fields(let values): try container.encode(values)
        }
    }

    /// A field by its name; nil if there is none, or if this has no fields.
    package subscript(name name: String) -> WrittenAnswer? {
        if case .fields(let fields) = self { fields[name] } else { nil }
    }

    /// Numbers by name; what is not known is left out.
    static func numbers(_ fields: [String: Double?]) -> WrittenAnswer {
        .fields(fields.compactMapValues { $0.map(WrittenAnswer.number) })
    }

    /// No number, for this reason.
    static func undefined(_ reason: some CustomStringConvertible) -> WrittenAnswer {
        .fields(["status": .text("undefined"), "reason": .text("\(reason)")])
    }

    /// The same with further fields.
    func with(_ more: [String: WrittenAnswer]) -> WrittenAnswer {
        guard case .fields(let fields) = self else { return self }
        return .fields(fields.merging(more) { $1 })
    }
}

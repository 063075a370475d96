/// A value of JSON, to write a schema with.
indirect enum SchemaValue: Hashable, Sendable, Encodable {
    case text(String)
    case number(Double)
    case flag(Bool)
    case null
    case list([SchemaValue])
    case object([String: SchemaValue])

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .null: try container.encodeNil()
        case .list(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }

    /// A list of words.
    static func words(_ words: [String]) -> SchemaValue { .list(words.map(SchemaValue.text)) }

    /// A reference to a definition of the same schema.
    static func reference(_ name: String) -> SchemaValue { .object(["$ref": .text("#/$defs/\(name)")]) }
}

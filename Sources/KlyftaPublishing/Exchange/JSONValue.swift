import KlyftaModel

/// A value of JSON (RFC 8259). The one way to write it here: what comes from outside is text, and keys keep their order, so
/// that the same edition gives the same bytes.
enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case count(Int)
    case text(String)
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])

    /// A text, or nothing.
    init(_ text: String?) { self = text.map(JSONValue.text) ?? .null }

    /// A number, or nothing.
    init(_ number: Double?) { self = number.map(JSONValue.number) ?? .null }

    /// A text in every language, under its language's tag.
    init(_ text: LocalizedText) {
        self = .object(Language.allCases.map { ($0.rawValue, .text(text[$0])) })
    }

    /// The value on lines of its own, as a file.
    var document: String { spelt(indent: "") + "\n" }

    private func spelt(indent: String) -> String {
        let deeper = indent + "  "
        switch self {
        case .null: return "null"
        case .bool(let isSo): return isSo ? "true" : "false"
        // JSON has no infinity: whatever was computed is a number or a reason before it comes here.
        case .number(let number): return number.isFinite ? number.digits : "null"
        case .count(let count): return String(count)
        case .text(let text): return Self.quoted(text)
        case .array(let values):
            // Figures stand in one line: a cube has thousands.
            guard values.contains(where: \.hasParts) else {
                return "[" + values.map { $0.spelt(indent: deeper) }.joined(separator: ", ") + "]"
            }
            let lines = values.map { deeper + $0.spelt(indent: deeper) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let parts):
            guard !parts.isEmpty else { return "{}" }
            let lines = parts.map { "\(deeper)\(Self.quoted($0.key)): \($0.value.spelt(indent: deeper))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        }
    }

    private var hasParts: Bool {
        switch self {
        case .array, .object: true
        default: false
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in PlainText.lines(text).unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            // Whoever puts the file into a page of his own must not get a mark.
            case "<": result += "\\u003C"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    init(stringLiteral text: String) { self = .text(text) }
    init(arrayLiteral values: JSONValue...) { self = .array(values) }
    init(dictionaryLiteral parts: (String, JSONValue)...) { self = .object(parts.map { ($0.0, $0.1) }) }
}

extension Double {
    /// The number in full, with a decimal point, as programs read it: a whole one without a fraction.
    var digits: String {
        let text = "\(self)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

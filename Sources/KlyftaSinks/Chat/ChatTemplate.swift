import KlyftaAlerting
import KlyftaModel

/// A body that the operator wrote, with `{{name}}` where our words go. Every word is put in as the inside of a JSON
/// string: no word, whatever a source called a municipality, can end the string it stands in.
package struct ChatTemplate: Hashable, Sendable {
    private enum Piece: Hashable, Sendable {
        case text(String)
        case word(String)
    }

    /// What may stand between the braces.
    package static let names = [
        "alert", "attribution", "episode", "event", "indicator", "kind", "message", "period", "rule", "severity",
        "text", "threshold", "time", "title", "value",
    ]

    private let pieces: [Piece]

    /// - Throws: ``TemplateProblem`` if a name is none, or a brace has no end.
    package init(_ text: String) throws(TemplateProblem) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "{{") {
            pieces.append(.text(String(rest[..<start.lowerBound])))
            let inner = rest[start.upperBound...]
            guard let end = inner.firstRange(of: "}}") else { throw .open }
            let name = inner[..<end.lowerBound].split(separator: " ").joined()
            guard Self.names.contains(name) else { throw .unknown(name) }
            pieces.append(.word(name))
            rest = inner[end.upperBound...]
        }
        self.pieces = pieces + [.text(String(rest))]
    }

    /// The body.
    func filled(_ records: [AlertRecord], in language: Language) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .word(let name): Self.escaped(Self.word(name, records, language))
            }
        }.joined()
    }

    private static func word(_ name: String, _ records: [AlertRecord], _ language: Language) -> String {
        func each(_ value: (AlertRecord) -> String?) -> String {
            records.compactMap(value).map { PlainText.line($0) }.joined(separator: ", ")
        }
        return switch name {
        case "title": Digest(records, in: language).subject
        case "text": ChatLetters(records, in: language, each: 2_900, all: 2_900).paragraphs.joined(separator: "\n\n")
        case "message": Digest(records, in: language).letters.map(\.sentence).joined(separator: "\n")
        case "alert": each(\.alert)
        case "attribution": each(\.attribution)
        case "episode": each { "\($0.episode)" }
        case "event": each(\.id)
        case "indicator": each { $0.numbers?.indicator }
        case "kind": each(\.kind)
        case "period": each(\.period)
        case "rule": each(\.rule)
        case "severity": each(\.severity)
        case "threshold": each { ($0.numbers?.threshold).map { "\($0)" } }
        case "time": each(\.ts)
        case "value": each { ($0.numbers?.measured).map { "\($0)" } }
        default: ""
        }
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case _ where scalar.value < 32: "\\u00\(scalar.value < 16 ? "0" : "")\(String(scalar.value, radix: 16))"
            default: String(scalar)
            }
        }.joined()
    }
}

/// What is wrong with a template.
package enum TemplateProblem: Error, Hashable {
    /// A `{{` without its `}}`.
    case open
    /// A name that stands for nothing.
    case unknown(String)
}

import KlyftaModel

/// Marked-up text, HTML or SVG. The one way to make it: what comes from outside is text, and text cannot become a mark.
///
/// Names of marks and attributes are literals of ours (`StaticString`), so nothing that was read can be one.
package struct Markup: Sendable, ExpressibleByStringLiteral {
    /// The marked-up text as it is written.
    package let source: String

    private init(marked source: String) { self.source = source }

    /// Text, with everything in it that would be a mark made a character, and without what turns a line round.
    package init(_ text: String) {
        source = Self.escaped(text)
    }

    /// A text that stands in the code.
    package init(stringLiteral text: String) { self.init(text) }

    /// Nothing.
    package static let nothing = Markup(marked: "")

    /// Parts one after the other.
    package init(_ parts: [Markup]) {
        self.init(marked: parts.map(\.source).joined())
    }

    /// What is between a mark's beginning and end.
    /// - Parameter attributes: by name; one without a value is left out.
    package static func element(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:], _ content: Markup...
    ) -> Markup {
        element(name, attributes, content)
    }

    /// The same of a list.
    package static func element(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:], _ content: [Markup]
    ) -> Markup {
        let open = "<\(name)\(spelt(attributes))>"
        return Markup(marked: open + content.map(\.source).joined() + "</\(name)>")
    }

    /// A mark that holds nothing.
    package static func single(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:]
    ) -> Markup {
        Markup(marked: "<\(name)\(spelt(attributes))/>")
    }

    /// A style sheet of ours inside a page.
    package static func style(_ sheet: StaticString) -> Markup { Markup(marked: "<style>\(sheet)</style>") }

    /// The line that says that a page is HTML 5.
    package static let documentType = Markup(marked: "<!DOCTYPE html>\n")

    /// The line that says that a file is XML in UTF-8.
    package static let xmlDeclaration = Markup(marked: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")

    private static func spelt(_ attributes: KeyValuePairs<StaticString, String?>) -> String {
        attributes.map { name, value in value.map { " \(name)=\"\(escaped($0))\"" } ?? "" }.joined()
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in PlainText.lines(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

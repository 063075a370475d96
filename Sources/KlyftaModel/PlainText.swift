/// Texts from outside on their way into forms where a character can do harm: a line break begins a header, an escape
/// paints a terminal, a mark of direction turns a sentence round.
package enum PlainText {
    /// One line, without anything that is not seen, at most so many characters; what was cut off is shown as `…`.
    package static func line(_ text: String, atMost limit: Int = 998) -> String {
        let words = clean(text).split { $0 == " " || $0 == "\n" || $0 == "\t" }.joined(separator: " ")
        return words.count <= limit ? words : String(words.prefix(max(0, limit - 1))) + "…"
    }

    /// Several lines, without anything else that is not seen.
    package static func lines(_ text: String) -> String { clean(text) }

    private static func clean(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar.properties.generalCategory {
            case .lineSeparator, .paragraphSeparator: result.append("\n")
            case .control: result.append(scalar == "\n" ? "\n" : " ")
            case .format, .surrogate, .privateUse, .unassigned: continue
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}

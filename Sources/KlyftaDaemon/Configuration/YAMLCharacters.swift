/// What concerns the characters of a YAML text: which may stand in it, and how far a scalar reaches.
enum YAMLCharacters {
    /// Notes the first character that YAML does not allow. libYAML would refuse it too, but names no line, and takes
    /// a NUL for the end of the text.
    static func areAllowed(in text: ConfigurationText, _ report: ConfigurationReport) -> Bool {
        guard let index = text.scalars.firstIndex(where: { !isAllowed($0) }) else { return true }
        let (line, column) = text.position(of: index)
        report.giveUp(
            on: ConfigurationFault(
                at: ConfigurationOrigin(text: text, line: line, column: column, length: 1),
                "there is \(name(of: text.scalars[index])) in the text",
                remedy: "remove it: the file must be plain text"))
        return false
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF:
            true
        default:
            false
        }
    }

    /// Whether it may stand in a value, where escapes can bring in what the text itself must not hold.
    static func isText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        default: isAllowed(scalar)
        }
    }

    /// `a NUL byte`, `a line break` or `the control character U+0007`.
    static func name(of scalar: Unicode.Scalar) -> String {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        switch scalar {
        case "\0": return "a NUL byte"
        case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": return "a line break"
        default: return "the control character U+\(String(repeating: "0", count: max(0, 4 - hex.count)))\(hex)"
        }
    }

    /// How many scalars of a line a scalar takes that begins there.
    static func length(of value: String, in rest: ArraySlice<Unicode.Scalar>) -> Int {
        let plain = value.unicodeScalars
        if rest.starts(with: plain) { return plain.count }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return 1 }
        var index = rest.startIndex + 1
        while index < rest.endIndex, rest[index] != quote || rest.dropFirst(index - rest.startIndex + 1).first == quote
        {
            // An escape, or a doubled single quote, is two scalars that do not end the text.
            let isPair = rest[index] == quote || (quote == "\"" && rest[index] == "\\")
            index += isPair ? 2 : 1
        }
        return min(index + 1, rest.endIndex) - rest.startIndex
    }
}

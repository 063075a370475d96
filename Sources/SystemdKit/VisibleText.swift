/// Text from anywhere, made fit to be shown: no control character survives, and no more than a limit comes out.
///
/// What a statistics office, a file or a neighbour on the network wrote ends up in messages. An escape sequence would
/// repaint the terminal of whoever reads the log, a line break would forge a line, and journalctl hides a whole message
/// behind "[n B blob data]" as soon as it holds one control character.
enum VisibleText {
    /// What becomes of the characters that cannot be shown.
    enum Style: Sendable {
        /// Everything on one line: `\n`, `\t`, `\x1b`, `\u{202e}`.
        case oneLine
        /// As `oneLine`, for text between quotation marks: those and backslashes get a backslash.
        case quoted
        /// Line breaks and tabs stay; the rest as in `oneLine`.
        case lines
        /// Each becomes a space, where an escape would only puzzle the reader.
        case blanked
    }

    /// Room for the longest marker: its words and the nineteen digits of a size.
    private static let markerRoom = 40

    /// The text in at most `limit` bytes of UTF-8; one that was cut ends in a marker with its full size.
    static func of(_ text: String, _ style: Style, limit: Int) -> String {
        let size = text.utf8.count
        if size <= limit, text.utf8.allSatisfy({ isPlain($0, style) }) { return text }

        let safe = limit < markerRoom ? limit : limit - markerRoom
        var shown = ""
        var count = 0
        var kept = 0
        for scalar in text.unicodeScalars {
            let piece = replacement(of: scalar, style)
            let width = piece?.utf8.count ?? UTF8.width(scalar)
            if count + width > limit {
                return String(Substring(shown.utf8.prefix(kept))) + marker(size, limit: limit)
            }
            if let piece { shown += piece } else { shown.unicodeScalars.append(scalar) }
            count += width
            if count <= safe { kept = count }
        }
        return shown
    }

    /// A limit too small for the marker gets none: it would push out the text that it speaks of.
    private static func marker(_ size: Int, limit: Int) -> String {
        limit < markerRoom ? "" : " [cut: \(size) bytes in all]"
    }

    /// True for the bytes that need no second look; anything beyond ASCII takes the way by scalars.
    private static func isPlain(_ byte: UInt8, _ style: Style) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): style != .quoted
        case 0x20..<0x7F: true
        case 0x09, 0x0A: style == .lines
        default: false
        }
    }

    private static func replacement(of scalar: Unicode.Scalar, _ style: Style) -> String? {
        if style == .quoted, scalar == "\"" || scalar == "\\" { return "\\" + String(scalar) }
        guard isHidden(scalar) else { return nil }
        switch (style, scalar) {
        case (.blanked, _): return " "
        case (.lines, "\n"), (.lines, "\t"): return nil
        case (_, "\n"): return "\\n"
        case (_, "\r"): return "\\r"
        case (_, "\t"): return "\\t"
        default: break
        }
        let digits = String(scalar.value, radix: 16)
        return scalar.value > 0xFF ? "\\u{\(digits)}" : "\\x" + (digits.count < 2 ? "0" : "") + digits
    }

    /// C0, DEL and C1; the separators that some viewers break lines at; the marks that reverse the reading direction.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case ..<0x80: 1
        case ..<0x800: 2
        case ..<0x10000: 3
        default: 4
        }
    }
}

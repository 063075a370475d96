/// The line of a file that a message speaks of, with a caret under the place.
struct ConfigurationExcerpt: CustomStringConvertible {
    let description: String

    /// Longer lines are shown in part: an excerpt that wraps has its caret under the wrong text.
    private static let widest = 110
    private static let lead = 50
    /// How much of a line is looked at on either side: enough for `widest` characters of several scalars each.
    private static let reach = 1000

    /// The excerpt of a place; empty where there is nothing to show.
    init(of origin: ConfigurationOrigin) {
        guard origin.length > 0, let line = origin.text.line(origin.line) else {
            description = ""
            return
        }
        let before = String(scalars: line.prefix(origin.column - 1).suffix(Self.reach)).map(Self.shown)
        let behind = line.dropFirst(origin.column - 1).prefix(Self.reach)
        let rest = Array(String(scalars: behind))
        let marked = String(scalars: behind.prefix(origin.length)).count
        let start = before.count + rest.count > Self.widest && before.count > Self.lead ? before.count - Self.lead : 0
        let room = Self.widest - (before.count - start)
        let lead = (start > 0 ? "…" : "") + before[start...].joined()
        let blanks = (start > 0 ? " " : "") + before[start...].map(Self.blank).joined()
        let shown = rest.prefix(room).map(Self.shown)
        let width = shown.prefix(marked).reduce(0) { $0 + Self.width(of: $1) }
        let number = String(origin.line)
        let margin = String(repeating: " ", count: max(5, number.count))
        description = """
            \(margin.dropLast(number.count))\(number) | \(lead)\(shown.joined())\(rest.count > room ? "…" : "")
            \(margin) | \(blanks)^\(String(repeating: "~", count: max(0, width - 1)))
            """
    }

    private static func shown(_ character: Character) -> String {
        character == "\t" ? "\t" : escaped(character)
    }

    /// What stands in the line of the caret under a part of the line above: a tab under a tab, since nobody knows
    /// how wide the reader's tabs are.
    private static func blank(_ part: String) -> String {
        part == "\t" ? "\t" : String(repeating: " ", count: width(of: part))
    }

    private static func width(of part: String) -> Int {
        part.reduce(0) { $0 + ($1.isWide ? 2 : 1) }
    }

    /// Invisible characters spelt out: in a message they could hide what is wrong, or act on the terminal.
    static func escaped(_ character: Character) -> String {
        let isHidden = character.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
            default: false
            }
        }
        guard isHidden else { return String(character) }
        return character.unicodeScalars.map { "\\u{\(String($0.value, radix: 16, uppercase: true))}" }.joined()
    }

    /// A text of the configuration inside a message: in quotes, visible, and never longer than a line.
    static func quoted(_ text: String) -> String {
        let cut = text.count > 60 ? text.prefix(59) + "…" : text[...]
        return "'\(cut.map(escaped).joined())'"
    }
}

extension Character {
    /// Whether a terminal gives it two columns: the East Asian wide blocks and the emoji.
    fileprivate var isWide: Bool {
        guard let first = unicodeScalars.first else { return false }
        switch first.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return true
        default:
            return first.properties.isEmojiPresentation
        }
    }
}

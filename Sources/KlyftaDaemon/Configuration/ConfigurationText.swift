/// The text of one configuration file, under the name that messages call it by.
///
/// It is kept as scalars, because libYAML counts columns in them and every position must be found at once.
final class ConfigurationText: Sendable {
    /// The path of the file, or what stands for it, such as `<stdin>`.
    let name: String
    /// Where the file stands among those that are read: messages come in this order.
    let order: Int
    /// The whole text without a byte order mark.
    let scalars: [Unicode.Scalar]
    /// Where each line lies in ``scalars``, without its end.
    private let lines: [Range<Int>]

    init(_ text: String, name: String, order: Int) {
        let scalars = Array(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
        self.name = name
        self.order = order
        self.scalars = scalars
        self.lines = Self.lines(of: scalars)
    }

    /// The scalars of a line, counted from 1; `nil` behind the last one.
    func line(_ number: Int) -> ArraySlice<Unicode.Scalar>? {
        lines.indices.contains(number - 1) ? scalars[lines[number - 1]] : nil
    }

    /// Where a line and a column, both counted from 1, lie in ``scalars``.
    func index(line: Int, column: Int) -> Int? {
        guard lines.indices.contains(line - 1) else { return nil }
        let index = lines[line - 1].lowerBound + column - 1
        return index < lines[line - 1].upperBound ? index : nil
    }

    /// The line and the column, both counted from 1, of a place in ``scalars``.
    func position(of index: Int) -> (line: Int, column: Int) {
        let line = lines.lastIndex { $0.lowerBound <= index } ?? 0
        return (line + 1, index - lines[line].lowerBound + 1)
    }

    /// Breaks where libYAML breaks: it also takes NEL, LS and PS for the end of a line.
    private static func lines(of scalars: [Unicode.Scalar]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < scalars.count {
            let isPair = scalars[index] == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
            switch scalars[index] {
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
                lines.append(start..<index)
                index += isPair ? 2 : 1
                start = index
            default:
                index += 1
            }
        }
        return lines + [start..<scalars.count]
    }
}

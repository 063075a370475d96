/// The name of an indicator throughout Klyfta: its module, a dot, and the module's own name for it.
///
/// `skl.N07900` is Kolada's N07900 as read by the module `skl`.
public struct IndicatorID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The whole name.
    public let text: String

    /// - Throws: ``InvalidText`` unless the text is 3 to 64 of A-Z, a-z, 0-9, `.`, `-`, `_`, with a dot inside.
    public init(_ text: String) throws(InvalidText) {
        let isPlain = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || byte == 45 || byte == 46 || byte == 95
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard isPlain, text.utf8.count <= 64, parts.count >= 2, !parts.contains(where: \.isEmpty) else {
            throw InvalidText(
                text, isNo: "indicator",
                remedy: "Write its module, a dot and its name, such as skl.N07900; letters, digits, '.', '-' and '_'.")
        }
        self.text = text
    }

    /// The module that delivers it: what stands before the first dot.
    public var module: String { String(text.prefix { $0 != "." }) }

    /// The module's own name for it: what stands behind the first dot.
    public var localName: String { String(text.drop { $0 != "." }.dropFirst()) }

    /// The whole name.
    public var description: String { text }

    /// By name.
    public static func < (one: IndicatorID, other: IndicatorID) -> Bool { one.text < other.text }
}

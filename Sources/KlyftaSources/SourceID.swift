import KlyftaModel

/// The name of a source module, such as `skl`: the first part of the names of its indicators.
public struct SourceID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The name.
    public let text: String

    /// - Throws: ``InvalidText`` unless the text is 1 to 32 of a-z, 0-9 and `-`, beginning with a letter.
    public init(_ text: String) throws(InvalidText) {
        let isName = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard isName, (1...32).contains(text.utf8.count), let first = text.utf8.first, (97...122).contains(first) else {
            throw InvalidText(
                text, isNo: "source module", remedy: "Write a name of a-z, 0-9 and '-' that begins with a letter.")
        }
        self.text = text
    }

    /// The name.
    public var description: String { text }

    /// By name.
    public static func < (one: SourceID, other: SourceID) -> Bool { one.text < other.text }
}

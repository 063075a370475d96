import Glibc

/// Dimensions that were read before, by the bytes that describe them.
///
/// An office sends the same hundreds of codes and labels with every table of a kind. The same bytes mean the same, so that
/// they are compared and not read again; other bytes are read and checked as ever. It holds the last few, and none that
/// is very long, so that it stays small whatever is read.
package struct KnownDimensions: Sendable {
    private static let countLimit = 16
    private static let lengthLimit = 1 << 18
    private var known: [(text: [UInt8], draft: DimensionDraft)] = []

    /// None yet.
    package init() {}

    /// The dimension whose description comes next in a text, if it was read before; passes over the description.
    func dimension(next reader: inout JSONReader) -> DimensionDraft? {
        guard let same = known.first(where: { reader.isFollowed(by: $0.text) }) else { return nil }
        reader.position += same.text.count
        return same.draft
    }

    /// Keeps a dimension that was read from a whole object.
    mutating func remember(_ draft: DimensionDraft, read text: ArraySlice<UInt8>) {
        guard text.count <= Self.lengthLimit else { return }
        if known.count == Self.countLimit { known.removeFirst() }
        known.append((Array(text), draft))
    }
}

extension JSONReader {
    /// Whether some bytes come next. A whole object that does is the next value.
    fileprivate func isFollowed(by text: [UInt8]) -> Bool {
        guard bytes.count - position >= text.count else { return false }
        return bytes.withUnsafeBytes { bytes in
            text.withUnsafeBytes { memcmp(bytes.baseAddress! + position, $0.baseAddress!, $0.count) == 0 }
        }
    }
}

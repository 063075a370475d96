/// One edition of a source's figures, known by its content: the SHA-256 of the canonical release, 64 hex digits.
///
/// The same figures fetched twice are the same vintage; a revision is another. It says nothing about time: what a
/// figure speaks of is a ``Period``, when we stored it is a ``CommitTime``.
public struct Vintage: Hashable, Sendable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public let digest: String

    /// - Throws: ``InvalidText`` unless `digest` is 64 lower-case hexadecimal digits.
    public init(_ digest: String) throws(InvalidText) {
        let isHex = digest.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        guard digest.utf8.count == 64, isHex else {
            throw InvalidText(digest, isNo: "vintage", remedy: "Write the 64 hexadecimal digits of its SHA-256.")
        }
        self.digest = digest
    }

    /// `sha256:` and the digest.
    public var description: String { "sha256:\(digest)" }

    /// The first 12 digits: enough to tell the vintages of one source apart by eye.
    public var short: String { String(digest.prefix(12)) }
}

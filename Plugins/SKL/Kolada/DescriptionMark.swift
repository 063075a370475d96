/// A short mark of a text: 16 hexadecimal digits that are others once the text is another. Blanks of whatever kind and
/// number do not matter. It finds changes; it is no proof against somebody who makes them (FNV-1a, 64 bits).
struct DescriptionMark: Hashable, CustomStringConvertible {
    let description: String

    init(of text: String) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.plainBlanks.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        description = String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension String {
    /// The text with one plain blank wherever there are blanks; nine titles of Kolada had a no-break space.
    var plainBlanks: String {
        split { $0.isWhitespace }.joined(separator: " ")
    }
}

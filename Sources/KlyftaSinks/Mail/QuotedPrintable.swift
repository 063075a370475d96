/// A text as quoted-printable, RFC 2045: ASCII in lines of at most 76 characters, whatever it says.
enum QuotedPrintable {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// The text, its lines ended by CR LF.
    static func encoded(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(line).joined(separator: "\r\n")
    }

    private static func line(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        var lines: [String] = []
        var current: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            let isLast = index == bytes.count - 1
            let code = Self.code(byte, isLast: isLast, isFirst: current.isEmpty)
            // One character is left for the soft line break.
            if current.count + code.count > 75 {
                lines.append(String(decoding: current, as: UTF8.self))
                current = Self.code(byte, isLast: isLast, isFirst: true)
            } else {
                current += code
            }
        }
        return (lines + [String(decoding: current, as: UTF8.self)]).joined(separator: "=\r\n")
    }

    /// A blank at the end may be lost on the way, and a dot at the beginning or "From " may be changed.
    private static func code(_ byte: UInt8, isLast: Bool, isFirst: Bool) -> [UInt8] {
        let isPlain = (33...126).contains(byte) && byte != 61 || byte == 32 && !isLast
        let isRisky = isFirst && (byte == 46 || byte == 70)
        return isPlain && !isRisky ? [byte] : [61, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}

import Crypto
import Foundation

/// The SHA-256 of content, by which releases, lines and payloads are known.
package enum ContentDigest {
    private static let digits = Array("0123456789abcdef".utf8)

    /// 64 lower-case hexadecimal digits for bytes.
    package static func hex(of bytes: [UInt8]) -> String {
        text(SHA256.hash(data: bytes))
    }

    /// 64 lower-case hexadecimal digits for a text.
    static func hex(of text: String) -> String {
        hex(of: [UInt8](text.utf8))
    }

    /// 64 lower-case hexadecimal digits for lines, each with its line end: the vintage of a release.
    package static func hex(ofLines lines: [String]) -> String {
        var hash = SHA256()
        for line in lines {
            hash.update(data: Data(line.utf8))
            hash.update(data: Data([10]))
        }
        return text(hash.finalize())
    }

    /// Whether a text is such a digest: only then is it used as the name of a file.
    package static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { digits.contains($0) }
    }

    private static func text(_ digest: SHA256.Digest) -> String {
        var bytes: [UInt8] = []
        for byte in digest { bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

import Crypto
import Foundation

/// The SHA-256 of content, by which releases, lines and payloads are known.
package enum ContentDigest {
    private static let digits = Array("0123456789abcdef".utf8)

    /// 64 lower-case hexadecimal digits for bytes.
    package static func hex(of bytes: [UInt8]) -> String {
        text(SHA256.hash(data: bytes))
    }

    /// The 32 bytes for bytes.
    static func bytes(of bytes: borrowing [UInt8]) -> Data {
        var hash = SHA256()
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return Data(hash.finalize())
    }

    /// The 32 bytes that 64 hexadecimal digits spell.
    static func bytes(ofHex text: String) -> Data {
        let digits = text.utf8.map { Self.digits.firstIndex(of: $0) ?? 0 }
        return Data(stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
    }

    /// The digest of content that comes in pieces.
    package struct Running {
        private var hash = SHA256()

        package init() {}

        /// Takes the next piece.
        package mutating func take(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

        /// 64 lower-case hexadecimal digits for all pieces.
        package var hex: String { ContentDigest.text(hash.finalize()) }
    }

    /// Whether a text is such a digest: only then is it used as the name of a file.
    package static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { digits.contains($0) }
    }

    fileprivate static func text(_ digest: SHA256.Digest) -> String {
        var bytes: [UInt8] = []
        for byte in digest { bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The SHA-256 over lines, each with its line end: the vintage of a release.
struct RunningDigest {
    private var hash = SHA256()

    /// Adds a line, given without its end.
    mutating func add(line bytes: borrowing [UInt8]) {
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        withUnsafeBytes(of: UInt8(ascii: "\n")) { hash.update(bufferPointer: $0) }
    }

    /// 64 lower-case hexadecimal digits for what was added so far.
    var hex: String { ContentDigest.text(hash.finalize()) }
}

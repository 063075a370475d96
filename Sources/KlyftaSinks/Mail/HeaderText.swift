import Foundation
import KlyftaModel

/// The value of a mail header: RFC 5322 with the encoded words of RFC 2047.
enum HeaderText {
    /// A text on one line, encoded where it is not ASCII, and folded. Line breaks in it become spaces: what follows one
    /// would be a header of somebody else's choosing.
    static func encoded(_ text: String) -> String {
        let line = PlainText.line(text)
        let isPlain = line.utf8.allSatisfy { (32...126).contains($0) } && !line.contains("=?")
        return isPlain ? folded(line) : words(of: line).joined(separator: "\r\n ")
    }

    /// An address that the operator wrote: what is neither visible ASCII nor a plain `a@b` is none.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
            && text.utf8.allSatisfy { (33...126).contains($0) && !"()<>[]\\,;:\"".utf8.contains($0) }
    }

    /// Encoded words of at most 75 characters, none of which splits a character.
    private static func words(of line: String) -> [String] {
        var words: [String] = []
        var bytes: [UInt8] = []
        for character in line {
            // 45 bytes are 60 digits of Base64.
            if bytes.count + character.utf8.count > 45, !bytes.isEmpty {
                words.append(word(bytes))
                bytes = []
            }
            bytes += character.utf8
        }
        return words + [word(bytes)]
    }

    private static func word(_ bytes: [UInt8]) -> String { "=?UTF-8?B?\(Data(bytes).base64EncodedString())?=" }

    /// Breaks a long line at its spaces.
    private static func folded(_ line: String) -> String {
        var result = ""
        var width = 12
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            if width + word.utf8.count + 1 > 76, !result.isEmpty {
                result += "\r\n \(word)"
                width = word.utf8.count + 1
            } else {
                result += result.isEmpty ? "\(word)" : " \(word)"
                width += word.utf8.count + 1
            }
        }
        return result
    }
}

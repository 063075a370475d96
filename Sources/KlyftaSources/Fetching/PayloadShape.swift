/// What an answer must look like, by its own structure: the status and the declared type say what a server means to
/// send, and a maintenance page comes with 200 and a proxy's login form as JSON.
public enum PayloadShape: Hashable, Sendable {
    /// One JSON object or array, whole: every bracket and every text closed, nothing behind it.
    case json
    /// Text in lines, with these bytes somewhere in the first line, such as a column's name.
    case text(firstLineHolds: String)
    /// A ZIP archive, with its directory at its end.
    case zip

    /// What is wrong with the form of an answer; `nil` if nothing is.
    func flaw(in bytes: [UInt8]) -> String? {
        guard !bytes.isEmpty else { return "the answer is empty" }
        return bytes.withUnsafeBytes { buffer in
            switch self {
            case .json: JSONOutline.flaw(in: buffer)
            case .text(let word): Self.textFlaw(in: buffer, word)
            case .zip: Self.zipFlaw(in: buffer)
            }
        }.map { "\($0); it begins with \(Excerpt.quoted(bytes.prefix(120)))" }
    }

    private static func textFlaw(in bytes: UnsafeRawBufferPointer, _ word: String) -> String? {
        let line = bytes.prefix { $0 != 10 }
        if bytes.contains(0) { return "the answer is no text: it holds zero bytes" }
        if line.first(where: { $0 > 32 }) == 60 { return "the answer is a web page, not a table" }
        let isThere = word.isEmpty || String(decoding: line, as: UTF8.self).contains(word)
        return isThere ? nil : "the first line of the answer does not hold '\(word)'"
    }

    private static func zipFlaw(in bytes: UnsafeRawBufferPointer) -> String? {
        guard bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) else { return "the answer is no ZIP archive" }
        // The end of the directory is at least 22 bytes long and has a comment of at most 65 535 behind it.
        let tail = bytes.suffix(22 + 65_535)
        let isWhole = tail.indices.dropLast(3).contains { index in
            tail[index] == 0x50 && tail[index + 1] == 0x4b && tail[index + 2] == 5 && tail[index + 3] == 6
        }
        return isWhole ? nil : "the ZIP archive has no end: a part of it is missing"
    }
}

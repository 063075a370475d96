import KlyftaModel

/// A text of an office as UTF-8, whatever it came in: strict UTF-8 first, then Windows-1252.
///
/// The order matters. Every sequence of bytes is some Windows-1252 text, so that the other order never fails and
/// silently garbles; and a text in Windows-1252 with Nordic letters is almost never valid UTF-8. What a file declares
/// of itself is not believed: SCB's `.px` files have been seen to say ISO 8859-1 and be UTF-8.
package struct OfficeText: Sendable {
    /// The text in UTF-8, without a byte order mark.
    package let utf8: [UInt8]
    /// What it came in.
    package let encoding: Encoding

    /// What a text came in.
    package enum Encoding: String, Sendable {
        /// UTF-8, ASCII included.
        case utf8 = "UTF-8"
        /// Windows-1252, of which ISO 8859-1 is a part as far as letters go.
        case windows1252 = "Windows-1252"
    }

    /// - Parameter isOurs: whether it is a file of our own form, which is UTF-8 and nothing else.
    /// - Throws: ``SourceFault`` for an empty text, UTF-16, Mac Roman, a web page, a packed or another binary file.
    package init(_ bytes: [UInt8], at place: String, isOurs: Bool = false) throws(SourceFault) {
        let text = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes.dropFirst(3)) : bytes
        try Self.refuseWhatIsNoText(text, at: place)
        if (try? UTF8Span(validating: text.span)) != nil {
            (utf8, encoding) = (text, .utf8)
            return
        }
        guard !isOurs else {
            throw SourceFault(
                at: "\(place):\(Self.lineOfBadByte(text))", "the text is not UTF-8", remedy: Self.remedy)
        }
        try Self.refuseMacRoman(text, at: place)
        var utf8: [UInt8] = []
        utf8.reserveCapacity(text.count + text.count / 8)
        var line = 1
        for byte in text {
            if byte == 10 { line += 1 }
            guard byte >= 0x80 else {
                utf8.append(byte)
                continue
            }
            let code = byte < 0xa0 ? Self.c1[Int(byte) - 0x80] : UInt16(byte)
            guard let code, let scalar = Unicode.Scalar(code) else {
                throw SourceFault(
                    at: "\(place):\(line)", "the text is neither UTF-8 nor Windows-1252", remedy: Self.remedy)
            }
            utf8.append(contentsOf: UTF8.encode(scalar)!)
        }
        (self.utf8, encoding) = (utf8, .windows1252)
    }

    private static let remedy = "Save the file as UTF-8."

    static func empty(_ place: String) -> SourceFault {
        SourceFault(
            at: place, "the file is empty",
            remedy: "Put its figures back; a source that delivers nothing is taken for a fault, not for no figures.")
    }

    private static func lineOfBadByte(_ bytes: [UInt8]) -> Int {
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        return lines.prefix { String(validating: $0, as: UTF8.self) != nil }.count + 1
    }

    private static func refuseWhatIsNoText(_ bytes: [UInt8], at place: String) throws(SourceFault) {
        guard bytes.contains(where: { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }) else {
            throw empty(place)
        }
        if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
            throw SourceFault(at: place, "the text is UTF-16", remedy: remedy)
        }
        if bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) {
            throw SourceFault(
                at: place, "this is a packed file (ZIP or a workbook of Excel), not a text",
                remedy: "Unpack it, or save the sheet as CSV in UTF-8.")
        }
        let first = bytes.first { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }
        if first == UInt8(ascii: "<") {
            throw SourceFault(
                at: place, "this is HTML or XML, not a table", remedy: "See in a browser what answers at this address.")
        }
        if bytes.contains(where: { $0 < 0x09 }) {
            throw SourceFault(at: place, "this is no text (it may be UTF-16 or a binary file)", remedy: remedy)
        }
    }

    /// Mac Roman has å, ä, ö where Windows-1252 has Œ, Š, š: such a text reads "kartlŠggning".
    private static func refuseMacRoman(_ bytes: [UInt8], at place: String) throws(SourceFault) {
        let nordic: Set<UInt8> = [0xc4, 0xc5, 0xc6, 0xd6, 0xd8, 0xe4, 0xe5, 0xe6, 0xf6, 0xf8]
        let suspects: Set<UInt8> = [0x8a, 0x8c, 0x9a]
        guard bytes.contains(where: suspects.contains), !bytes.contains(where: nordic.contains) else { return }
        throw SourceFault(at: place, "the text seems to be Mac Roman", remedy: remedy)
    }

    /// 0x80 to 0x9f in Windows-1252; five of them are nothing.
    private static let c1: [UInt16?] = [
        0x20ac, nil, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, nil,
        0x017d, nil, nil, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
        0x0153, nil, 0x017e, 0x0178,
    ]
}

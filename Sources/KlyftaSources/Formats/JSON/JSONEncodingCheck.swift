import KlyftaModel

/// What a text is before it is read as JSON: UTF-8, another encoding, or a web page.
enum JSONEncodingCheck {
    private static let remedy = "Ask for JSON in UTF-8: send 'Accept: application/json' and check the address."

    /// Where the JSON begins: behind a byte order mark.
    /// - Throws: ``SourceFault`` that says what the text is instead.
    static func start(of bytes: [UInt8], from source: String) throws(SourceFault) -> Int {
        func fault(_ byte: Int, _ problem: String) -> SourceFault {
            SourceFault(at: "\(source): byte \(byte)", problem, remedy: remedy)
        }
        if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) || bytes.prefix(4).contains(0) {
            throw fault(0, "the text is UTF-16 or UTF-32, and JSON is UTF-8")
        }
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let offset = error.byteOffsets.lowerBound
            throw fault(offset, "the text is not UTF-8 (it may be Latin-1 or Windows-1252)")
        }
        let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        let first = bytes[start...].first { ![0x20, 0x0a, 0x0d, 0x09].contains($0) }
        guard let first else {
            throw SourceFault(at: source, "the text is empty", remedy: "Fetch it again; an empty answer is no figures.")
        }
        guard first != UInt8(ascii: "<") else {
            throw fault(start, "this is HTML or XML, not JSON")
        }
        return start
    }
}

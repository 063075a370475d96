import KlyftaModel

extension JSONReader {
    /// Reads a text.
    /// - Throws: ``SourceFault`` for a line end in it, an unknown escape, or half a surrogate pair.
    package mutating func string() throws(SourceFault) -> String {
        let start = position + 1
        if let end = plainEnd() {
            position = end + 1
            return String(decoding: bytes[start..<end], as: UTF8.self)
        }
        guard peek == UInt8(ascii: "\"") else { throw unexpected("a text in quotes") }
        position += 1
        var text: [UInt8] = []
        while true {
            guard position < bytes.count else { throw unexpected("a closing quote") }
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text)
            case ..<0x20: throw unexpected("a character of a text")
            default:
                text.append(byte)
                position += 1
            }
        }
    }

    /// Reads a text, or `nil` for `null`.
    package mutating func optionalString() throws(SourceFault) -> String? {
        try null() ? nil : try string()
    }

    /// Reads an array of texts.
    package mutating func strings() throws(SourceFault) -> [String] {
        var texts: [String] = []
        try array { (reader, _) throws(SourceFault) in texts.append(try reader.string()) }
        return texts
    }

    mutating func skipString() throws(SourceFault) {
        if let end = plainEnd() { position = end + 1 } else { _ = try string() }
    }

    /// Where a text without escapes ends, if the next value is one.
    @inline(__always)
    func plainEnd() -> Int? {
        guard peek == UInt8(ascii: "\"") else { return nil }
        var end = position + 1
        while end < bytes.count {
            let byte = bytes[end]
            if byte == UInt8(ascii: "\"") { return end }
            guard byte >= 0x20, byte != UInt8(ascii: "\\") else { return nil }
            end += 1
        }
        return nil
    }

    private mutating func escape(into text: inout [UInt8]) throws(SourceFault) {
        position += 1
        let short: [UInt8: UInt8] = [
            UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5c, UInt8(ascii: "/"): 0x2f, UInt8(ascii: "b"): 0x08,
            UInt8(ascii: "f"): 0x0c, UInt8(ascii: "n"): 0x0a, UInt8(ascii: "r"): 0x0d, UInt8(ascii: "t"): 0x09,
        ]
        if let byte = short[peek] {
            text.append(byte)
            position += 1
            return
        }
        guard peek == UInt8(ascii: "u") else { throw unexpected("an escape of JSON") }
        position += 1
        var code = try fourHexDigits()
        if (0xd800..<0xdc00).contains(code), bytes[position...].starts(with: [0x5c, 0x75]) {
            position += 2
            let low = try fourHexDigits()
            guard (0xdc00..<0xe000).contains(low) else { throw halfPair }
            code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw halfPair }
        text.append(contentsOf: UTF8.encode(scalar)!)
    }

    private var halfPair: SourceFault {
        fault("half a surrogate pair stands in a text", "The office's answer is broken; fetch it again later.")
    }

    private mutating func fourHexDigits() throws(SourceFault) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(peek)).hexDigitValue else { throw unexpected("a hex digit") }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }
}

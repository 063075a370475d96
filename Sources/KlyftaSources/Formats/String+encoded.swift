extension String {
    /// The text as part of an address (RFC 3986): everything but letters, digits and `-._~` as `%XX`, so that `+` is
    /// `%2B` and never taken for a blank.
    package var queryEncoded: String { percentEncoded(keeping: []) }

    /// The same, but for some further bytes that stay as they are.
    func percentEncoded(keeping plain: Set<UInt8>) -> String {
        var encoded = ""
        for byte in utf8 {
            switch byte {
            case _ where plain.contains(byte): encoded.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return encoded
    }

    /// The text as a JSON string, quotes included.
    package var jsonQuoted: String {
        var quoted = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{0}"..."\u{1f}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension Array<String> {
    /// The texts as a JSON list.
    package var jsonList: String { "[\(map(\.jsonQuoted).joined(separator: ","))]" }
}

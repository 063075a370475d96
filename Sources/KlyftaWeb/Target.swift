/// The target of a request: a path, in front of which a proxy may write scheme and host.
struct Target: Equatable {
    /// The host that stands in the target itself.
    let authority: String?
    /// The path, decoded, without the query: nothing here depends on one.
    let path: String

    /// Reads a target in origin form or in absolute form (RFC 9112, 3.2).
    init(_ text: String) throws(Refusal) {
        var rest = text[...]
        if let scheme = ["http://", "https://"].first(where: { text.lowercased().hasPrefix($0) }) {
            rest = rest.dropFirst(scheme.count)
            authority = String(rest.prefix { $0 != "/" && $0 != "?" })
            rest = rest.drop { $0 != "/" && $0 != "?" }
            if rest.first != "/" { rest = "/" + rest }
        } else {
            authority = nil
        }
        guard rest.utf8.first == UInt8(ascii: "/") else { throw .malformed("the target is no path") }
        path = try Self.decoded(rest.prefix { $0 != "?" && $0 != "#" })
    }

    private static func decoded(_ text: Substring) throws(Refusal) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                throw .malformed("a % in the path is not followed by two hexadecimal digits")
            }
            bytes.append(high << 4 | low)
        }
        guard let path = String(validating: bytes, as: UTF8.self), bytes.allSatisfy({ $0 >= 32 && $0 != 127 }) else {
            throw .malformed("the path is no text")
        }
        // Every path here is looked up, none is a file's; whoever climbs is looking for one.
        guard !path.split(separator: "/").contains("..") else { throw .malformed("the path climbs") }
        return path
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

import Crypto

/// Strong tags (RFC 9110, 8.8.3): the same bytes have the same tag, other bytes another.
package enum EntityTag {
    /// The tag of a body, in its quotes.
    package static func tag(of body: some Sequence<UInt8>) -> String {
        var hash = SHA256()
        hash.update(data: Array(body))
        let digits = hash.finalize().prefix(16).map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }
        return "\"\(digits.joined())\""
    }

    /// Whether a tag is among those of an `If-None-Match`, which compares weakly.
    static func isAmong(_ list: String, _ tag: String) -> Bool {
        list.split(separator: ",").contains { item in
            var item = item.drop { $0 == " " || $0 == "\t" }
            while item.last == " " || item.last == "\t" { item.removeLast() }
            return item == "*" || item == tag || item == "W/" + tag
        }
    }
}

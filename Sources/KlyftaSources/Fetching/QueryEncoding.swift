/// How names and values go into the query of an address.
///
/// `+` becomes `%2B`, because servers read a bare one as a space (SSB has the code `04+05`); brackets become `%5B` and
/// `%5D`. What RFC 3986 allows in a query and PxWeb's expressions are full of (`*`, `,`, `(`, `)`) stays as it is: an
/// address over about 2 100 characters is answered with 404.
enum QueryEncoding {
    private static let digits = Array("0123456789ABCDEF".utf8)
    private static let plain = Set("-._~*,()".utf8)

    /// `name=value&name=value`.
    static func encoded(_ query: [(name: String, value: String)]) -> String {
        query.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
    }

    /// A text with everything encoded that could be read as something else.
    static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            let isWord = (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
            if isWord || plain.contains(byte) {
                bytes.append(byte)
            } else {
                bytes += [37, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

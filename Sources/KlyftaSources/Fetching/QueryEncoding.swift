/// How names and values go into the query of an address.
///
/// `+` becomes `%2B`, because servers read a bare one as a space (SSB has the code `04+05`); brackets become `%5B` and
/// `%5D`. What RFC 3986 allows in a query and PxWeb's expressions are full of (`*`, `,`, `(`, `)`) stays as it is: an
/// address over about 2 100 characters is answered with 404.
enum QueryEncoding {
    private static let plain = Set("*,()".utf8)

    /// `name=value&name=value`.
    static func encoded(_ query: [(name: String, value: String)]) -> String {
        query.map { "\($0.name.percentEncoded(keeping: plain))=\($0.value.percentEncoded(keeping: plain))" }
            .joined(separator: "&")
    }
}

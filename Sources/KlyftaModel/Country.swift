/// A country by its ISO 3166-1 alpha-2 code, in upper case.
public struct Country: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Two letters, such as `SE`.
    public let code: String

    /// Sweden, `SE`.
    public static let sweden = Country(unchecked: "SE")
    /// Norway, `NO`.
    public static let norway = Country(unchecked: "NO")

    /// - Throws: ``InvalidText`` unless `code` is two upper-case letters A to Z.
    public init(_ code: String) throws(InvalidText) {
        guard code.utf8.count == 2, code.utf8.allSatisfy({ (65...90).contains($0) }) else {
            throw InvalidText(
                code, isNo: "country", remedy: "Write two capital letters (ISO 3166-1), such as SE or NO.")
        }
        self.code = code
    }

    private init(unchecked code: String) {
        self.code = code
    }

    /// The code, such as `SE`.
    public var description: String { code }

    /// By code.
    public static func < (one: Country, other: Country) -> Bool { one.code < other.code }
}

/// A municipality: a country and the code that its statistical office gives it.
///
/// The code is text. `0301` is Oslo and `301` is nothing; `NO-1860` is Vestvågøy while `SE-1860` is Laxå, so a code
/// never travels without its country. Names are not identity: Herøy exists twice in Norway.
public struct Municipality: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The country whose office gave the code.
    public let country: Country
    /// The office's code, with its leading zeros.
    public let code: String

    /// - Throws: ``InvalidText`` if the code is not four digits in Sweden or Norway, or elsewhere not 1 to 16 of
    ///   A-Z, a-z, 0-9 and `.`.
    public init(_ country: Country, _ code: String) throws(InvalidText) {
        let isNordic = country == .sweden || country == .norway
        let isCode = isNordic ? Self.isFourDigits(code) : Self.isPlain(code)
        guard isCode else {
            throw InvalidText(
                code, isNo: "municipality code in \(country)",
                remedy: isNordic
                    ? "Write four digits with the leading zeros, such as 0301 for Oslo or 0180 for Stockholm."
                    : "Write 1 to 16 letters, digits or dots.")
        }
        self.country = country
        self.code = code
    }

    /// Reads `SE-0180`, the form used in files and output.
    /// - Throws: ``InvalidText`` if country, dash or code is missing or wrong.
    public init(_ text: String) throws(InvalidText) {
        guard let dash = text.firstIndex(of: "-") else {
            throw InvalidText(text, isNo: "municipality", remedy: "Write country, dash and code, such as SE-0180.")
        }
        try self.init(Country(String(text[..<dash])), String(text[text.index(after: dash)...]))
    }

    /// Country, dash and code, such as `SE-0180`.
    public var description: String { "\(country)-\(code)" }

    /// By country, then by code.
    public static func < (one: Municipality, other: Municipality) -> Bool {
        (one.country, one.code) < (other.country, other.code)
    }

    private static func isFourDigits(_ code: String) -> Bool {
        code.utf8.count == 4 && code.utf8.allSatisfy { (48...57).contains($0) }
    }

    private static func isPlain(_ code: String) -> Bool {
        (1...16).contains(code.utf8.count)
            && code.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 46
            }
    }
}

/// What a municipality was called, and when.
public struct MunicipalityName: Hashable, Sendable {
    /// Whose name it is.
    public let municipality: Municipality
    /// The name in the office's own spelling.
    public let name: String
    /// The first day of the name, if it is known.
    public let from: CalendarDay?
    /// The first day on which it no longer held; `nil` if it still holds.
    public let to: CalendarDay?

    /// A name with the days it held: `from` inclusive, `to` exclusive.
    public init(_ municipality: Municipality, _ name: String, from: CalendarDay? = nil, to: CalendarDay? = nil) {
        self.municipality = municipality
        self.name = name
        self.from = from
        self.to = to
    }
}

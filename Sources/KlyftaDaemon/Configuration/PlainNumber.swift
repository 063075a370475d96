/// A number with a decimal point and nothing else: no exponent, no blanks, no sign but a minus, no leading zeros.
///
/// Whatever two readers could take for two numbers is refused: `2,5`, `1 234`, `1_000`, `0301`.
struct PlainNumber: Hashable {
    /// The number.
    let value: Double

    /// - Throws: ``Misreading`` if the text is no such number.
    init(_ text: String) throws(Misreading) {
        guard let number = Self.number(text) else {
            throw Misreading("\(ConfigurationExcerpt.quoted(text)) is no plain number", remedy: Self.remedy(text))
        }
        value = number
    }

    private static func number(_ text: String) -> Double? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) } }
        guard isPlain, (1...2).contains(parts.count), parts[0] == "0" || !parts[0].hasPrefix("0") else { return nil }
        return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    /// The number that was probably meant, if there is just one.
    private static func remedy(_ text: String) -> String {
        let joints: Set<Character> = [" ", "\u{A0}", "\u{202F}", "_", "'"]
        let minus = text.map { $0 == "\u{2212}" ? "-" : $0 }
        let joined = String(minus.filter { !joints.contains($0) })
        let pointed = String(joined.map { $0 == "," ? "." : $0 })
        guard number(pointed) != nil else { return "write digits with a decimal point, such as 2.5" }
        if text.contains(",") { return "write \(pointed): use a decimal point" }
        if joined.count < text.count { return "write \(pointed): nothing may stand between the digits" }
        return "write \(pointed): use the hyphen for a minus"
    }
}

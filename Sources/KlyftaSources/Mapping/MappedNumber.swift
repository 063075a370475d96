import KlyftaModel

extension String {
    /// The four kinds of spaces that tables have in and around their fields.
    static let spaces: Set<Character> = [" ", "\t", "\u{A0}", "\u{202F}", "\u{2009}"]

    /// Without spaces at either end.
    var trimmedOfSpaces: String {
        String(drop { Self.spaces.contains($0) }.reversed().drop { Self.spaces.contains($0) }.reversed())
    }
}

extension Double {
    /// Reads a decimal number as an office writes it: a minus of either kind, digits, perhaps in threes with spaces,
    /// and a decimal point or comma.
    /// - Throws: ``InvalidText`` for everything else: `1e5`, `NaN`, `12 34`, `1.234,5`.
    init(mapped text: String, decimalComma: Bool) throws(InvalidText) {
        let isNegative = text.first == "-" || text.first == "\u{2212}"
        let mark: Character = decimalComma ? "," : "."
        let parts = text.dropFirst(isNegative ? 1 : 0).split(separator: mark, omittingEmptySubsequences: false)
        let groups = (parts.first ?? "").split(omittingEmptySubsequences: false) { String.spaces.contains($0) }
        let isGrouped =
            groups.count == 1 || (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
        let digits = groups.joined()
        let isDigits = { (text: Substring) in !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) } }
        guard (1...2).contains(parts.count), isGrouped, isDigits(digits[...]), parts.count == 1 || isDigits(parts[1]),
            let number = Double("\(isNegative ? "-" : "")\(digits).\(parts.count == 2 ? parts[1] : "0")"),
            number.isFinite
        else {
            let other = decimalComma ? text.contains(".") : text.contains(",")
            throw InvalidText(
                text, isNo: "number",
                remedy: other
                    ? "Write 'decimal: \(decimalComma ? "point" : "comma")' in the mapping if that is what it has."
                    : "Correct it, or say under 'missing' what this mark means.")
        }
        self = number
    }
}

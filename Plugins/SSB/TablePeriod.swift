import KlyftaModel

/// SSB's spelling of periods: `2024`, `2024K1`, `2024M01`, `2024H1`.
enum TablePeriod {
    /// The period, or `nil` for what Klyfta has no word for: weeks (`2025U01`) and stretches (`1970-2024`).
    static func period(_ code: String) -> Period? {
        let letters: [Character: Character] = ["K": "Q", "M": "M", "H": "H"]
        guard code.utf8.count > 4 else { return try? Period(code) }
        let mark = code[code.index(code.startIndex, offsetBy: 4)]
        return letters[mark].flatMap { try? Period("\(code.prefix(4))\($0)\(code.dropFirst(5))") }
    }
}

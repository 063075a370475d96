import KlyftaModel

/// What groups and countries are called.
extension ReaderForm {
    /// A group under its label in the reader's words: a class of a scale, an office's `<15000` or `>=40000`, or one of the
    /// words that offices use. A label that nobody translated stays as the office wrote it.
    package func group(_ label: String) -> String {
        Self.officeWords[label]?[language] ?? bounded(label) ?? sizeClass(label)
    }

    /// A country by its name; by its code where it is none of those that were translated.
    package func country(_ country: Country) -> String {
        switch country {
        case .sweden: pick("Sverige", "Sverige", "Sweden")
        case .norway: pick("Norge", "Norge", "Norway")
        default: country.code
        }
    }

    private func bounded(_ label: String) -> String? {
        let digits = label.drop { "<>=".contains($0) }
        guard let bound = Int(digits), bound >= 0 else { return nil }
        let n = count(bound)
        return switch label.dropLast(digits.count) {
        case "<": pick("under \(n)", "under \(n)", "under \(n)")
        case "<=": pick("högst \(n)", "høyst \(n)", "at most \(n)")
        case ">": pick("över \(n)", "over \(n)", "over \(n)")
        case ">=": pick("\(n) eller fler", "\(n) eller flere", "\(n) or more")
        default: nil
        }
    }

    private static let officeWords: [String: LocalizedText] = [
        "all": LocalizedText(sv: "alla", nb: "alle", en: "all"),
        "municipal": LocalizedText(sv: "kommuner", nb: "kommuner", en: "municipalities"),
        "county": LocalizedText(sv: "regioner", nb: "fylkeskommuner", en: "counties"),
        "state": LocalizedText(sv: "staten", nb: "staten", en: "the state"),
        "state and county": LocalizedText(
            sv: "staten och regioner", nb: "staten og fylkeskommuner", en: "the state and counties"),
        "smaller municipalities": LocalizedText(
            sv: "mindre kommuner", nb: "mindre kommuner", en: "smaller municipalities"),
    ]
}

import KlyftaSources

extension ConfigurationReader {
    /// What the operator holds to be possible of a source's indicators: `plausible: { N07900: { most: 100 } }`.
    func plausible(_ source: KeyedReader) -> [String: Plausibility] {
        let form = "'plausible: { NAME: { least: 0, most: 100, jump: 15 } }'"
        let pairs = source.map("plausible", form: form) { reader in
            reader.named("indicator").compactMap { entry in
                reader.map(entry, form: "'\(entry.key): { jump: 15 }'") { inner in
                    let plausibility = Plausibility(
                        least: inner.optional("least") { try PlainNumber($0).value },
                        most: inner.optional("most") { try PlainNumber($0).value },
                        jump: inner.optional("jump") { try PlainNumber($0).value })
                    return (entry.key, plausibility)
                }
            }
        }
        return Dictionary(pairs ?? []) { one, _ in one }
    }
}

extension ConfigurationForms {
    /// The beginning of a vintage, as messages show it.
    static func vintage(_ text: String) throws(Misreading) -> String {
        let isHex = text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        guard isHex, (12...64).contains(text.utf8.count) else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no vintage", remedy: "write the 12 digits of the message")
        }
        return text
    }
}

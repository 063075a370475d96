import KlyftaModel

extension ConfigurationReader {
    /// The operator's own size scales, by name: `scales: { rural: "2000,5000" }`.
    func scales(_ root: KeyedReader) -> [String: SizeScale] {
        let form = "'scales: { NAME: \"10000,50000\" }'"
        let pairs = root.map("scales", form: form) { reader in
            reader.named("scale").compactMap { entry -> (String, SizeScale)? in
                let name = reader.value(of: entry.key, at: entry.keyOrigin, ConfigurationForms.scaleName)
                let scale = reader.optional(entry.key, SizeScale.init(_:))
                return name.flatMap { name in scale.map { (name, $0) } }
            }
        }
        return Dictionary(pairs ?? []) { one, _ in one }
    }
}

extension ConfigurationForms {
    /// A name that cannot be taken for cut points, nor for a scale of the build.
    static func scaleName(_ text: String) throws(Misreading) -> String {
        guard !NamedScale.all.contains(where: { $0.id == text }) else {
            throw Misreading("the scale '\(text)' is the build's own", remedy: "choose another name")
        }
        let isPlain = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
        }
        guard isPlain, text.utf8.count <= 64, text.utf8.contains(where: { $0 > 57 }) else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no name of a scale",
                remedy: "write letters, digits and '-', with a letter among them")
        }
        return text
    }
}

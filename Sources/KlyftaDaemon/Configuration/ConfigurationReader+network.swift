import KlyftaModel
import KlyftaSources

extension ConfigurationReader {
    /// On what terms offices are asked; `nil` if any of it is faulty.
    func network(_ root: KeyedReader) -> NetworkTerms? {
        var terms = NetworkTerms()
        var isGood = true
        if root.entry("contact") != nil {
            terms.contact = root.optional("contact", Self.contact)
            isGood = terms.contact != nil
        }
        guard root.entry("network") != nil else { return isGood ? terms : nil }
        let rest = root.map("network", form: "'network: { proxy: http://proxy:3128 }'") { reader in
            self.terms(reader, contact: terms.contact)
        }
        return isGood ? rest : nil
    }

    private func terms(_ reader: KeyedReader, contact: String?) -> NetworkTerms? {
        var terms = NetworkTerms(contact: contact)
        var isGood = true
        if reader.entry("proxy") != nil {
            terms.proxy = reader.optional("proxy", Self.proxy)
            isGood = isGood && terms.proxy != nil
        }
        if reader.entry("certificates") != nil {
            terms.certificates = reader.optional("certificates", ConfigurationForms.path)
            isGood = isGood && terms.certificates != nil
        }
        if reader.entry("private") != nil {
            let texts = reader.texts("private")
            let networks = texts?.compactMap { item in reader.value(of: item.text, at: item.origin, IPNetwork.init(_:))
            }
            terms.privateNetworks = networks?.map(\.description) ?? []
            isGood = isGood && networks != nil && networks?.count == texts?.count
        }
        return isGood ? terms : nil
    }

    /// Whom an office can turn to.
    private static func contact(_ text: String) throws(Misreading) -> String {
        guard NetworkTerms.isContact(text) else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is neither a mail address nor a web page",
                remedy: "write one that an office can reach you by, such as it@kommun.example")
        }
        return text
    }

    /// A proxy, without a user: a password has no place in a configuration that everybody may read.
    private static func proxy(_ text: String) throws(Misreading) -> String {
        guard (try? WebAddress(text)) != nil else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no address of a proxy", remedy: "write http://host:port")
        }
        return text
    }
}

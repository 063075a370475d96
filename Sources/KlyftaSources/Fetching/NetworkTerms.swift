/// On what terms this installation may ask anybody: what the configuration says, and the daemon hands to its children.
public struct NetworkTerms: Codable, Hashable, Sendable {
    /// Whom an office can turn to: a mail address or a page. Nothing is asked without one.
    public var contact: String?
    /// The proxy to go by, as an address; `nil` for what `https_proxy` and `no_proxy` of the environment say.
    public var proxy: String?
    /// A file with the certificates to trust, in PEM; `nil` for those of the system.
    public var certificates: String?
    /// Ranges of private addresses that may be asked all the same, such as `10.1.0.0/16`.
    public var privateNetworks: [String]

    /// Terms; without a contact they allow nothing.
    public init(
        contact: String? = nil, proxy: String? = nil, certificates: String? = nil, privateNetworks: [String] = []
    ) {
        self.contact = contact
        self.proxy = proxy
        self.certificates = certificates
        self.privateNetworks = privateNetworks
    }

    /// What Klyfta says of itself to an office: `Klyfta/0.1.0 (+mailto:it@kommun.example)`.
    /// - Throws: ``FetchFault`` if no contact is configured.
    func userAgent(asking address: WebAddress) throws(FetchFault) -> String {
        guard let contact, !contact.isEmpty else {
            throw FetchFault(
                .notAllowed, at: address.description, "it is not asked: nobody is named whom the office could turn to",
                remedy: "Set 'contact:' in the configuration to a mail address or a page of yours.")
        }
        return "Klyfta/\(ProgramVersion.text) (+\(contact))"
    }

    /// Whether a text can stand in a header as the contact: one mail address or one web page.
    public static func isContact(_ text: String) -> Bool {
        let isPlain =
            text.utf8.count <= 200
            && text.utf8.allSatisfy { (0x21...0x7e).contains($0) && !"()<>\\\"".utf8.contains($0) }
        if text.hasPrefix("https://") { return isPlain && (try? WebAddress(text)) != nil }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return isPlain && parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !parts[1].hasPrefix(".")
            && !parts[1].hasSuffix(".")
    }
}

extension ConfigurationReader {
    /// How readers reach the page; `nil` if any of it is faulty.
    func page(_ root: KeyedReader, in state: String?) -> PageTerms? {
        guard let state else {
            _ = root.entry("page")
            return nil
        }
        let usual = PageTerms.usualPath(in: state)
        guard root.entry("page") != nil else {
            report.assume(usual, at: ["page", "listen"])
            return root.value(of: usual, at: root.origin, Self.listener).map(PageTerms.init)
        }
        return root.map("page", form: "'page: { listen: /run/klyfta/page.sock }'") { reader in
            let listener = reader.value("listen", default: usual, Self.listener)
            var isGood = true
            var hosts: [String] = []
            if reader.entry("hosts") != nil {
                let texts = reader.texts("hosts")
                hosts = texts?.compactMap { reader.value(of: $0.text, at: $0.origin, Self.host) } ?? []
                isGood = hosts.count == texts?.count
            }
            guard let listener, isGood else { return nil }
            var terms = PageTerms(listener)
            terms.hosts = hosts
            return terms
        }
    }

    /// A path, a port of this machine, or `none`. Whoever serves others puts a proxy before it, which knows them.
    private static func listener(_ text: String) throws -> PageTerms.Listener {
        if text == "none" { return .nowhere }
        if text.hasPrefix("/") { return .path(try ConfigurationForms.socketPath(text)) }
        guard text.hasPrefix("127.0.0.1:"), let port = Int(text.dropFirst("127.0.0.1:".count)),
            (1...65_535).contains(port), text == "127.0.0.1:\(port)"
        else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is nothing that the page can listen on",
                remedy: "write a path, 127.0.0.1:PORT, or none; other machines come by a proxy before it")
        }
        return .port(port)
    }

    /// A name by which a browser asks, without scheme and port.
    private static func host(_ text: String) throws(Misreading) -> String {
        let isName = text.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 46
        }
        guard isName, (1...253).contains(text.utf8.count), !text.hasPrefix("."), !text.hasPrefix("-") else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no name of a host", remedy: "write it as klyfta.kommun.example"
            )
        }
        return text
    }
}

/// By which proxy an address is asked, if by any: the configured one, or that of `https_proxy` (`HTTPS_PROXY`) unless
/// `no_proxy` (`NO_PROXY`) names the host. Unencrypted questions go to private addresses only, and never by a proxy.
///
/// By a proxy Klyfta does not see which address is asked in the end; there the proxy's own rules count. Names that are
/// private addresses are refused before.
struct ProxyChoice: Sendable {
    private let address: String?
    private let exceptions: [String]

    init(configured: String?, environment: [String: String]) {
        func value(_ name: String) -> String? {
            (environment[name] ?? environment[name.uppercased()]).flatMap { $0.isEmpty ? nil : $0 }
        }
        address = configured ?? value("https_proxy")
        exceptions =
            configured != nil ? [] : (value("no_proxy") ?? "").split { $0 == "," || $0 == " " }.map { $0.lowercased() }
    }

    /// The proxy's address; `nil` to go straight.
    func proxy(for target: WebAddress) -> String? {
        guard target.scheme == .https, !exceptions.contains(where: { Self.isMatch($0, target.host) }) else {
            return nil
        }
        return address
    }

    /// `.example.org` and `example.org` both stand for the domain and everything below it.
    private static func isMatch(_ exception: String, _ host: String) -> Bool {
        let name = exception.hasPrefix(".") ? String(exception.dropFirst()) : exception
        return name == "*" || host == name || host.hasSuffix(".\(name)")
    }
}

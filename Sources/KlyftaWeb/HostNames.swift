/// The names under which the page is asked for.
///
/// A stranger's page in a browser on this machine can ask 127.0.0.1, under a name of its own that points there; the name
/// in `Host` gives it away. Whoever comes by a proxy comes under the names that the operator gave.
package struct HostNames: Sendable, Equatable {
    private let names: Set<String>

    /// The names of this machine to itself, and those that were added, without ports.
    package init(_ added: [String] = []) {
        names = Set(["localhost", "127.0.0.1", "[::1]"] + added.map { $0.lowercased() })
    }

    /// Whether a value of `Host` is one of them, with any port or none.
    func contain(_ host: String) -> Bool {
        let lowered = host.lowercased()
        if names.contains(lowered) { return true }
        guard let colon = lowered.lastIndex(of: ":") else { return false }
        let port = lowered[lowered.index(after: colon)...]
        return port.count <= 5 && port.utf8.allSatisfy { (48...57).contains($0) }
            && names.contains(String(lowered[..<colon]))
    }
}

import Foundation
import KlyftaModel

/// The address of something that an office publishes: `https://host/path?query`, taken apart and without surprises.
///
/// No user name, no password, no fragment, no space and nothing beyond ASCII: what one program reads as the host is
/// what every program reads as the host.
public struct WebAddress: Hashable, Sendable, CustomStringConvertible {
    /// How it is asked.
    public enum Scheme: String, Sendable {
        /// Encrypted and verified: the only one for an office.
        case https
        /// In the clear: only towards addresses that the operator named as private.
        case http
    }

    /// How it is asked.
    public let scheme: Scheme
    /// Whose it is, in lower case; an IPv6 address keeps its brackets.
    public let host: String
    /// The port, also where the text leaves it out.
    public let port: Int
    /// Path and query, beginning with `/`.
    public let target: String

    /// Reads an address.
    /// - Throws: ``InvalidText`` if it is no absolute `https` or `http` address in plain ASCII, or names a user.
    public init(_ text: String) throws(InvalidText) {
        guard text.utf8.count <= 16_384, text.utf8.allSatisfy(Self.isPlain), let colon = text.range(of: "://"),
            let scheme = Scheme(rawValue: text[..<colon.lowerBound].lowercased())
        else { throw Self.failure(text) }
        let rest = text[colon.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard let (host, port) = Self.hostAndPort(authority, scheme) else { throw Self.failure(text) }
        let target = rest[authority.endIndex...]
        self.scheme = scheme
        self.host = host
        self.port = port
        self.target = target.hasPrefix("/") ? String(target) : "/\(target)"
    }

    /// An address with a query, whose names and values are encoded here and nowhere else.
    /// - Parameters:
    ///   - base: what comes in front of the `?`, such as `https://data.ssb.no/api/pxwebapi/v2/tables/07459/data`.
    ///   - query: names and values in order, as they are meant.
    /// - Throws: ``InvalidText`` as ``init(_:)``.
    public init(_ base: String, query: [(name: String, value: String)]) throws(InvalidText) {
        try self.init(query.isEmpty ? base : "\(base)?\(QueryEncoding.encoded(query))")
    }

    /// The address as it is asked.
    public var description: String {
        let usual = scheme == .https ? 443 : 80
        return "\(scheme.rawValue)://\(host)\(port == usual ? "" : ":\(port)")\(target)"
    }

    /// Whether two addresses are answered by the same server in the same way.
    func isBeside(_ other: WebAddress) -> Bool {
        scheme == other.scheme && host == other.host && port == other.port
    }

    /// Visible ASCII but what no address may hold unencoded; a fragment never leaves a browser.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x21...0x7e).contains(byte) && !"\"<>\\^`{|}#".utf8.contains(byte)
    }

    private static func hostAndPort(_ authority: Substring, _ scheme: Scheme) -> (String, Int)? {
        var host = authority
        var port = scheme == .https ? 443 : 80
        let end = authority.lastIndex(of: "]") ?? authority.startIndex
        if let colon = authority[end...].lastIndex(of: ":") {
            let digits = authority[authority.index(after: colon)...]
            guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits),
                (1...65_535).contains(number)
            else { return nil }
            (host, port) = (authority[..<colon], number)
        }
        let name = host.lowercased()
        return isHost(name) ? (name, port) : nil
    }

    private static func isHost(_ name: String) -> Bool {
        if name.hasPrefix("["), name.hasSuffix("]") { return IPAddress(String(name.dropFirst().dropLast())) != nil }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        let areLabels = labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        }
        // "127.1", "0x7f000001" and "2130706433" are all 127.0.0.1 to the resolver: a name ends in a word, or is a
        // whole address.
        let isWord = labels.last?.utf8.first.map { (97...122).contains($0) } ?? false
        return name.utf8.count <= 253 && areLabels && (isWord || IPAddress(name) != nil)
    }

    private static func failure(_ text: String) -> InvalidText {
        InvalidText(
            String(text.prefix(200)), isNo: "web address",
            remedy: "Write https://host/path, in ASCII with everything else %-encoded, without a user or a fragment.")
    }
}

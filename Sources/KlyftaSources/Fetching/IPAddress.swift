import Glibc
import KlyftaModel

/// An address of a machine. IPv4 is kept as IPv6 sees it, `::ffff:a.b.c.d`, so that a test for one form holds for all.
struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// Sixteen bytes, in the order of the network.
    let bytes: [UInt8]

    /// Reads `192.0.2.1` in full or an IPv6 address without brackets; no other spelling.
    init?(_ text: String) {
        var four = in_addr()
        var sixteen = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = Self.prefix + withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
            bytes = withUnsafeBytes(of: sixteen) { Array($0) }
        } else {
            return nil
        }
    }

    /// The address in a socket address of the system; `nil` for anything but IPv4 and IPv6.
    init?(family: CInt, socketAddress: UnsafeRawBufferPointer) {
        // Port and, for IPv6, flow come between the family and the address.
        switch family {
        case AF_INET where socketAddress.count >= 8: bytes = Self.prefix + socketAddress[4..<8]
        case AF_INET6 where socketAddress.count >= 24: bytes = Array(socketAddress[8..<24])
        default: return nil
        }
    }

    private static let prefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]

    var description: String {
        if isVersion4 { return bytes.suffix(4).map(String.init).joined(separator: ".") }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        _ = bytes.withUnsafeBytes { inet_ntop(AF_INET6, $0.baseAddress, &text, socklen_t(text.count)) }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    var isVersion4: Bool { bytes.starts(with: Self.prefix) }

    /// Whether the whole world reaches the same machine by it. Private, loopback, link-local (where clouds keep their
    /// secrets, 169.254.169.254), shared, documentation, multicast and reserved addresses are not; nor are the forms of
    /// IPv6 that carry such an IPv4 address inside.
    var isPublic: Bool {
        if isVersion4 { return !Self.reserved4.contains { $0.contains(self) } }
        if let inner = embedded { return inner.isPublic }
        return Self.global6.contains(self) && !Self.reserved6.contains { $0.contains(self) }
    }

    /// The IPv4 address in one of NAT64 (64:ff9b::/96) or 6to4 (2002::/16).
    private var embedded: IPAddress? {
        if Self.nat64.contains(self) { return IPAddress(bytes: Self.prefix + bytes.suffix(4)) }
        if bytes.starts(with: [0x20, 0x02]) { return IPAddress(bytes: Self.prefix + bytes[2..<6]) }
        return nil
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private static let nat64 = IPNetwork(known: "64:ff9b::/96")
    private static let global6 = IPNetwork(known: "2000::/3")
    private static let reserved6 = ["2001::/23", "2001:db8::/32", "3fff::/20"].map(IPNetwork.init(known:))
    private static let reserved4 = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
        "240.0.0.0/4",
    ].map(IPNetwork.init(known:))
}

/// A range of addresses, such as `10.0.0.0/8`.
public struct IPNetwork: Hashable, Sendable, CustomStringConvertible {
    private let base: IPAddress
    private let length: Int

    /// Reads `10.0.0.0/8`, `fd00::/8` or a single address.
    /// - Throws: ``InvalidText`` if the text is none, or has bits set behind its length.
    public init(_ text: String) throws(InvalidText) {
        guard let network = Self(reading: text) else {
            throw InvalidText(text, isNo: "range of addresses", remedy: "Write 10.20.0.0/16, fd00:1::/32 or 10.20.3.4.")
        }
        self = network
    }

    fileprivate init(known text: String) {
        guard let network = Self(reading: text) else { preconditionFailure("\(text) is no range of addresses") }
        self = network
    }

    private init?(reading text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let base = IPAddress(String(first)) else { return nil }
        let width = base.isVersion4 ? 32 : 128
        guard parts.count == 1 || parts[1].utf8.allSatisfy({ (48...57).contains($0) }),
            let length = parts.count == 1 ? width : Int(parts[1]), (0...width).contains(length)
        else { return nil }
        self.base = base
        self.length = length + 128 - width
        guard (self.length..<128).allSatisfy({ !Self.bit($0, of: base) }) else { return nil }
    }

    /// Whether an address lies in it.
    func contains(_ address: IPAddress) -> Bool {
        (0..<length).allSatisfy { Self.bit($0, of: base) == Self.bit($0, of: address) }
    }

    private static func bit(_ index: Int, of address: IPAddress) -> Bool {
        address.bytes[index / 8] >> (7 - index % 8) & 1 == 1
    }

    /// As it is written.
    public var description: String { "\(base)/\(base.isVersion4 ? length - 96 : length)" }
}

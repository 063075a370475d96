/// Which addresses a connection may be made to: those the whole world reaches, and those the operator named.
///
/// The address is looked at when the socket is made, not when the name is read: a name that meant the office a moment
/// ago can mean the machine itself now (DNS rebinding).
struct AddressPolicy: Sendable {
    private let allowed: [IPNetwork]

    init(allowing networks: [IPNetwork]) {
        allowed = networks
    }

    /// Why no connection may be made; `nil` if it may.
    func objection(to address: IPAddress, over scheme: WebAddress.Scheme) -> String? {
        if allowed.contains(where: { $0.contains(address) }) { return nil }
        guard address.isPublic else {
            return "it leads to \(address), which is a private or reserved address"
        }
        return scheme == .http ? "it is not encrypted, and \(address) is no private address that is configured" : nil
    }
}

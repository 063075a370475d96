import KlyftaModel
import KlyftaSources

/// Where a sink posts to: written in the configuration, or, where the address itself is the secret (as with Slack and
/// Teams), kept as one.
package enum SinkAddress: Hashable, Sendable {
    case plain(WebAddress)
    case secret(Secret)

    /// The secret that holds it, if one does.
    package var secret: Secret? { if case .secret(let secret) = self { secret } else { nil } }

    /// The address.
    /// - Throws: ``DeliveryFault`` if the secret cannot be read, or is no address.
    func resolved() throws(DeliveryFault) -> WebAddress {
        switch self {
        case .plain(let address): return address
        case .secret(let secret):
            let text = try secret.text()
            guard let address = try? WebAddress(text) else {
                throw DeliveryFault(
                    .down(retryAfter: nil), at: secret.description, "what it holds is no web address",
                    remedy: "Write the whole address into it, beginning with https://.")
            }
            return address
        }
    }
}

import Crypto
import Foundation
import KlyftaModel

/// The headers by which a receiver knows that a post is ours and new: Standard Webhooks 1.0.
///
/// `webhook-signature` is `v1,` and the HMAC-SHA-256 of `id.timestamp.body`; with two keys, while one replaces the other,
/// there are two signatures.
package enum WebhookSignature {
    /// The headers of a post.
    /// - Parameters:
    ///   - secrets: each `whsec_` and the Base64 of 24 to 64 bytes; the newest first.
    ///   - id: the event's own, the same on every try.
    ///   - time: of this try.
    /// - Throws: ``DeliveryFault`` for a secret that is none; it does not show it.
    package static func headers(
        for body: [UInt8], id: String, at time: CommitTime, secrets: [String]
    ) throws(DeliveryFault) -> [(name: String, value: String)] {
        let seconds = "\(time.milliseconds / 1_000)"
        let content = Data("\(id).\(seconds).".utf8) + Data(body)
        var signatures: [String] = []
        for secret in secrets {
            let code = HMAC<SHA256>.authenticationCode(for: content, using: try key(secret))
            signatures.append("v1,\(Data(code).base64EncodedString())")
        }
        return [
            ("webhook-id", id), ("webhook-timestamp", seconds),
            ("webhook-signature", signatures.joined(separator: " ")),
        ]
    }

    private static func key(_ secret: String) throws(DeliveryFault) -> SymmetricKey {
        guard secret.hasPrefix("whsec_"), let bytes = Data(base64Encoded: String(secret.dropFirst(6))),
            (24...64).contains(bytes.count)
        else {
            throw DeliveryFault(
                .down(retryAfter: nil), at: "the secret of a webhook",
                "it is not 'whsec_' and the Base64 of 24 to 64 bytes",
                remedy: "Make one: echo \"whsec_$(openssl rand -base64 32)\".")
        }
        return SymmetricKey(data: bytes)
    }
}

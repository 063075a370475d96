import KlyftaAlerting
import KlyftaModel

/// Posts each event as a CloudEvent, signed as Standard Webhooks has it: for programs.
package struct WebhookSink: AlertSink {
    package let name: String
    private let post: WebPost
    private let address: SinkAddress
    private let secrets: [Secret]
    private let host: String

    /// - Parameters:
    ///   - secrets: to sign with, the newest first; none for a receiver that does not ask.
    ///   - host: which Klyfta it is.
    package init(_ name: String, _ post: WebPost, to address: SinkAddress, secrets: [Secret], host: String) {
        self.name = name
        self.post = post
        self.address = address
        self.secrets = secrets
        self.host = host
    }

    package func deliver(_ records: [AlertRecord]) async throws {
        for record in records {
            let body = try CloudEvent(record, from: host).bytes()
            var headers = [(name: "Content-Type", value: CloudEvent.mediaType)]
            if secrets.isEmpty {
                headers.append(("webhook-id", record.id))
            } else {
                let texts = try secrets.map { secret throws(DeliveryFault) in try secret.text() }
                headers += try WebhookSignature.headers(for: body, id: record.id, at: .now, secrets: texts)
            }
            try await post.post(body, to: address.resolved(), headers: headers)
        }
    }
}

import KlyftaAlerting
import KlyftaModel

/// One mail a round to the same people.
package struct MailSink: AlertSink {
    package let name: String
    package let isDigest = true
    private let envelope: MailMessage.Envelope
    private let carrier: any MailCarrier

    package init(_ name: String, _ envelope: MailMessage.Envelope, by carrier: any MailCarrier) {
        self.name = name
        self.envelope = envelope
        self.carrier = carrier
    }

    package func deliver(_ records: [AlertRecord]) async throws {
        let message = MailMessage(records, envelope, at: .now).text
        try await carrier.carry([UInt8](message.utf8), from: envelope.from, to: envelope.to, as: name)
    }
}

/// Takes a mail on its way.
package protocol MailCarrier: Sendable {
    /// Hands a mail over. What it took is on its way, not yet there.
    /// - Throws: ``DeliveryFault``.
    func carry(_ message: [UInt8], from: String, to: [String], as sink: String) async throws
}

import KlyftaAlerting

/// A place where events are delivered, one after the other and in order.
package protocol AlertSink: Sendable {
    /// The name under which the outbox keeps what has yet to be delivered here.
    var name: String { get }

    /// Whether one message tells all events of a round: people want one mail, not ten.
    var isDigest: Bool { get }

    /// Whether it is a record of everything, which no silence keeps anything from.
    var isRecord: Bool { get }

    /// Delivers events: one, or those of one round where ``isDigest`` says so. Called again with the same events after a
    /// crash between delivery and its note; their ids are the same then.
    /// - Throws: a ``DeliveryFault``, or another fault if it may be tried again soon.
    func deliver(_ records: [AlertRecord]) async throws
}

extension AlertSink {
    package var isDigest: Bool { false }
    package var isRecord: Bool { false }
}

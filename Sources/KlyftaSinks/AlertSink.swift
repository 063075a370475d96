import KlyftaAlerting

/// A place where events are delivered, one after the other and in order.
package protocol AlertSink: Sendable {
    /// The name under which the outbox keeps what has yet to be delivered here.
    var name: String { get }

    /// Delivers one event. Called again with the same event after a crash between delivery and its note; the event's
    /// id is the same then.
    /// - Throws: a ``Fault`` if it could not be delivered; it is tried again later.
    func deliver(_ record: AlertRecord) throws
}

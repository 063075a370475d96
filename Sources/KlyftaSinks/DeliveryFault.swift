import KlyftaModel

/// Why something was not delivered, and so what becomes of it.
package struct DeliveryFault: Fault, Equatable {
    /// What is to be done with it.
    package enum Kind: Hashable, Sendable {
        /// The other side is not to be had now: nothing is sent there for a while, and then all of it. It may have said
        /// for how long.
        case down(retryAfter: Duration?)
        /// The other side does not want this as it is. Somebody may have to mend something; it is tried again once an hour.
        case refused
        /// The other side is gone for good, and said so.
        case gone
    }

    package let kind: Kind
    package let place: String
    package let problem: String
    package let remedy: String

    package init(_ kind: Kind, at place: String, _ problem: String, remedy: String) {
        self.kind = kind
        self.place = place
        self.problem = problem
        self.remedy = remedy
    }
}

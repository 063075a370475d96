/// A host that a module may ask, and how often its office lets anybody ask.
public struct HostAllowance: Hashable, Sendable {
    /// The host's name, in lower case.
    public let host: String
    /// What the office allows in a time; Klyfta takes half of it.
    public let quota: Quota
    /// When it is not asked on any day; `nil` if it always may be.
    public let closed: ClosedHours?

    /// A host and its quota.
    public init(_ host: String, quota: Quota, closed: ClosedHours? = nil) {
        self.host = host
        self.quota = quota
        self.closed = closed
    }

    /// So many questions in such a time, as an office publishes it.
    public struct Quota: Hashable, Sendable {
        /// Questions.
        public let requests: Int
        /// Seconds.
        public let seconds: Int

        /// At least two questions in at least one second: half of it must be something.
        public init(requests: Int, perSeconds seconds: Int) {
            self.requests = max(2, requests)
            self.seconds = max(1, seconds)
        }
    }
}

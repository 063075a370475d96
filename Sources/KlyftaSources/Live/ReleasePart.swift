/// Facts, and the answers they rest on: a piece of a release whose figures can name their payloads.
public struct ReleasePart: Hashable, Sendable {
    /// The names of the requests whose answers the facts were read from.
    public var payloads: [String]
    /// The facts. Parts are put together into one release; none of them has to be complete.
    public var facts: Release

    /// Facts that rest on answers.
    /// - Parameter payloads: the names of the requests: usually the data, and the metadata they were read by.
    public init(from payloads: [String], _ facts: Release) {
        self.payloads = payloads
        self.facts = facts
    }
}

import KlyftaModel

/// Facts, and the answers they rest on: a piece of a release whose figures can name their payloads.
public struct ReleasePart: Hashable, Sendable {
    /// The names of the requests whose answers the facts were read from.
    public var payloads: [String]
    /// The facts. Parts are put together into one release; none of them has to be complete.
    public var facts: Release
    /// Whether they ship with the module; then they rest on no answer.
    public private(set) var isShipped = false

    /// Facts that rest on answers.
    /// - Parameter payloads: the names of the requests: usually the data, and the metadata they were read by.
    public init(from payloads: [String], _ facts: Release) {
        self.payloads = payloads
        self.facts = facts
    }

    /// Facts that ship with the module and rest on no answer: what an office published in print, old changes of
    /// boundaries. They are as much a part of the program as the code that reads the answers.
    public static func shipped(_ facts: Release) -> ReleasePart { ReleasePart(from: [], facts, isShipped: true) }

    /// An indicator that cannot be read from the answers, though others can: its last figures stand.
    public static func refused(_ indicator: IndicatorID, of source: SourceID, because fault: SourceFault) -> ReleasePart
    {
        var facts = Release(source: source, indicators: [])
        facts.refused = [RefusedIndicator(indicator, because: fault)]
        return .shipped(facts)
    }

    private init(from payloads: [String], _ facts: Release, isShipped: Bool) {
        self.init(from: payloads, facts)
        self.isShipped = isShipped
    }
}

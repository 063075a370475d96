/// The content of `current.json`: where every rule stands, and how every source fares.
package struct CurrentState: Codable, Hashable, Sendable {
    /// The version of this form.
    package var v = 1
    /// The last event that is counted in.
    package var asOfSeq: Int64
    /// When a round last changed anything, ISO 8601 in UTC.
    package var changedAt: String
    /// One row a rule.
    package var alerts: [Standing]
    /// One row a source; `nil` where nobody has looked.
    package var sources: [SourceStanding]?

    enum CodingKeys: String, CodingKey {
        case v, alerts, sources
        case asOfSeq = "as_of_seq"
        case changedAt = "changed_at"
    }

    package init(asOfSeq: Int64, changedAt: String, alerts: [Standing]) {
        self.asOfSeq = asOfSeq
        self.changedAt = changedAt
        self.alerts = alerts
    }

    /// The same with how every source fares, and with the data of every rule flagged by it.
    package func with(_ sources: [SourceStanding]) -> CurrentState {
        var state = self
        state.sources = sources
        state.alerts = alerts.map { $0.flagged(by: sources) }
        return state
    }
}

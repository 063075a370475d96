/// How one source fares: a row of `current.json` and of `klyfta sources`.
package struct SourceStanding: Codable, Hashable, Sendable {
    /// The source.
    package var source: String
    /// A stable word: `fresh`, `late`, `stale`, `partial`, `failing`, `changed-shape`, `withdrawn` or `suspect`.
    package var state: String
    /// The state in plain words.
    package var message: String
    /// When it was last asked, ISO 8601 in UTC.
    package var asked: String?
    /// When its answer was last taken.
    package var succeeded: String?
    /// The newest period it has figures of.
    package var newestPeriod: String?
    /// When its next figures are expected, by its own calendar.
    package var nextExpected: String?
    /// How many figures stand.
    package var rows: Int
    /// The vintage that stands.
    package var vintage: String?

    enum CodingKeys: String, CodingKey {
        case source, state, message, asked, succeeded, rows, vintage
        case newestPeriod = "newest_period"
        case nextExpected = "next_expected"
    }

    package init(
        source: String, state: String, message: String, asked: String?, succeeded: String?, newestPeriod: String?,
        nextExpected: String?, rows: Int, vintage: String?
    ) {
        self.source = source
        self.state = state
        self.message = message
        self.asked = asked
        self.succeeded = succeeded
        self.newestPeriod = newestPeriod
        self.nextExpected = nextExpected
        self.rows = rows
        self.vintage = vintage
    }
}

import KlyftaAlerting
import KlyftaModel

/// An event that a sink has yet to get, and how it fared so far.
package struct WaitingEvent: Hashable, Sendable {
    /// The event, in the language of the sink.
    package let record: AlertRecord
    /// The round it came from.
    package let round: Int64
    /// How often it was tried.
    package let attempts: Int
    /// When it is tried again at the earliest.
    package let next: CommitTime
    /// What went wrong the last time.
    package let fault: String?
    /// Whether it was given up after a week of tries.
    package let isDead: Bool
}

/// How a sink as a whole fares.
package struct SinkStanding: Hashable, Sendable {
    /// Its name.
    package var sink: String
    /// How often in a row it was not to be had.
    package var failures = 0
    /// Until when nothing is sent there.
    package var next = CommitTime(milliseconds: 0)
    /// What went wrong the last time.
    package var fault: String?
    /// Whether it said that it is gone for good.
    package var isDisabled = false

    package init(sink: String) {
        self.sink = sink
    }
}

import KlyftaAlerting
import KlyftaModel

/// An alert that fires, or did a moment ago, as a level and not as an event: for receivers that forget.
package struct OpenAlert: Hashable, Sendable {
    /// The event that opened its episode.
    package let opening: AlertRecord
    /// The last event that said something of it.
    package let latest: AlertRecord
    /// When it ended; `nil` while it fires.
    package let ended: CommitTime?
    /// Until when people are not to hear of it; `nil` where nobody has silenced it.
    package var silencedUntil: CommitTime?

    package init(opening: AlertRecord, latest: AlertRecord, ended: CommitTime?) {
        self.opening = opening
        self.latest = latest
        self.ended = ended
    }
}

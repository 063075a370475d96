import CalendarEvents
import KlyftaModel
import KlyftaSources

/// What an operator asks first, in one line: the daemon's status.
package struct Situation: Hashable, Sendable, CustomStringConvertible {
    /// How many sources are loaded.
    package var sources: Int
    /// Which of them failed the last time.
    package var failing: [SourceID]
    /// How many rules are in force.
    package var rules: Int
    /// How many alerts are firing.
    package var firing: Int
    /// How many are pending.
    package var pending: Int
    /// How many rules have no verdict on the last period.
    package var blind: Int
    /// The sinks that did not take what they were sent.
    package var failingSinks: [String] = []
    /// Why the last round was not made, if it was not: what is told stands from before.
    package var roundFault: String?
    /// How many log entries were given up because whoever reads them did not keep up.
    package var droppedEntries = 0
    /// When the next job runs.
    package var next: UnixTime?

    package var description: String {
        let failed = failing.isEmpty ? "" : " (failing: \(failing.map(\.text).joined(separator: ", ")))"
        let without = blind == 0 ? "" : ", \(blind) without a verdict"
        let waiting = failingSinks.isEmpty ? "" : "; sinks failing: \(failingSinks.joined(separator: ", "))"
        let stands = roundFault.map { "last round failed (\($0)); " } ?? ""
        let lost = droppedEntries == 0 ? "" : "; \(droppedEntries) log entries dropped"
        let coming = next.map { "; next \($0.commitTime.description.prefix(16))Z" } ?? ""
        return
            "ready; \(stands)\(sources) sources\(failed), \(rules) rules\(without); \(firing) firing, \(pending) pending"
            + "\(waiting)\(lost)\(coming)"
    }
}

import CalendarEvents
import KlyftaModel
import KlyftaSources
import KlyftaStore

/// What an operator asks first, in one line: the daemon's status.
package struct Situation: Hashable, Sendable, CustomStringConvertible {
    /// How many sources are loaded.
    package var sources: Int
    /// Which of them failed the last time.
    package var failing: [SourceID] = []
    /// Which of the others are not as they should be, and how: `late`, `stale`, `partial` and so on.
    package var ailing: [SourceID: String] = [:]
    /// How many rules are in force.
    package var rules: Int
    /// How many alerts are firing.
    package var firing = 0
    /// How many are pending.
    package var pending = 0
    /// How many rules have no verdict on the last period.
    package var blind = 0
    /// How many events wait for a sink.
    package var outbox = 0
    /// The sinks that did not take what they were sent.
    package var failingSinks: [String] = []
    /// How many log entries were given up because whoever reads them did not keep up.
    package var droppedEntries = 0
    /// The last round: when it was, and why it was not made, if it was not: what is told stands from before then.
    package var last: Last?
    /// Who leads; `nil` where the state is one machine's, or the database cannot be asked.
    package var term: Term?
    /// Whether it stands by, and another one works.
    package var isFollower = false
    /// Why the state cannot be used: what is told of it stands from before then.
    package var obstacle: String?
    /// When the next job runs.
    package var next: UnixTime?

    /// A round that was made.
    package struct Last: Hashable, Sendable {
        package var time: CommitTime
        package var fault: String?
    }

    package var description: String {
        let ill = failing.map { "\($0) failing" } + ailing.sorted { $0.key < $1.key }.map { "\($0) \($1)" }
        let parts: [String?] = [
            role,
            "\(sources) sources\(ill.isEmpty ? "" : " (\(ill.joined(separator: ", ")))"), \(rules) rules"
                + (blind == 0 ? "" : ", \(blind) without a verdict"),
            "\(firing) firing, \(pending) pending",
            "outbox \(outbox)" + (failingSinks.isEmpty ? "" : " (failing: \(failingSinks.joined(separator: ", ")))"),
            droppedEntries == 0 ? nil : "\(droppedEntries) log entries dropped",
            last.map { last in
                last.fault.map { "last round failed" + (obstacle == nil ? " (\($0))" : "") }
                    ?? "last \(Self.minute(last.time)) ok"
            },
            next.map { "next \(Self.minute($0.commitTime))" },
        ]
        return parts.compactMap(\.self).joined(separator: "; ")
    }

    /// Whether it leads those that share its state; `nil` where none does, or that is not known.
    package var isLeader: Bool? { isFollower ? false : term?.isLeading }

    /// What it does among the daemons that share its state.
    private var role: String {
        let reason = obstacle.map { " (\($0))" } ?? ""
        let ready = obstacle == nil ? "ready" : "not ready; the database cannot be used\(reason)"
        guard let term else { return isFollower ? "stands by; the database cannot be asked\(reason)" : ready }
        let leader = term.process.map { "\(term.host), process \($0)," } ?? term.host
        let since = "since \(Self.minute(term.since)) (epoch \(term.epoch))"
        if term.isLeading { return "\(ready); leads \(since)" }
        return "stands by; " + (term.isHeld ? "\(leader) leads \(since)" : "nobody leads, \(leader) did \(since)")
    }

    private static func minute(_ time: CommitTime) -> String { "\(time.description.prefix(16))Z" }
}

import KlyftaDivide
import KlyftaModel

/// What is new: the difference between what the figures say now and what was written down before.
///
/// A pure function of both, so a round that is repeated after a crash says the same under the same ids, and a round
/// in which nothing changed says nothing.
package enum Announcement {
    /// The events of all rules.
    /// - Parameters:
    ///   - trajectories: what the figures say now; a rule whose indicator is not there has none.
    ///   - rules: the rules in force. An open alert of any other rule is closed; one of a rule without a
    ///     trajectory is left as it is, because absence never resolves.
    ///   - known: what was written down, in any order.
    ///   - lastSeen: by alert, what its rule looked at before; an alert that is not there is looked at for the first
    ///     time.
    ///   - vintages: by module, the vintage that the figures are.
    package static func events(
        for trajectories: [Trajectory], rules: [GapRule], known: [KnownEpisode], lastSeen: [String: LastLook] = [:],
        vintages: [String: String] = [:]
    ) -> [AlertEvent] {
        events(
            for: trajectories, inForce: Set(rules.map(\.alertID)), known: KnownEpisodes(known), lastSeen: lastSeen,
            vintages: vintages)
    }

    /// The events of those rules of which something may be new, and of those that went.
    /// - Parameter inForce: the alerts of all rules in force, also of those that nothing is asked of.
    package static func events(
        for trajectories: [Trajectory], inForce: Set<String>, known: KnownEpisodes, lastSeen: [String: LastLook],
        vintages: [String: String]
    ) -> [AlertEvent] {
        let orphans = known.open.filter { !inForce.contains($0.alertID) }
            .sorted { ($0.ruleID, $0.alertID) < ($1.ruleID, $1.alertID) }
            .map { open in
                AlertEvent(
                    alertID: open.alertID, ruleID: open.ruleID, ruleRevision: "", episode: open.number,
                    kind: .resolved, reason: .ruleRemoved, period: nil, alert: nil, references: open.tellings,
                    was: open.told, isAnnounced: open.isAnnounced)
            }
        return orphans
            + trajectories.flatMap { trajectory in
                let alert = trajectory.rule.alertID
                return AlertNews(
                    trajectory: trajectory, known: known[alert], lastSeen: lastSeen[alert],
                    vintage: vintages[trajectory.rule.question.indicator.module]
                ).events
            }
    }
}

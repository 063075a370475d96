import KlyftaDivide
import KlyftaModel

/// What was already written down of one episode of an alert.
package struct KnownEpisode: Hashable, Sendable {
    /// The alert.
    package let alertID: String
    /// The rule it came from.
    package let ruleID: String
    /// What the rule asked when it fired: see ``GapRule/revision``.
    package let ruleRevision: String
    /// Counted from 1 for each alert.
    package let number: Int
    /// The period in which it fired.
    package let fired: Period
    /// Whether its end was written down too.
    package let isClosed: Bool
    /// The period in which it ended; `nil` while it is open, or where the rule itself went.
    package let resolved: Period?

    package init(
        alertID: String, ruleID: String, ruleRevision: String, number: Int, fired: Period, isClosed: Bool,
        resolved: Period? = nil
    ) {
        self.alertID = alertID
        self.ruleID = ruleID
        self.ruleRevision = ruleRevision
        self.number = number
        self.fired = fired
        self.isClosed = isClosed
        self.resolved = resolved
    }
}

/// What a rule looked at in the rounds before.
package struct LastLook: Hashable, Sendable {
    /// The last period it looked at.
    package let period: Period
    /// What the rule asked then: see ``GapRule/revision``.
    package let ruleRevision: String

    package init(period: Period, ruleRevision: String) {
        self.period = period
        self.ruleRevision = ruleRevision
    }
}

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
    package static func events(
        for trajectories: [Trajectory], rules: [GapRule], known: [KnownEpisode], lastSeen: [String: LastLook] = [:]
    ) -> [AlertEvent] {
        let byAlert = Dictionary(grouping: known, by: \.alertID)
        let inForce = Set(rules.map(\.alertID))
        let orphans = known.filter { !$0.isClosed && !inForce.contains($0.alertID) }
            .sorted { ($0.ruleID, $0.alertID) < ($1.ruleID, $1.alertID) }
            .map { open in
                AlertEvent(
                    alertID: open.alertID, ruleID: open.ruleID, ruleRevision: "", episode: open.number,
                    kind: .resolved, reason: .ruleRemoved, period: nil, alert: nil)
            }
        return orphans
            + trajectories.flatMap { trajectory in
                let alert = trajectory.rule.alertID
                return events(for: trajectory, known: byAlert[alert] ?? [], lastSeen: lastSeen[alert])
            }
    }

    private static func events(
        for trajectory: Trajectory, known: [KnownEpisode], lastSeen: LastLook?
    ) -> [AlertEvent] {
        // Nothing to look at is no reason to close anything.
        guard !trajectory.steps.isEmpty else { return [] }
        let open = known.last { !$0.isClosed }
        let continued = open.flatMap { continuation(of: $0, in: trajectory, known) }
        var events = open.map { close($0, continuedBy: continued, in: trajectory, lastSeen) } ?? []
        var number = known.map(\.number).max() ?? 0
        for episode in trajectory.episodes where episode != continued && !isWrittenDown(episode, known) {
            number += 1
            let isHistory = episode.resolution.map { end in lastSeen.map { end.period <= $0.period } ?? true } ?? false
            let reason = isHistory ? .history : reason(for: episode.fired, of: trajectory.rule, lastSeen)
            events += tell(episode, as: number, along: trajectory, because: reason)
        }
        return events
    }

    /// The episode of the figures that an open alert is now: the one that contains the period it fired in, or else
    /// the last one after it that is not another alert's. A revision that moves the start by a year is no news to
    /// anybody, neither when it comes nor when the alert ends.
    private static func continuation(
        of open: KnownEpisode, in trajectory: Trajectory, _ known: [KnownEpisode]
    ) -> Trajectory.Episode? {
        trajectory.episodes.last { $0.contains(open.fired) }
            ?? trajectory.episodes.last { episode in
                (episode.resolution.map { open.fired < $0.period } ?? true) && !isWrittenDown(episode, known)
            }
    }

    /// Why something about a period is told now: the rule changed, or the figures of a period that was looked at did, or
    /// the period is new.
    private static func reason(for period: Period, of rule: GapRule, _ lastSeen: LastLook?) -> AlertEvent.Reason {
        guard let lastSeen else { return .newPeriod }
        if lastSeen.ruleRevision != rule.revision { return .ruleChanged }
        return period <= lastSeen.period ? .revision : .newPeriod
    }

    private static func close(
        _ open: KnownEpisode, continuedBy episode: Trajectory.Episode?, in trajectory: Trajectory,
        _ lastSeen: LastLook?
    ) -> [AlertEvent] {
        func resolved(_ reason: AlertEvent.Reason, _ period: Period, _ finding: Finding) -> [AlertEvent] {
            [
                AlertEvent(
                    alertID: open.alertID, ruleID: open.ruleID, ruleRevision: trajectory.rule.revision,
                    episode: open.number, kind: .resolved, reason: reason, period: period,
                    alert: Alert(rule: trajectory.rule, period: period, finding: finding))
            ]
        }
        if let episode {
            return episode.resolution.map { end in
                resolved(reason(for: end.period, of: trajectory.rule, lastSeen), end.period, end.finding)
            } ?? []
        }
        // The figures no longer say that it ever fired: they changed, or what is asked of them did.
        let isSameRule = open.ruleRevision == trajectory.rule.revision
        if let step = trajectory.steps.last(where: { $0.period == open.fired }), let finding = step.verdict.finding {
            return resolved(isSameRule ? .revision : .ruleChanged, step.period, finding)
        }
        // Where they say nothing of that period, it stays open until a later one says that the condition is over.
        for step in trajectory.steps where open.fired < step.period {
            if case .fails(let finding) = step.verdict {
                return resolved(reason(for: step.period, of: trajectory.rule, lastSeen), step.period, finding)
            }
        }
        return []
    }

    /// A closed episode is written down if one that fired within it is, or one that ended with it. An open one never
    /// is here: if it were the known open one it would be its continuation, and one that was closed before fires anew.
    private static func isWrittenDown(_ episode: Trajectory.Episode, _ known: [KnownEpisode]) -> Bool {
        guard let end = episode.resolution else { return false }
        return known.contains { episode.contains($0.fired) || $0.resolved == end.period }
    }

    private static func tell(
        _ episode: Trajectory.Episode, as number: Int, along trajectory: Trajectory, because reason: AlertEvent.Reason
    ) -> [AlertEvent] {
        let rule = trajectory.rule
        let last = episode.resolution == nil ? trajectory.series.gaps.last { $0.difference.value != nil } : nil
        func event(_ kind: AlertEvent.Kind, _ period: Period, _ finding: Finding) -> AlertEvent {
            AlertEvent(
                alertID: rule.alertID, ruleID: rule.id, ruleRevision: rule.revision, episode: number, kind: kind,
                reason: reason, period: period,
                alert: Alert(rule: rule, period: period, finding: finding),
                latest: last.flatMap { period < $0.period ? $0 : nil })
        }
        let fired = event(.fired, episode.fired, episode.firedWith)
        return [fired] + (episode.resolution.map { [event(.resolved, $0.period, $0.finding)] } ?? [])
    }
}

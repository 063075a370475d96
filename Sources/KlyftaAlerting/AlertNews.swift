import KlyftaDivide
import KlyftaModel

/// What is new of one alert: the way of its rule through the figures that stand, held against what was written down.
struct AlertNews {
    let trajectory: Trajectory
    /// What was written down of the alert, in any order.
    let known: [KnownEpisode]
    /// What its rule looked at before; `nil` the first time.
    let lastSeen: LastLook?
    /// The vintage of the figures.
    let vintage: String?

    var rule: GapRule { trajectory.rule }

    /// First what is revised of the past, then how the open alert fares, then what is new.
    var events: [AlertEvent] {
        // Nothing to look at is no reason to close anything.
        guard !trajectory.steps.isEmpty else { return [] }
        let open = known.last { !$0.isClosed }
        let continued = open.flatMap(continuation)
        var events = known.compactMap(restatement)
        if let open, let fate = fate(of: open, continuedBy: continued) {
            events.append(fate)
            // What ends with a revision is corrected with it, not one round later.
            if fate.kind == .resolved, let correction = correction(of: open) { events.append(correction) }
        }
        var number = known.map(\.number).max() ?? 0
        for episode in trajectory.episodes
        where episode != continued && !isWrittenDown(episode) && !isOpenForLackOfAnEnd(episode) {
            number += 1
            events += opening(of: episode, as: number)
        }
        return events
    }

    /// The episode of the figures that an open alert is now: the one that contains the period it fired in, or else
    /// the last one after it that is not another alert's. A revision that moves the start by a year opens nothing.
    private func continuation(of open: KnownEpisode) -> Trajectory.Episode? {
        trajectory.episodes.last { $0.contains(open.fired) }
            ?? trajectory.episodes.last { episode in
                (episode.resolution.map { open.fired < $0.period } ?? true) && !isWrittenDown(episode)
            }
    }

    /// A closed episode is written down if one that fired within it is, or one that ended with it; one that was taken
    /// back is not, so that figures that come back fire anew. An open one never is here: if it were the known open one it
    /// would be its continuation, and one that was closed before fires anew.
    private func isWrittenDown(_ episode: Trajectory.Episode) -> Bool {
        guard let end = episode.resolution else { return false }
        return known.contains { !$0.isRetracted && (episode.contains($0.fired) || $0.resolved == end.period) }
    }

    /// Whether an episode was over when its last period had a number: that the number is gone opens nothing.
    private func isOpenForLackOfAnEnd(_ episode: Trajectory.Episode) -> Bool {
        episode.resolution == nil
            && known.contains { closed in
                !closed.isRetracted && episode.contains(closed.fired)
                    && closed.resolved.map { trajectory.alert(in: $0) == nil } ?? false
            }
    }

    /// Why something about a period is told now: the rule changed, or the figures of a period that was looked at did, or
    /// the period is new.
    func reason(for period: Period) -> AlertEvent.Reason {
        guard let lastSeen else { return .newPeriod }
        if lastSeen.ruleRevision != rule.revision { return .ruleChanged }
        return period <= lastSeen.period ? .revision : .newPeriod
    }

    /// The end of an open alert, or what was revised of it; `nil` where it goes on as it was told.
    private func fate(of open: KnownEpisode, continuedBy episode: Trajectory.Episode?) -> AlertEvent? {
        if let episode {
            return episode.resolution.map { change(open, .resolved, reason(for: $0.period), in: $0.period) }
                ?? amendment(of: open)
        }
        // The figures no longer say that it ever fired: they changed, or what is asked of them did.
        if let now = trajectory.alert(in: open.fired) {
            let isSameRule = (lastSeen?.ruleRevision ?? open.ruleRevision) == rule.revision
            guard isSameRule else { return change(open, .resolved, .ruleChanged, in: open.fired) }
            if !isFoundedOnLess(now, than: open) { return change(open, .retracted, .revision, in: open.fired) }
        }
        return end(of: open)
    }

    /// The end of an alert whose beginning the figures no longer show, because something is missing: it stays open until
    /// later periods say that the condition is over, as they would have to of any other.
    private func end(of open: KnownEpisode) -> AlertEvent? {
        var state = AlertState.firing(since: open.fired)
        for step in trajectory.steps where open.fired < step.period {
            state = state.next(
                seeing: step.verdict, in: step.period, patience: rule.patience, keeping: rule.terms.keeping,
                isSettled: !step.isProvisional || rule.terms.allowsProvisional)
            if case .resolved = state { return change(open, .resolved, reason(for: step.period), in: step.period) }
        }
        return nil
    }

    /// Whether an alert is not seen only because figures are missing or count as provisional again: absence takes nothing
    /// back, and nor does a clock that was set back.
    private func isFoundedOnLess(_ now: Alert, than open: KnownEpisode) -> Bool {
        if let told = open.told?.baseline, let baseline = now.finding.baseline, baseline < told { return true }
        guard trajectory.holds(in: open.fired) else { return false }
        if now.isProvisional, !rule.terms.allowsProvisional { return true }
        // The run up to it is broken by a verdict, or else by nothing.
        let before = trajectory.steps.last { $0.period < open.fired && !trajectory.holds(in: $0.period) }
        return before.map { $0.verdict.finding == nil } ?? true
    }

    /// Whether the condition holds in the last period, and that is a later one than this.
    func isBorneOut(since period: Period) -> Bool {
        trajectory.steps.last.map { period < $0.period && trajectory.holds(in: $0.period) } ?? false
    }

    /// An episode that nobody knows of yet. One that is over, and was before anybody looked, is history.
    private func opening(of episode: Trajectory.Episode, as number: Int) -> [AlertEvent] {
        let isPast = episode.resolution.map { end in lastSeen.map { end.period <= $0.period } ?? true } ?? false
        let reason = isPast ? .history : reason(for: episode.fired)
        let turn = 1 + known.reduce(0) { $0 + $1.changes(in: episode.fired) }
        let takenBack = isPast ? nil : known.filter { $0.changes(in: episode.fired) > 0 }.max { $0.number < $1.number }
        // Whoever heard that the figures waver need not hear it again each time they do, unless another period bears it out.
        let isAnnounced = reason != .history && (turn <= AlertEvent.waveringTurn || isBorneOut(since: episode.fired))
        let last = episode.resolution == nil ? trajectory.series.gaps.last { $0.difference.value != nil } : nil
        func event(_ kind: AlertEvent.Kind, _ period: Period, _ references: [String]) -> AlertEvent {
            var event = AlertEvent(
                alertID: rule.alertID, ruleID: rule.id, ruleRevision: rule.revision, episode: number, kind: kind,
                reason: reason, period: period, alert: trajectory.alert(in: period),
                latest: last.flatMap { period < $0.period ? $0 : nil }, references: references, vintage: vintage,
                turn: kind == .fired ? turn : 1, isAnnounced: isAnnounced)
            if kind != .fired { event.since = episode.fired }
            return event
        }
        let fired = event(.fired, episode.fired, takenBack?.tellings.suffix(1).map(\.self) ?? [])
        return [fired] + (episode.resolution.map { [event(.resolved, $0.period, isAnnounced ? [fired.id] : [])] } ?? [])
    }
}

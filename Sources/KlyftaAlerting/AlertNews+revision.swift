import KlyftaDivide
import KlyftaModel

/// What a revision does to alerts that were told: they are amended, restated or taken back, each once.
extension AlertNews {
    /// What happened to an episode that was written down, told to those who were told of it.
    func change(
        _ episode: KnownEpisode, _ kind: AlertEvent.Kind, _ reason: AlertEvent.Reason, in period: Period
    ) -> AlertEvent {
        var event = AlertEvent(
            alertID: episode.alertID, ruleID: episode.ruleID, ruleRevision: rule.revision, episode: episode.number,
            kind: kind, reason: reason, period: period, alert: trajectory.alert(in: period),
            references: episode.tellings, was: episode.told, vintage: vintage,
            turn: kind.closes ? 1 + known.reduce(0) { $0 + $1.changes(in: period) } : 1,
            isAnnounced: episode.isAnnounced)
        event.since = episode.fired
        return event
    }

    /// An open alert of which something else is true now than was told.
    func amendment(of open: KnownEpisode) -> AlertEvent? {
        guard open.isAnnounced else { return delayedNews(of: open) }
        guard let told = open.told, let now = trajectory.alert(in: told.period),
            isMoved(now, from: told) || told.severity != rule.severity.rawValue
        else { return nil }
        let isSameRule = lastSeen.map { $0.ruleRevision == rule.revision } ?? true
        return change(
            open, .amended, isMoved(now, from: told) && isSameRule ? .revision : .ruleChanged, in: told.period)
    }

    /// An alert that nobody was told of, because the figures of its period wavered, is told once another period bears it
    /// out.
    private func delayedNews(of open: KnownEpisode) -> AlertEvent? {
        guard let step = trajectory.steps.last, isBorneOut(since: open.fired) else { return nil }
        var event = AlertEvent(
            alertID: open.alertID, ruleID: open.ruleID, ruleRevision: rule.revision, episode: open.number,
            kind: .amended, reason: reason(for: step.period), period: step.period,
            alert: trajectory.alert(in: step.period), was: open.told, vintage: vintage)
        event.since = open.fired
        return event
    }

    /// An alert that is over and of which something else was true than was told; what was taken back needs no more.
    func restatement(of closed: KnownEpisode) -> AlertEvent? {
        closed.isClosed && !closed.isRetracted ? correction(of: closed) : nil
    }

    /// What was told, where it is revised by now. What a rule asks otherwise is not held against what was told.
    func correction(of episode: KnownEpisode) -> AlertEvent? {
        guard episode.isAnnounced, episode.ruleRevision == rule.revision, let told = episode.told,
            let now = trajectory.alert(in: told.period), isMoved(now, from: told),
            !isToldOtherwise(told.period, than: episode)
        else { return nil }
        return change(episode, .restated, .revision, in: told.period)
    }

    /// Whether a later episode speaks of the period: it says what is true now.
    private func isToldOtherwise(_ period: Period, than closed: KnownEpisode) -> Bool {
        known.contains { $0.number > closed.number && ($0.fired == period || $0.told?.period == period) }
            || trajectory.episodes.contains { $0.resolution == nil && $0.contains(period) }
    }

    private func isMoved(_ now: Alert, from told: KnownEpisode.Telling) -> Bool {
        (now.finding.measured - told.measured).magnitude >= rule.terms.amendment - GapChange.slack
    }
}

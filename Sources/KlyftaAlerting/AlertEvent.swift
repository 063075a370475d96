import KlyftaDivide
import KlyftaModel

/// Something that happened to an alert and is told once: it fired, or it was resolved.
package struct AlertEvent: Hashable, Sendable, Identifiable {
    /// The alert it happened to.
    package let alertID: String
    /// The rule, for those who read the event after the rule is gone.
    package let ruleID: String
    /// What the rule asked then: see ``GapRule/revision``; empty where the rule itself went.
    package let ruleRevision: String
    /// Which stretch from firing to resolved it belongs to, counted from 1.
    package let episode: Int
    /// What happened.
    package let kind: Kind
    /// Why it is told now.
    package let reason: Reason
    /// The period it happened in; `nil` where the rule itself went.
    package let period: Period?
    /// What to say; `nil` where the rule itself went and no numbers belong to it.
    package let alert: Alert?
    /// The gap of the last period, where the event speaks of an earlier one: old news is told with today's number.
    package let latest: Gap?

    /// What happened.
    package enum Kind: String, Sendable {
        /// The alert opened.
        case fired
        /// The alert closed.
        case resolved
    }

    /// Why it is told.
    package enum Reason: String, Sendable {
        /// A period came in that changed the state.
        case newPeriod = "new-period"
        /// It was over before Klyfta looked at the rule, or a revision put it into a past that was looked at: written
        /// down, announced to nobody.
        case history
        /// The office revised figures of a period that was looked at before.
        case revision
        /// The rule asks something else of the same gap than it did before.
        case ruleChanged = "rule-changed"
        /// The rule was removed, or now asks another question.
        case ruleRemoved = "rule-removed"
    }

    package init(
        alertID: String, ruleID: String, ruleRevision: String, episode: Int, kind: Kind, reason: Reason,
        period: Period?, alert: Alert?, latest: Gap? = nil
    ) {
        self.alertID = alertID
        self.ruleID = ruleID
        self.ruleRevision = ruleRevision
        self.episode = episode
        self.kind = kind
        self.reason = reason
        self.period = period
        self.alert = alert
        self.latest = latest
    }

    /// The same event always has the same id, however often a crash makes us say it.
    package var id: String { "\(alertID)-\(episode)-\(kind.rawValue)" }

    /// Whether it is sent to anybody.
    package var isAnnounced: Bool { reason != .history }
}

import KlyftaDivide
import KlyftaModel

/// Something that happened to an alert and is told once.
package struct AlertEvent: Hashable, Sendable, Identifiable {
    /// The alert it happened to.
    package let alertID: String
    /// The rule, for those who read the event after the rule is gone.
    package let ruleID: String
    /// What the rule asked then: see ``GapRule/revision``; empty where the rule itself went.
    package let ruleRevision: String
    /// Which stretch from firing to its end it belongs to, counted from 1.
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
    /// The earlier events that this one changes, by their ids, oldest first. Who was told one of them is told this, and
    /// nobody else; one that fires is for everybody, whatever it takes back.
    package let references: [String]
    /// What was said before, which no longer stands; `nil` where nothing with a number was.
    package let was: KnownEpisode.Telling?
    /// The vintage of the figures it rests on, where that is known.
    package let vintage: String?
    /// How often the alert has changed its state in this period by now, this time included; 1 the first time.
    package let turn: Int
    /// Whether anybody is to hear of it.
    package let isAnnounced: Bool
    /// The period in which the alert fired, where the event is about a later one or comes later; `nil` where it is the
    /// firing itself, or the rule went.
    package var since: Period?
    /// Why the gap moved, or what was revised of it, and whose doing it is, in words; `nil` where that is not known.
    package var reasons: LocalizedText?

    /// What happened.
    package enum Kind: String, Sendable, CaseIterable {
        /// The alert opened.
        case fired
        /// The alert is open still, and what was told of it was revised.
        case amended
        /// The alert closed: its condition is over.
        case resolved
        /// The alert is taken back: on the figures as they are now it would not have fired.
        case retracted
        /// What was told of an alert that is over was revised; it stays over.
        case restated

        /// Whether the alert is closed after it.
        package var closes: Bool { self == .resolved || self == .retracted }
    }

    /// Why it is told.
    package enum Reason: String, Sendable, CaseIterable {
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

    /// An event; without `isAnnounced` everybody hears of it unless it is history.
    package init(
        alertID: String, ruleID: String, ruleRevision: String, episode: Int, kind: Kind, reason: Reason,
        period: Period?, alert: Alert?, latest: Gap? = nil, references: [String] = [],
        was: KnownEpisode.Telling? = nil, vintage: String? = nil, turn: Int = 1, isAnnounced: Bool? = nil
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
        self.references = references
        self.was = was
        self.vintage = vintage
        self.turn = turn
        self.isAnnounced = isAnnounced ?? (reason != .history)
    }

    /// The same event always has the same id, however often a crash makes us say it. An episode fires once and ends once;
    /// what is revised can be revised again, so its name holds what it changes and to what.
    package var id: String {
        let name = "\(alertID)-\(episode)-\(kind.rawValue)"
        guard kind == .amended || kind == .restated else { return name }
        let parts = [
            "changes": was?.id ?? "", "period": period?.description ?? "",
            "measured": alert.map { "\($0.finding.measured)" } ?? "", "severity": alert?.rule.severity.rawValue ?? "",
        ]
        return "\(name)-\(Fingerprint(of: parts))"
    }

    /// From which turn on the figures of a period are said to waver: the state changed, changed back, and changed again.
    package static let waveringTurn = 3

    /// Whether the office has revised the period so often that its alert cannot be relied on.
    package var isFlapping: Bool { turn >= Self.waveringTurn }
}

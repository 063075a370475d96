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
    /// Whether it ended because the figures it rested on were revised away.
    package let isRetracted: Bool
    /// Whether anybody was told of it.
    package let isAnnounced: Bool
    /// What was said of it last, apart from its end; `nil` where no numbers were written down.
    package let told: Telling?
    /// The ids of what anybody was told of it, its end included, oldest first.
    package let tellings: [String]

    package init(
        alertID: String, ruleID: String, ruleRevision: String, number: Int, fired: Period, isClosed: Bool,
        resolved: Period? = nil, isRetracted: Bool = false, isAnnounced: Bool = true, told: Telling? = nil,
        tellings: [String] = []
    ) {
        self.alertID = alertID
        self.ruleID = ruleID
        self.ruleRevision = ruleRevision
        self.number = number
        self.fired = fired
        self.isClosed = isClosed
        self.resolved = resolved
        self.isRetracted = isRetracted
        self.isAnnounced = isAnnounced
        self.told = told
        self.tellings = tellings
    }

    /// A number that was said of a period: what a revision is held against.
    package struct Telling: Hashable, Sendable {
        /// The event that said it.
        package let id: String
        /// The period it spoke of.
        package let period: Period
        /// What was held against the threshold.
        package let measured: Double
        /// How urgent it was said to be.
        package let severity: String
        /// The vintage of the figures it rested on, where that was written down.
        package let vintage: String?
        /// The period it was held against; `nil` for a level, which has none.
        package let baseline: Period?

        package init(
            id: String, period: Period, measured: Double, severity: String, vintage: String?, baseline: Period? = nil
        ) {
            self.id = id
            self.period = period
            self.measured = measured
            self.severity = severity
            self.vintage = vintage
            self.baseline = baseline
        }
    }

    /// How often the state of the alert changed in a period because of this episode: it fired there, it ended there.
    func changes(in period: Period) -> Int {
        (fired == period ? 1 : 0) + (isClosed && resolved == period ? 1 : 0)
    }
}

extension KnownEpisode {
    /// The episodes that events make, in the order in which they fired.
    /// - Parameter events: everything of them that was written down, in order.
    package static func all(from events: [WrittenEvent]) -> [KnownEpisode] {
        var order: [Key] = []
        var byEpisode: [Key: [WrittenEvent]] = [:]
        for event in events {
            let key = Key(alert: event.alertID, number: event.episode)
            if byEpisode[key] == nil { order.append(key) }
            byEpisode[key, default: []].append(event)
        }
        return order.compactMap { KnownEpisode(of: byEpisode[$0] ?? []) }
    }

    private struct Key: Hashable {
        let alert: String
        let number: Int
    }

    private init?(of events: [WrittenEvent]) {
        guard let first = events.first(where: { $0.kind == .fired }), let fired = first.period else { return nil }
        let end = events.first { $0.kind.closes }
        let announced = events.filter(\.isAnnounced)
        self.init(
            alertID: first.alertID, ruleID: first.ruleID, ruleRevision: first.ruleRevision, number: first.episode,
            fired: fired, isClosed: end != nil, resolved: end?.period, isRetracted: end?.kind == .retracted,
            isAnnounced: !announced.isEmpty, told: events.last { !$0.kind.closes && $0.telling != nil }?.telling,
            tellings: announced.map(\.id))
    }
}

/// An event as far as later ones depend on it.
package struct WrittenEvent: Hashable, Sendable {
    package let id: String
    package let alertID: String
    package let ruleID: String
    package let ruleRevision: String
    package let episode: Int
    package let kind: AlertEvent.Kind
    package let period: Period?
    /// Whether anybody was told.
    package let isAnnounced: Bool
    /// The number it said; `nil` for one without numbers.
    package let telling: KnownEpisode.Telling?

    package init(
        id: String, alertID: String, ruleID: String, ruleRevision: String, episode: Int, kind: AlertEvent.Kind,
        period: Period?, isAnnounced: Bool, telling: KnownEpisode.Telling?
    ) {
        self.id = id
        self.alertID = alertID
        self.ruleID = ruleID
        self.ruleRevision = ruleRevision
        self.episode = episode
        self.kind = kind
        self.period = period
        self.isAnnounced = isAnnounced
        self.telling = telling
    }

    /// What is written down of an event.
    package init(_ event: AlertEvent) {
        let telling = event.alert.map { alert in
            KnownEpisode.Telling(
                id: event.id, period: alert.period, measured: alert.finding.measured,
                severity: alert.rule.severity.rawValue, vintage: event.vintage, baseline: alert.finding.baseline)
        }
        self.init(
            id: event.id, alertID: event.alertID, ruleID: event.ruleID, ruleRevision: event.ruleRevision,
            episode: event.episode, kind: event.kind, period: event.period, isAnnounced: event.isAnnounced,
            telling: telling)
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

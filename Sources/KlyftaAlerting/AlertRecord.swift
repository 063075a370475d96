import KlyftaDivide
import KlyftaModel

/// An event as it is written down and sent: flat, complete, readable without Klyfta.
///
/// The keys are part of what Klyfta promises; a new key may come, none changes its meaning while ``v`` is 1.
package struct AlertRecord: Codable, Hashable, Sendable {
    /// The version of this form.
    package var v = 1
    /// The place of the event in the order of all events; 0 until it is committed. Events of history take a number too
    /// and are announced to nobody, so sinks see gaps; the store has none.
    package var seq: Int64 = 0
    /// The event's own name; the same event said twice has the same one.
    package var id: String
    /// When it was committed, ISO 8601 in UTC.
    package var ts: String
    /// `fired`, `amended`, `resolved`, `retracted` or `restated`.
    package var kind: String
    /// Why it is told: `new-period`, `history`, `revision`, `rule-changed`, `rule-removed`.
    package var reason: String
    /// The alert's name, the same for all its events.
    package var alert: String
    /// Which stretch from firing to its end it belongs to, from 1.
    package var episode: Int
    /// The rule.
    package var rule: String
    /// What the rule asked: see ``GapRule/revision``.
    package var ruleRevision: String?
    /// The labels that make the alert the one it is; its name is their fingerprint.
    package var identity: [String: String]?
    /// The operator's own labels.
    package var labels: [String: String]?
    /// `info`, `warning` or `critical`.
    package var severity: String?
    /// The period it speaks of.
    package var period: String?
    /// The numbers; absent where the rule itself went.
    package var numbers: Numbers?
    /// Whom to name.
    package var attribution: String?
    /// The events it changes, by their ids, oldest first; absent where it changes none.
    package var references: [String]?
    /// What was told before and no longer stands.
    package var was: Was?
    /// The vintage of the figures it rests on.
    package var vintage: String?
    /// The period's figures may still be revised, by what the rule says of settling; absent if not.
    package var provisional: Bool?
    /// The office revised this period so often that its alert wavers; absent if not.
    package var flapping: Bool?
    /// What happened, in one sentence: that of the letter.
    package var message: String
    /// What people get to read of it. Not part of the written form: it is kept and sent in the language of whoever gets it.
    package var letter: Letter?

    enum CodingKeys: String, CodingKey {
        case v, seq, id, ts, kind, reason, alert, episode, rule, identity, labels, severity, period, numbers,
            attribution,
            references, was, vintage, provisional, flapping, message
        case ruleRevision = "rule_revision"
    }

    /// What an earlier event said.
    package struct Was: Codable, Hashable, Sendable {
        /// Which event.
        package var event: String
        package var period: String
        /// What was held against the threshold.
        package var measured: Double
        package var severity: String
        package var vintage: String?
    }

    /// The gap then and now and all that says how to read it.
    package struct Numbers: Codable, Hashable, Sendable {
        package var indicator: String
        package var title: String
        package var unit: String
        /// `higher-is-better`, `lower-is-better` or `neutral`.
        package var direction: String
        /// `register`, `survey` or `ordinal`.
        package var nature: String
        /// `municipality` or `inhabitant`: what counts once.
        package var weight: String
        /// `current`, `fixed:PERIOD` or `published`.
        package var membership: String
        package var lowClass: String
        package var highClass: String
        package var now: Sides
        /// The baseline; absent for a level.
        package var then: Sides?
        /// What was held against the threshold.
        package var measured: Double
        package var threshold: Double
        /// `level`, `widened` or `reversed`.
        package var condition: String
        /// In how many periods running it had to hold.
        package var forPeriods: Int
        /// The measure of all municipalities that is watched; absent where a gap between two groups is.
        package var measure: String?
        /// The test; absent where numbers were compared as they are.
        package var test: Test?

        enum CodingKeys: String, CodingKey {
            case indicator, title, unit, direction, nature, weight, membership, now, then, measured, threshold,
                condition, measure, test
            case lowClass = "low_class"
            case highClass = "high_class"
            case forPeriods = "for_periods"
        }
    }

    /// One period of the gap.
    package struct Sides: Codable, Hashable, Sendable {
        package var period: String
        package var low: Double?
        package var high: Double?
        package var nLow: Int?
        package var ofLow: Int?
        package var nHigh: Int?
        package var ofHigh: Int?
        /// The oriented difference: above 0, the smaller municipalities are worse off.
        package var gap: Double?

        enum CodingKeys: String, CodingKey {
            case period, low, high, gap
            case nLow = "n_low"
            case ofLow = "of_low"
            case nHigh = "n_high"
            case ofHigh = "of_high"
        }
    }
}

extension AlertRecord.Numbers {
    init(_ alert: Alert, _ language: Language) {
        let gap = alert.finding.gap
        self.init(
            indicator: gap.indicator.id.text, title: gap.indicator.title[language],
            unit: gap.indicator.unit.rawValue, direction: gap.indicator.direction.rawValue,
            nature: gap.indicator.nature.rawValue, weight: gap.weight.rawValue,
            membership: gap.membership.description, lowClass: gap.low.label, highClass: gap.high.label,
            now: AlertRecord.Sides(gap), then: alert.finding.change.map { AlertRecord.Sides($0.then) },
            measured: alert.finding.measured, threshold: alert.threshold,
            condition: alert.rule.condition.name, forPeriods: alert.rule.patience,
            measure: gap.reading?.measure.key, test: alert.finding.tested.map(AlertRecord.Test.init))
    }
}

extension AlertRecord.Sides {
    fileprivate init(_ gap: Gap) {
        self.init(
            period: gap.period.description, low: gap.low.value.value, high: gap.high.value.value,
            nLow: gap.low.n, ofLow: gap.low.of, nHigh: gap.high.n, ofHigh: gap.high.of, gap: gap.difference.value)
    }
}

extension GapRule.Condition {
    /// The word for it in the configuration.
    package var name: String {
        switch self {
        case .level, .low: "level"
        case .widened, .provenWidening: "widened"
        case .reversed: "reversed"
        }
    }
}

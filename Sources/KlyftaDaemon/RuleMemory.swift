import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// What a rule came to in the last round, and all that it came to it by beside its gaps: a rule that sees nothing new is not
/// judged again. It would say what it said, since a round is a function of what it sees. A class for the reason that
/// ``WatchedGaps`` is one.
final class RuleMemory: Sendable {
    let rule: GapRule
    let sight: RuleSight
    /// Whether nothing was told of its alert.
    let isQuiet: Bool
    let standing: Standing

    /// What a rule comes to in a round.
    /// - Parameters:
    ///   - way: through its gaps; `nil` if the figures do not know the indicator.
    ///   - events: what the round tells of its alert.
    init(
        of rule: GapRule, seeing sight: RuleSight, along way: RuleWay?, telling events: [AlertEvent],
        in language: Language
    ) {
        (self.rule, self.sight, isQuiet) = (rule, sight, events.isEmpty)
        let (open, retracted) = Self.ending(of: sight.known, after: events)
        standing = Standing(of: rule, along: way?.trajectory, open: open, retracted: retracted, in: language)
    }

    /// Whether the rule, on the gaps of the last round, tells nothing and stands where it stood.
    func holds(for rule: GapRule, seeing now: RuleSight) -> Bool {
        isQuiet && self.rule == rule && sight.known == now.known && sight.day == now.day
            && sight.language == now.language && (sight.lastSeen == now.lastSeen || isNeverTold)
    }

    /// Where nothing was ever told of an alert, an episode tells something whatever its rule looked at before; and there was
    /// none.
    private var isNeverTold: Bool { sight.known.isEmpty }

    /// The episode that is open once the events are told, and the period of the alert if it was taken back last.
    private static func ending(
        of known: [KnownEpisode], after events: [AlertEvent]
    ) -> (open: KnownEpisode?, retracted: Period?) {
        let last = known.max { $0.number < $1.number }
        var retracted = last?.isRetracted == true ? last?.resolved : nil
        var open = known.last { !$0.isClosed }
        for event in events {
            switch (event.kind, event.period) {
            case (.fired, let period?):
                open = KnownEpisode(
                    alertID: event.alertID, ruleID: event.ruleID, ruleRevision: event.ruleRevision,
                    number: event.episode, fired: period, isClosed: false)
                retracted = nil
            case (.amended, _), (.restated, _): break
            case (.retracted, let period):
                open = nil
                retracted = period
            case (.resolved, _), (.fired, nil):
                open = nil
            }
        }
        return (open, retracted)
    }
}

import KlyftaAlerting
import KlyftaModel

/// What a round sees of one rule beside its gaps.
struct RuleSight: Sendable {
    let alertID: String
    /// What was written down of its alert.
    let known: [KnownEpisode]
    /// What it looked at before.
    let lastSeen: LastLook?
    /// The day of the round, for a rule that lets figures settle; no other knows what day it is.
    let day: CalendarDay?
    let language: Language
}

/// What a round sees of all rules.
struct RuleSights {
    let known: KnownEpisodes
    let lastSeen: [String: LastLook]
    let today: CalendarDay?
    let language: Language

    /// What it sees of one.
    /// - Parameter alert: the name of its alert, which costs a hash to find out.
    func sight(of rule: GapRule, _ alert: String) -> RuleSight {
        RuleSight(
            alertID: alert, known: known[alert], lastSeen: lastSeen[alert],
            day: rule.terms.settling == nil ? nil : today, language: language)
    }
}

import KlyftaDivide
import KlyftaModel

/// Where one rule stands now: a row of `current.json` and of `klyfta alerts`.
package struct Standing: Codable, Hashable, Sendable {
    /// The rule.
    package var rule: String
    /// The alert's name.
    package var alert: String
    /// The indicator watched.
    package var indicator: String
    /// `info`, `warning` or `critical`.
    package var severity: String
    /// `inactive`, `pending`, `firing` or `resolved`.
    package var state: String
    /// The period in which that state began, where it has one.
    package var since: String?
    /// The last period the rule looked at.
    package var period: String?
    /// `assessed`, `not-assessable` (with ``obstacle``) or `no-figures`: a quiet rule and a blind one are not the same.
    package var verdict: String
    /// Why there is no verdict.
    package var obstacle: String?
    /// The numbers of the last verdict.
    package var numbers: AlertRecord.Numbers?
    /// Whom to name.
    package var attribution: String?
    /// The last verdict in one sentence.
    package var message: String?
}

extension Standing {
    /// Where a rule stands.
    /// - Parameters:
    ///   - trajectory: what the figures say; `nil` if they do not know the indicator.
    ///   - open: the episode that is open after this round, if one is. It rules: where the figures are silent, an
    ///     open alert is still firing.
    package init(of rule: GapRule, along trajectory: Trajectory?, open: KnownEpisode?, in language: Language) {
        let last = trajectory?.steps.last
        let assessed = trajectory?.steps.last { $0.verdict.finding != nil }
        let alert = assessed.flatMap { step in
            step.verdict.finding.map { Alert(rule: rule, period: step.period, finding: $0) }
        }
        self.init(
            rule: rule.id, alert: rule.alertID, indicator: rule.question.indicator.text,
            severity: rule.severity.rawValue, state: "", period: last?.period.description, verdict: "no-figures",
            numbers: alert.map { AlertRecord.Numbers($0, language) },
            attribution: alert?.indicator.attribution.derived,
            message: alert.map { Explanation(of: $0, .fired, in: language).sentence })
        (state, since) = Self.state(trajectory, open)
        switch last?.verdict {
        case .holds, .fails: verdict = "assessed"
        case .notAssessable(let reason): (verdict, obstacle) = ("not-assessable", reason.description)
        case nil: verdict = "no-figures"
        }
    }

    private static func state(_ trajectory: Trajectory?, _ open: KnownEpisode?) -> (String, String?) {
        if let open { return ("firing", open.fired.description) }
        switch trajectory?.state {
        case .pending(let since, _): return ("pending", since.description)
        case .resolved(let period): return ("resolved", period.description)
        case .firing(let since): return ("firing", since.description)
        case .inactive, nil: return ("inactive", nil)
        }
    }
}

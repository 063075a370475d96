import KlyftaDivide
import KlyftaModel

/// Where one rule stands now: a row of `current.json` and of `klyfta alerts`.
package struct Standing: Codable, Hashable, Sendable {
    /// The rule.
    package var rule: String
    /// What the rule asks: see ``GapRule/revision``.
    package var ruleRevision: String
    /// The alert's name.
    package var alert: String
    /// The indicator watched.
    package var indicator: String
    /// `info`, `warning` or `critical`.
    package var severity: String
    /// `inactive`, `pending`, `firing`, `recovering`, `resolved` or `retracted`.
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
    /// What the test of the last period said, for a rule that rests on one: `quiet`, `watch`, `signal`, `alert`,
    /// `disputed`, `not-comparable` or `not-assessable`.
    package var test: String?
    /// The last period's figures may still be revised, by what the rule says of settling; absent if not.
    package var provisional: Bool?
    /// How its data fare: the state of its source, or `insufficient` where there is no verdict; absent until somebody looks.
    package var data: String?
    /// The labels that make the alert the one it is; its name is their fingerprint.
    package var identity: [String: String]?
    /// The operator's own labels.
    package var labels: [String: String]?
    /// Whom to name.
    package var attribution: String?
    /// The last verdict in one sentence.
    package var message: String?
    /// What people did about it; absent where nobody did anything.
    package var handling: [Handling]?

    enum CodingKeys: String, CodingKey {
        case rule, alert, indicator, severity, state, since, period, verdict, obstacle, numbers, test, provisional,
            data, identity, labels, attribution, message, handling
        case ruleRevision = "rule_revision"
    }
}

extension Standing {
    /// Where a rule stands.
    /// - Parameters:
    ///   - trajectory: what the figures say; `nil` if they do not know the indicator.
    ///   - open: the episode that is open after this round, if one is. It rules: where the figures are silent, an
    ///     open alert is still firing.
    ///   - retracted: the period of an alert that was taken back, if that is the last that happened to it.
    package init(
        of rule: GapRule, along trajectory: Trajectory?, open: KnownEpisode?, retracted: Period? = nil,
        in language: Language
    ) {
        let last = trajectory?.steps.last
        let assessed = trajectory?.steps.last { $0.verdict.finding != nil }
        let alert = assessed.flatMap { step in
            step.verdict.finding.map { Alert(rule: rule, period: step.period, finding: $0) }
        }
        self.init(
            rule: rule.id, ruleRevision: rule.revision, alert: rule.alertID, indicator: rule.question.indicator.text,
            severity: rule.severity.rawValue, state: "", period: last?.period.description, verdict: "no-figures",
            numbers: alert.map { AlertRecord.Numbers($0, language) },
            provisional: last?.isProvisional == true ? true : nil, identity: rule.labels,
            labels: rule.terms.labels.isEmpty ? nil : rule.terms.labels,
            attribution: alert?.indicator.attribution.derived,
            message: alert.map { Explanation(of: $0, .fired, in: language).sentence })
        (state, since) = Self.state(trajectory, open, retracted)
        switch last?.verdict {
        case .holds, .fails, .undecided, .notClear: verdict = "assessed"
        case .notAssessable(let reason): (verdict, obstacle) = ("not-assessable", reason.description)
        case nil: (verdict, obstacle) = ("no-figures", Self.silence(of: rule, trajectory))
        }
        if rule.condition.test != nil { test = Self.test(last?.verdict) }
    }

    /// What the test of a period said: where it says nothing, which of the two reasons it has.
    private static func test(_ verdict: Verdict?) -> String? {
        switch verdict {
        case .notAssessable(.seriesBreak): "not-comparable"
        case .notAssessable: "not-assessable"
        case .holds(let finding), .fails(let finding), .undecided(let finding), .notClear(let finding):
            finding.tested?.outcome.state.rawValue
        case nil: nil
        }
    }

    /// Why a rule has nothing to say at all.
    private static func silence(of rule: GapRule, _ trajectory: Trajectory?) -> String {
        guard let trajectory else { return "no source delivers \(rule.question.indicator)" }
        let groups = "\(rule.question.low) and \(rule.question.high)"
        return trajectory.series.gaps.isEmpty
            ? "no period of \(rule.question.indicator) has figures for both \(groups)"
            : "there is no earlier period to compare with yet"
    }

    private static func state(
        _ trajectory: Trajectory?, _ open: KnownEpisode?, _ retracted: Period?
    ) -> (String, String?) {
        if let open {
            if case .recovering(_, let since, _) = trajectory?.state { return ("recovering", since.description) }
            return ("firing", open.fired.description)
        }
        switch trajectory?.state {
        case .pending(let since, _): return ("pending", since.description)
        case .firing(let since), .recovering(let since, _, _): return ("firing", since.description)
        case .resolved(let period):
            return retracted.map { ("retracted", $0.description) } ?? ("resolved", period.description)
        case .inactive, nil: return retracted.map { ("retracted", $0.description) } ?? ("inactive", nil)
        }
    }
}

extension Standing {
    /// Whether the alert is open, also where its condition is over and not yet for long enough.
    package var isFiring: Bool { state == "firing" || state == "recovering" }

    /// Whether the condition holds, not yet for long enough.
    package var isPending: Bool { state == "pending" }

    /// Whether the gap grew by more than was asked and that is not proven.
    package var isUndecided: Bool { ["watch", "signal", "disputed"].contains(test) }

    /// Whether there is no verdict on the last period.
    package var isBlind: Bool { verdict != "assessed" }

    /// What the rule looked at; `nil` if it has not looked at anything yet.
    package var lastLook: LastLook? {
        period.flatMap { try? Period($0) }.map { LastLook(period: $0, ruleRevision: ruleRevision) }
    }

    /// The same with how its data fare. That changes without a round, by the passing of time, and says nothing of the state
    /// of the alert: absence resolves nothing.
    package func flagged(by sources: [SourceStanding]) -> Standing {
        var flagged = self
        let module = indicator.prefix { $0 != "." }
        flagged.data = isBlind ? "insufficient" : sources.first { $0.source == module }?.state
        return flagged
    }

    /// By alert, what the rules have looked at.
    package static func looks(_ standings: [Standing]) -> [String: LastLook] {
        let looks = standings.compactMap { standing in standing.lastLook.map { (standing.alert, $0) } }
        return Dictionary(looks) { one, _ in one }
    }
}

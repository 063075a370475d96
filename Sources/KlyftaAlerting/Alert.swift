import KlyftaDivide
import KlyftaModel

/// What is said of a gap: the rule, the numbers, and all that is needed to read them rightly.
package struct Alert: Hashable, Sendable, Identifiable {
    /// The rule that speaks.
    package let rule: GapRule
    /// The period it speaks of.
    package let period: Period
    /// The numbers.
    package let finding: Finding

    package init(rule: GapRule, period: Period, finding: Finding) {
        self.rule = rule
        self.period = period
        self.finding = finding
    }

    /// The alert's name for as long as its rule asks the same question; a changed threshold does not change it.
    package var id: String { rule.alertID }

    /// What is measured.
    package var indicator: Indicator { finding.gap.indicator }
}

extension GapRule {
    /// The labels that make an alert the one it is.
    package var labels: [String: String] {
        [
            "alertname": "Gap", "rule": id, "indicator": question.indicator.text,
            "low_class": question.low, "high_class": question.high,
            "weight": weight, "membership": question.membership.description,
        ]
    }

    /// The stable name of the alert of this rule: see ``Fingerprint``.
    package var alertID: String { Fingerprint(of: labels).description }

    /// The name of what the rule asks, apart from which gap: it changes with the condition and the patience, and with
    /// nothing else.
    package var revision: String {
        var parts = ["condition": condition.name, "threshold": "\(condition.threshold)", "for": "\(patience)"]
        if case .widened(_, let since) = condition { parts["since"] = since.description }
        return Fingerprint(of: parts).description
    }

    /// What counts once in the gap watched; of published groups the office decided it.
    private var weight: String {
        switch question.groups {
        case .sizeClasses(_, _, let weight, _): weight.rawValue
        case .published: "published"
        }
    }
}

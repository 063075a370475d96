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
    /// Whether the figures may still be revised, by what the rule says of settling.
    package let isProvisional: Bool

    package init(rule: GapRule, period: Period, finding: Finding, isProvisional: Bool = false) {
        self.rule = rule
        self.period = period
        self.finding = finding
        self.isProvisional = isProvisional
    }

    /// The alert's name for as long as its rule asks the same question; a changed threshold does not change it.
    package var id: String { rule.alertID }

    /// What the measured number was held against.
    package var threshold: Double { finding.tested?.comparison.threshold ?? rule.condition.threshold }

    /// What is measured.
    package var indicator: Indicator { finding.gap.indicator }
}

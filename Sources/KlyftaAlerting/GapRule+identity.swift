import KlyftaDivide
import KlyftaModel

extension GapRule {
    /// The labels that make an alert the one it is.
    package var labels: [String: String] {
        var labels = [
            "alertname": "Gap", "rule": id, "indicator": question.indicator.text,
            "low_class": question.low, "high_class": question.high,
            "weight": weight, "membership": question.membership.description,
        ]
        // The difference of class means is what a gap is where nothing else is said.
        if let measure = condition.test?.measure, measure != .group(.d) { labels["measure"] = measure.description }
        if case .all(let measure, let scale) = question.groups {
            (labels["measure"], labels["scale"]) = (measure.key, scale.description)
        }
        return labels
    }

    /// The stable name of the alert of this rule: see ``Fingerprint``.
    package var alertID: String { Fingerprint(of: labels).description }

    /// The name of what the rule asks, apart from which gap: it changes with the condition, the patience and how an alert
    /// ends, and with nothing else.
    package var revision: String {
        var parts = ["condition": condition.name, "threshold": "\(condition.threshold)", "for": "\(patience)"]
        switch condition {
        case .level: break
        case .low: parts["side"] = "below"
        case .widened(_, let since), .reversed(_, let since): parts["since"] = since.description
        case .provenWidening(let test, let since, let falseDiscovery):
            parts["since"] = since.description
            parts["false_discovery"] = "\(falseDiscovery)"
            parts.merge(test.parts) { $1 }
        }
        return Fingerprint(of: parts.merging(terms.parts) { $1 }).description
    }

    /// What counts once in the gap watched; of published groups the office decided it.
    private var weight: String {
        switch question.groups {
        case .sizeClasses(_, _, let weight, _): weight.rawValue
        case .all(let measure, _): measure.weight.rawValue
        case .published: "published"
        }
    }
}

extension GapRule.Terms {
    /// What differs from the usual, so that a rule that says nothing of it keeps the name it has always had.
    fileprivate var parts: [String: String] {
        var parts: [String: String] = [:]
        if keeping > 0 { parts["keep_firing_for"] = "\(keeping)" }
        if let clear { parts["clear"] = "\(clear)" }
        if let settling { parts["settled"] = "\(settling)" }
        if allowsProvisional { parts["allow_provisional"] = "true" }
        if let leastAnswers { parts["least_n"] = "\(leastAnswers)" }
        if let leastCoverage { parts["least_coverage"] = "\(leastCoverage)" }
        return parts
    }
}

extension WideningTest {
    fileprivate var parts: [String: String] {
        let isShare = if case .share = threshold { true } else { false }
        return [
            "measure": measure.description, "threshold_is": isShare ? "share" : "amount",
            "significance": "\(confidence)", "looks": "\(looks)", "min_n": "\(minimumAnswers)",
            "coverage": "\(coverage)", "inference": inference.rawValue, "scale": scale.description,
            "at_or_above": cut.map { "\($0)" } ?? "",
        ]
    }
}

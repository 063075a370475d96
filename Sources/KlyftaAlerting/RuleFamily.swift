import KlyftaDivide
import KlyftaModel

/// One rule for many indicators: each of them has an instance with an alert of its own.
///
/// Which indicators there are is known from the figures, and they come and go. An instance whose alert is open lasts
/// while its family does: that an office no longer delivers an indicator resolves nothing.
package struct RuleFamily: Hashable, Sendable, Identifiable {
    /// The operator's name for it: its identity for ever.
    package let id: String
    /// Which indicators it watches.
    package let pattern: IndicatorPattern
    /// The unit that they must have; `nil` for any.
    package let unit: Indicator.Unit?
    /// Those that it leaves to other rules.
    package let exceptions: Set<IndicatorID>
    /// What every instance asks, but for its indicator and its name.
    package let model: GapRule

    package init(
        id: String, pattern: IndicatorPattern, unit: Indicator.Unit? = nil, exceptions: Set<IndicatorID> = [],
        model: GapRule
    ) {
        self.id = id
        self.pattern = pattern
        self.unit = unit
        self.exceptions = exceptions
        self.model = model
    }

    /// The instance for an indicator, called `FAMILY:INDICATOR`.
    package func rule(for indicator: IndicatorID) -> GapRule {
        GapRule(
            id: "\(id):\(indicator)", question: GapQuestion(indicator, model.question.groups),
            condition: model.condition, patience: model.patience, severity: model.severity, terms: model.terms)
    }

    /// The instances that the figures call for, and those whose alerts are open, in order of indicator.
    package func rules(on figures: Figures, known: [KnownEpisode]) -> [GapRule] {
        let watched = figures.indicators.values.filter { isWatched($0, in: figures) }.map(\.id)
        let open = known.filter { !$0.isClosed && $0.ruleID.hasPrefix("\(id):") }
            .compactMap { try? IndicatorID(String($0.ruleID.dropFirst(id.count + 1))) }
            .filter { pattern.matches($0) && !exceptions.contains($0) }
        return Set(watched + open).sorted().map(rule)
    }

    /// Whether anything can be said of an indicator: neither end of some is better, and of others the groups have no
    /// figures.
    private func isWatched(_ indicator: Indicator, in figures: Figures) -> Bool {
        guard pattern.matches(indicator.id), !exceptions.contains(indicator.id), indicator.direction != .neutral,
            indicator.nature != .ordinal, unit == nil || unit == indicator.unit
        else { return false }
        switch model.question.groups {
        case .sizeClasses, .all: return !figures.periods(of: indicator.id).isEmpty
        case .published(let low, let high):
            let labels = Set((figures.published[indicator.id] ?? []).map(\.group.label))
            return labels.isSuperset(of: [low, high])
        }
    }
}

/// Which indicators a rule is for: all whose names begin alike, such as `skl.*` or `ssb.internet.*`.
package struct IndicatorPattern: Hashable, Sendable, CustomStringConvertible {
    /// How their names begin; the module with its dot at least.
    package let prefix: String

    /// - Throws: ``InvalidText`` unless the text is a module, a dot, perhaps the beginning of a name, and a star.
    package init(_ text: String) throws(InvalidText) {
        // What a whole name could be, with something in place of the star.
        guard text.hasSuffix("*"), text.contains("."), (try? IndicatorID(text.dropLast() + "x")) != nil else {
            throw InvalidText(
                text, isNo: "pattern of indicators",
                remedy: "Write a module, a dot and a star, such as skl.*, or ssb.internet.* for some of them.")
        }
        prefix = String(text.dropLast())
    }

    /// The module that delivers them.
    package var module: String { String(prefix.prefix { $0 != "." }) }

    /// Whether it is for an indicator.
    package func matches(_ indicator: IndicatorID) -> Bool { indicator.text.hasPrefix(prefix) }

    package var description: String { "\(prefix)*" }
}

import KlyftaDivide

/// The rules of a configuration: those of one indicator, and those of many.
package struct RuleSet: Hashable, Sendable {
    /// The rules of one indicator, by name.
    package var rules: [GapRule] = []
    /// The rules of many, by name.
    package var families: [RuleFamily] = []

    package init(rules: [GapRule] = [], families: [RuleFamily] = []) {
        self.rules = rules
        self.families = families
    }

    /// How many rules were written, each family as one.
    package var count: Int { rules.count + families.count }

    /// The rules in force on some figures: see ``RuleFamily/rules(on:known:)``.
    package func inForce(on figures: Figures, known: [KnownEpisode] = []) -> [GapRule] {
        rules + families.flatMap { $0.rules(on: figures, known: known) }
    }
}

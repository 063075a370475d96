import KlyftaModel

/// How the figures of several municipalities become the figure of the unit they form.
package enum Aggregation: Hashable, Sendable, CaseIterable {
    /// Counts add up.
    case sum
    /// Rates and scores are averaged with the populations as weights.
    case meanByPopulation
    /// Whether there is any: 1 if one of them has a value above zero, else 0. A merger can so end a zero.
    case any
    /// Ordered categories: they are names, not amounts, and are not joined.
    case none

    /// What is right for an indicator.
    package init(for indicator: Indicator) {
        switch (indicator.nature, indicator.unit) {
        case (.ordinal, _): self = .none
        case (_, .count): self = .sum
        case (_, .any): self = .any
        case (_, .percent), (_, .megabitsPerSecond), (_, .points): self = .meanByPopulation
        }
    }

    /// One part of a unit.
    package struct Part: Hashable, Sendable {
        /// Its figure; nil if there is none.
        package let value: Double?
        /// Its weight in a mean, inhabitants; nil if nobody counted.
        package let population: Double?

        /// A figure with the population behind it.
        package init(_ value: Double?, population: Double?) {
            self.value = value
            self.population = population
        }
    }

    /// A share of a part, as when a tenth of a municipality went to another: a tenth of its count and of its
    /// inhabitants, and its rate as it is.
    package func share(_ share: Double, of part: Part) -> Part {
        Part(self == .sum ? part.value.map { $0 * share } : part.value, population: part.population.map { $0 * share })
    }

    /// The figure of all parts together, in the unit of theirs.
    ///
    /// A part without a figure leaves the whole without one: what is missing is not zero. Only "any" can be known without
    /// it. One part is itself, whatever the rule, except for "any".
    ///
    /// Example: 40 % of 30 000, 22.5 % of 5 000 and 30 % of 2 500 are 37 % of 37 500.
    package func callAsFunction(_ parts: [Part]) -> Measured {
        let values = parts.compactMap(\.value)
        let isComplete = values.count == parts.count && !parts.isEmpty
        if self == .any, values.contains(where: { $0 > 0 }) { return .defined(1) }
        guard isComplete else { return .undefined(.noValues) }
        if self != .any, parts.count == 1 { return .finite(values[0]) }
        switch self {
        case .sum: return .finite(CompensatedSum.of(values))
        case .any: return .defined(0)
        case .none: return .undefined(.ordinal)
        case .meanByPopulation:
            let weights = parts.compactMap(\.population)
            guard weights.count == parts.count else { return .undefined(.noInhabitants) }
            let total = CompensatedSum.of(weights)
            guard total > 0 else { return .undefined(.noInhabitants) }
            return .finite(CompensatedSum.of(zip(values, weights).map { $0 * $1 }) / total)
        }
    }
}

/// The figures of one indicator by group, checked: what every group measure is computed on.
///
/// The groups of an ordered table are size classes, the smallest municipalities first, whatever order they came in.
/// A missing estimate is `nil`, never 0 or NaN. Populations are weights: only their proportions matter.
///
/// Example: three classes with 10, 20 and 30 % and 1 000 inhabitants each is
/// `try GroupTable(groups, .ordered(ranks: [1, 2, 3]), .favourable, scale: 100, bounds: .percent)`.
package struct GroupTable: Hashable, Sendable {
    /// What is known of one group.
    package struct Group: Hashable, Sendable {
        /// The figure, in the unit of the indicator; nil where there is none.
        package let estimate: Double?
        /// Its standard error, in the same unit; nil where nobody knows it, which is not 0.
        package let standardError: Double?
        /// How many inhabitants the group has. A group with none has no weight, but is a group all the same.
        package let population: Double

        /// What is known of one group; a table checks it.
        package init(estimate: Double?, standardError: Double? = nil, population: Double) {
            self.estimate = estimate
            self.standardError = standardError
            self.population = population
        }
    }

    /// Whether groups have a natural order. Only groups without one are compared with a chosen reference.
    package enum Dimension: Hashable, Sendable {
        /// The rank of each group, lowest first (the smallest municipalities); any distinct numbers.
        case ordered(ranks: [Int])
        /// No order; perhaps the place, from 0, of the group that the others are compared with.
        case unordered(reference: Int?)
    }

    /// Whether more is better.
    package enum Direction: Hashable, Sendable, CaseIterable {
        /// More is better, as for coverage.
        case favourable
        /// Less is better, as for the share without any e-service.
        case adverse
    }

    /// The limits that the definition of an indicator sets, not the extremes that happened to occur.
    package struct Bounds: Hashable, Sendable {
        /// The lowest possible value.
        package let lowest: Double
        /// The highest possible value.
        package let highest: Double

        /// From the lowest to the highest possible value; a table checks that this is an interval.
        package init(_ lowest: Double, _ highest: Double) {
            self.lowest = lowest
            self.highest = highest
        }

        /// From 0 to 100.
        package static let percent = Bounds(0, 100)
    }

    /// The groups; of an ordered table in order of rank.
    package let groups: [Group]
    /// Whether the groups have an order.
    package let isOrdered: Bool
    /// The place in ``groups`` of the group that the others are compared with, of a table without order.
    package let reference: Int?
    /// Whether more is better.
    package let direction: Direction
    /// What a whole is: 100 for percent, 1 for a proportion, 1000 for a rate per thousand.
    package let scale: Double
    /// The limits by definition, if it has any.
    package let bounds: Bounds?

    /// A checked table, or the first thing that is wrong with it.
    package init(
        _ groups: [Group], _ dimension: Dimension, _ direction: Direction, scale: Double, bounds: Bounds? = nil
    ) throws(GroupTableFlaw) {
        guard scale.isFinite, scale > 0 else { throw .scaleNotPositive }
        if let bounds {
            guard bounds.lowest < bounds.highest, (bounds.highest - bounds.lowest).isFinite else {
                throw .boundsNotAnInterval
            }
        }
        guard !groups.isEmpty else { throw .noGroups }
        for (place, group) in groups.enumerated() { try Self.check(group, at: place, within: bounds) }
        (self.groups, reference) = try Self.arrange(groups, dimension)
        if case .ordered = dimension { isOrdered = true } else { isOrdered = false }
        (self.direction, self.scale, self.bounds) = (direction, scale, bounds)
    }

    static func check(_ group: Group, at place: Int, within bounds: Bounds?) throws(GroupTableFlaw) {
        if let estimate = group.estimate {
            guard estimate.isFinite else { throw .estimateNotFinite(group: place) }
            if let bounds, estimate < bounds.lowest || estimate > bounds.highest {
                throw .estimateOutsideBounds(group: place)
            }
        }
        if let error = group.standardError {
            guard error.isFinite, error >= 0 else { throw .standardErrorNotANumber(group: place) }
        }
        guard group.population.isFinite, group.population >= 0 else { throw .populationNotANumber(group: place) }
    }

    private static func arrange(
        _ groups: [Group], _ dimension: Dimension
    ) throws(GroupTableFlaw) -> (groups: [Group], reference: Int?) {
        switch dimension {
        case .unordered(let reference):
            if let reference, !groups.indices.contains(reference) { throw .noSuchReference(reference) }
            return (groups, reference)
        case .ordered(let ranks):
            guard ranks.count == groups.count else { throw .ranksMissing(ranks: ranks.count, groups: groups.count) }
            let sorted = zip(ranks, groups).sorted { $0.0 < $1.0 }
            for (one, next) in zip(sorted, sorted.dropFirst()) where one.0 == next.0 { throw .rankRepeated(one.0) }
            return (sorted.map(\.1), nil)
        }
    }
}

extension GroupTable {
    /// The same table with other groups in the same order; for variants that alter checked values.
    func replacing(_ groups: [Group]) -> GroupTable { GroupTable(self, groups) }

    private init(_ table: GroupTable, _ groups: [Group]) {
        self.groups = groups
        (isOrdered, reference, direction) = (table.isOrdered, table.reference, table.direction)
        (scale, bounds) = (table.scale, table.bounds)
    }
}

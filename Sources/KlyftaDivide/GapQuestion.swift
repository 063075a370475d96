import KlyftaModel

/// Which gap is meant: the indicator, the two groups, and how they are formed and weighed. Two gaps belong to one
/// series only if they answer the same question.
package struct GapQuestion: Hashable, Sendable {
    /// What is compared.
    package let indicator: IndicatorID
    /// Who is compared.
    package let groups: Groups

    /// Two groups of municipalities, the smaller ones first; or all of them.
    package enum Groups: Hashable, Sendable {
        /// Two size classes that Klyfta forms itself.
        case sizeClasses(low: SizeClass, high: SizeClass, Weight, Membership)
        /// All municipalities: one of their measures, whose parts by size are those of a scale.
        case all(DistributionMeasure, SizeScale)
        /// Two groups under the labels of the office that published a figure for each.
        case published(low: String, high: String)
    }

    /// The question about an indicator and two groups.
    package init(_ indicator: IndicatorID, _ groups: Groups) {
        self.indicator = indicator
        self.groups = groups
    }

    /// The label of the group of smaller municipalities.
    package var low: String {
        switch groups {
        case .sizeClasses(let low, _, _, _): low.description
        case .all(_, let scale): scale.classes[0].description
        case .published(let low, _): low
        }
    }

    /// The label of the group of larger municipalities.
    package var high: String {
        switch groups {
        case .sizeClasses(_, let high, _, _): high.description
        case .all(_, let scale): scale.classes[scale.classes.count - 1].description
        case .published(_, let high): high
        }
    }

    /// Which population forms the groups.
    package var membership: Membership {
        switch groups {
        case .sizeClasses(_, _, _, let membership): membership
        case .all: .current
        case .published: .published
        }
    }
}

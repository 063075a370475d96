import KlyftaModel

/// An indicator by size class in one period.
package struct SizeProfile: Sendable {
    /// What is measured.
    package let indicator: Indicator
    /// When.
    package let period: Period
    /// Which population put the municipalities into their classes.
    package let membership: Membership
    /// One row a class, from the smallest municipalities to the largest.
    package let rows: [Row]

    /// One size class.
    package struct Row: Sendable {
        /// The class.
        package let sizeClass: SizeClass
        /// How many of its municipalities have a value.
        package let n: Int
        /// How many have none.
        package let missing: Int
        /// The mean per municipality.
        package let mean: Measured
        /// The mean per inhabitant.
        package let weightedMean: Measured
        /// The middle value.
        package let median: Measured
        /// The smallest value.
        package let min: Measured
        /// The largest value.
        package let max: Measured
        /// The share of those with a value whose value is zero, 0 to 1.
        package let shareAtZero: Measured
    }

    /// The profile of a panel on a scale.
    package init(of panel: Panel, on scale: SizeScale) {
        indicator = panel.indicator
        period = panel.period
        membership = panel.membership
        rows = scale.classes.map { Row($0, in: panel) }
    }
}

extension SizeProfile.Row {
    fileprivate init(_ sizeClass: SizeClass, in panel: Panel) {
        let members = panel.members(of: sizeClass)
        let nature = panel.indicator.nature
        let values = members.map(\.value)
        self.init(
            sizeClass: sizeClass,
            n: members.count,
            missing: panel.leftOut(of: sizeClass).count,
            mean: KlyftaDivide.mean(of: members, per: .municipality, nature: nature),
            weightedMean: KlyftaDivide.mean(of: members, per: .inhabitant, nature: nature),
            median: KlyftaDivide.median(of: members, nature: nature),
            min: values.min().map(Measured.defined) ?? .undefined(.noValues),
            max: values.max().map(Measured.defined) ?? .undefined(.noValues),
            shareAtZero: KlyftaDivide.shareAtZero(of: members)
        )
    }
}

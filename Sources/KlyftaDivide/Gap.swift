import KlyftaModel

/// How far one group trails another in one period.
///
/// Raw values stay as they are in ``low`` and ``high``; ``difference`` and ``ratio`` are oriented by the direction of
/// the indicator, so that above 0 (above 1) always means that the smaller municipalities are worse off.
package struct Gap: Hashable, Sendable {
    /// What is measured.
    package let indicator: Indicator
    /// When.
    package let period: Period
    /// The group of smaller municipalities.
    package let low: Side
    /// The group of larger municipalities.
    package let high: Side
    /// What counts once in the value of a side.
    package let weight: Weight
    /// Which population formed the groups.
    package let membership: Membership
    /// The difference as it was written down once, of a gap that is known by nothing else.
    private let pinned: Double?
    /// The measure that is watched instead of the difference, if one is.
    package let reading: Reading?

    /// One of the two groups.
    package struct Side: Hashable, Sendable {
        /// Its label.
        package let label: String
        /// How many municipalities or respondents its value rests on; `nil` where the office did not say.
        package let n: Int?
        /// How many there are in all; `nil` where the office did not say.
        package let of: Int?
        /// Its value in the unit of the indicator.
        package let value: Measured

        /// One group under its label, with as many members as are known.
        package init(label: String, n: Int?, of: Int?, value: Measured) {
            self.label = label
            self.n = n
            self.of = of
            self.value = value
        }
    }

    /// Two groups side by side; the one of smaller municipalities is `low`, whatever the direction of the indicator.
    package init(
        indicator: Indicator, period: Period, low: Side, high: Side, weight: Weight, membership: Membership,
        reading: Reading? = nil
    ) {
        self.indicator = indicator
        self.period = period
        self.low = low
        self.high = high
        self.weight = weight
        self.membership = membership
        self.reading = reading
        pinned = nil
    }

    /// A gap of which nothing but its oriented difference is known: as it was published once, whatever became of it.
    /// - Parameter other: a later gap of the same series.
    package init(pinned difference: Double, in period: Period, like other: Gap) {
        func side(_ other: Side) -> Side { Side(label: other.label, n: nil, of: nil, value: .undefined(.noFigures)) }
        indicator = other.indicator
        self.period = period
        (low, high) = (side(other.low), side(other.high))
        (weight, membership, reading) = (other.weight, other.membership, other.reading)
        pinned = difference
    }

    /// Whether nothing but its difference is known.
    package var isPinned: Bool { pinned != nil }

    /// The oriented difference in the unit of the indicator (percentage points for per cent): high minus low where
    /// more is better or neither, low minus high where less is better. Where a measure of all municipalities is watched,
    /// the number of that.
    package var difference: Measured {
        pinned.map(Measured.defined) ?? reading?.value
            ?? leading.value.combined(with: trailing.value) { .finite($0 - $1) }
    }

    /// The oriented ratio, without unit. Undefined unless the divisor is above zero and the dividend not below it.
    package var ratio: Measured {
        reading != nil
            ? .undefined(.notAGap)
            : leading.value.combined(with: trailing.value) { dividend, divisor in
                divisor > 0 && dividend >= 0 ? .finite(dividend / divisor) : .undefined(.ratioNotPositive)
            }
    }

    /// The side that is expected to be better off, so that its lead counts as positive.
    private var leading: Side { indicator.direction == .lowerIsBetter ? low : high }
    private var trailing: Side { indicator.direction == .lowerIsBetter ? high : low }
}

extension Gap {
    /// The gap between two size classes of a panel.
    package init(in panel: Panel, low: SizeClass, high: SizeClass, per weight: Weight) {
        func side(_ sizeClass: SizeClass) -> Side {
            let members = panel.members(of: sizeClass)
            return Side(
                label: sizeClass.description, n: members.count,
                of: members.count + panel.leftOut(of: sizeClass).count,
                value: mean(of: members, per: weight, nature: panel.indicator.nature))
        }
        self.init(
            indicator: panel.indicator, period: panel.period, low: side(low), high: side(high), weight: weight,
            membership: panel.membership)
    }

    /// The gap between two published figures of one indicator and period; they keep their own labels.
    package init(of indicator: Indicator, in period: Period, low: PublishedFigure, high: PublishedFigure) {
        func side(_ figure: PublishedFigure) -> Side {
            let value: Measured =
                if low.group.kind != high.group.kind {
                    .undefined(.mixedKinds)
                } else if low.group.kind == .size, (low.group.from ?? 0) > (high.group.from ?? 0) {
                    .undefined(.wrongOrder)
                } else if low.weight != high.weight {
                    .undefined(.mixedWeights)
                } else {
                    figure.value.map(Measured.defined) ?? .undefined(.wordsOnly)
                }
            return Side(label: figure.group.label, n: figure.n, of: figure.of, value: value)
        }
        self.init(
            indicator: indicator, period: period, low: side(low), high: side(high), weight: low.weight,
            membership: .published)
    }
}

import KlyftaModel

/// A municipality whose size class hangs on few inhabitants: it lies near a limit, or crossed it and crossed it back.
///
/// Its moves from class to class say little of the municipality, and move the gap all the same. So it is named.
package struct BorderCase: Hashable, Sendable {
    /// Who it is.
    package let municipality: Municipality
    /// The smallest population of the class above the limit.
    package let limit: Int
    /// Its inhabitants in the last period.
    package let inhabitants: Int
    /// The periods in which it was first found on the other side, in order.
    package let crossings: [Period]

    /// How near is near, as a share of the limit, where nothing else is said: 1 %.
    package static let usualDistance = 0.01

    /// How far above the limit it lies, as a share of it; below 0 where it lies below.
    package var distance: Double { Double(inhabitants - limit) / Double(limit) }

    /// Whether it crossed the limit and came back.
    package var hasTurnedBack: Bool { crossings.count > 1 }

    /// All such municipalities, in order of municipality and limit.
    /// - Parameters:
    ///   - limits: the smallest populations of the classes above each limit.
    ///   - sizes: who had how many inhabitants, by period in order.
    ///   - share: how near is near, as a share of the limit.
    package static func all(
        at limits: [Int], in sizes: [(period: Period, inhabitants: [Municipality: Int])],
        within share: Double = usualDistance
    ) -> [BorderCase] {
        guard let last = sizes.last else { return [] }
        return last.inhabitants.sorted { $0.key < $1.key }.flatMap { municipality, inhabitants in
            limits.sorted().compactMap { limit in
                let counted = sizes.compactMap { period, all in all[municipality].map { (period, $0 >= limit) } }
                let crossings = zip(counted, counted.dropFirst()).filter { $0.1 != $1.1 }.map { $1.0 }
                let found = BorderCase(
                    municipality: municipality, limit: limit, inhabitants: inhabitants, crossings: crossings)
                return found.distance.magnitude <= share || found.hasTurnedBack ? found : nil
            }
        }
    }
}

extension Figures {
    /// The municipalities at the limits of some classes, in the periods of an indicator up to one of them.
    ///
    /// With classes of a fixed base period nobody crosses: then it is only who lay near a limit in that period.
    package func borderCases(
        of indicator: IndicatorID, through last: Period, at limits: [Int], _ membership: Membership,
        within share: Double = BorderCase.usualDistance
    ) -> [BorderCase] {
        let periods: [Period] =
            if case .fixed(let base) = membership { [base] } else { periods(of: indicator).filter { $0 <= last } }
        return countries(of: indicator).sorted().flatMap { country in
            BorderCase.all(
                at: limits, in: periods.map { ($0, populations.inhabitants(in: country, for: $0)) }, within: share)
        }
    }

    /// The days whose populations decide classes and weights in a period, one for each country of an indicator.
    package func populationDays(of indicator: IndicatorID, for period: Period) -> [(country: Country, day: CalendarDay)]
    {
        countries(of: indicator).sorted().compactMap { country in
            populations.referenceDay(in: country, for: period).map { (country, $0) }
        }
    }
}

import KlyftaModel

/// Which unit a municipality of either wave is in the geography that both have in common.
///
/// The one place that decides it. What was merged, split or redrawn between the waves is no unit of both; it is left
/// out and named, because a number that changed its territory is no change.
package struct CommonUnits: Sendable {
    private let redrawn: Set<Municipality>

    /// The units that two divisions have in common.
    /// - Parameters:
    ///   - changes: rows of the offices' lists.
    ///   - earlier: by country, the day of the first division; changes on the day itself are in it already.
    ///   - later: by country, the day of the last one.
    package init(
        along changes: [BoundaryChange], after earlier: [Country: CalendarDay], through later: [Country: CalendarDay]
    ) {
        redrawn = Set(
            changes.lazy.filter { change in
                let country = change.predecessor.country
                guard change.predecessor != change.successor, let from = earlier[country], let to = later[country]
                else { return false }
                return from < change.day && change.day <= to
            }.flatMap { [$0.predecessor, $0.successor] })
    }

    /// The common unit of a municipality; `nil` if it has none.
    package func unit(of municipality: Municipality) -> Municipality? {
        redrawn.contains(municipality) ? nil : municipality
    }
}

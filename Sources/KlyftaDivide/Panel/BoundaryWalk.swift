import KlyftaModel

/// A count of people by municipality, carried forward along the changes of the division.
///
/// Renumberings and mergers are exact: all people of the old code are in the new one. A split is not: who went where
/// is not in the list, so every municipality that a split touches is marked, and only the others may be believed.
package struct BoundaryWalk: Sendable {
    /// The counts by the codes that are in force at the end.
    package private(set) var counts: [Municipality: Int]
    /// Those whose count is not known, because a split lies on their way.
    package private(set) var touchedBySplit: Set<Municipality> = []

    /// Walks from counts on a day to the last change.
    /// - Parameters:
    ///   - counts: by the codes in force on `day`; changes on the day itself are in them already.
    ///   - day: the day of the counts.
    ///   - changes: rows of the office's list, in any order.
    package init(_ counts: [Municipality: Int], on day: CalendarDay, along changes: [BoundaryChange]) {
        self.counts = counts
        let later = Dictionary(grouping: changes.filter { $0.day > day }, by: \.day)
        for (_, changes) in later.sorted(by: { $0.key < $1.key }) { step(changes) }
    }

    private mutating func step(_ changes: [BoundaryChange]) {
        let successors = Dictionary(grouping: changes, by: \.predecessor).mapValues { Set($0.map(\.successor)) }
        // A code that goes on under its own number beside others got a part of a neighbour, not the whole of it.
        let goingOn = Set(successors.filter { $0.value.contains($0.key) }.keys)
        var next: [Municipality: Int] = [:]
        var touched: Set<Municipality> = []
        for (municipality, count) in counts {
            let all = successors[municipality] ?? [municipality]
            let heirs = all.filter { $0 == municipality || !goingOn.contains($0) }
            for heir in heirs.isEmpty ? all : heirs {
                next[heir, default: 0] += count
                if all.count > 1 || touchedBySplit.contains(municipality) { touched.insert(heir) }
            }
        }
        (counts, touchedBySplit) = (next, touched)
    }
}

import KlyftaModel

/// A count of people by municipality, carried forward along the changes of the division.
///
/// Renumberings and mergers are exact: all people of the old code are in the new one. Who went where in a split is not in
/// the list, so a count that holds people of a municipality that was divided is marked, and only the others may be
/// believed. A municipality that goes on and gets a part of a neighbour keeps its own count: its border moved, its
/// people of before are still the ones that were counted for it. That is how SSB carries its own series. (Tønsberg went
/// on in 2017 with a part of Stokke, whose count went to the new Sandefjord: Tønsberg's is exact, Sandefjord's is not.)
package struct BoundaryWalk: Sendable {
    /// The counts by the codes that are in force at the end.
    package private(set) var counts: [Municipality: Int]
    /// Those whose count is not known, because people of a divided municipality are in it.
    package private(set) var touchedBySplit: Set<Municipality> = []

    /// Walks from counts on a day to the last change.
    /// - Parameters:
    ///   - counts: by the codes in force on `day`; a day stands for the division that a count on it is made in.
    ///   - day: the day of the counts.
    ///   - changes: rows of the office's list, in any order.
    package init(_ counts: [Municipality: Int], on day: CalendarDay, along changes: [BoundaryChange]) {
        self.counts = counts
        for change in DivisionChange.all(in: changes) where change.day > day.divisionDay { step(change) }
    }

    private mutating func step(_ change: DivisionChange) {
        var moved: [Municipality: (count: Int, isKnown: Bool)] = [:]
        for municipality in change.predecessors {
            guard let count = counts.removeValue(forKey: municipality) else { continue }
            let heirs = change.heirs(of: municipality)
            let wasTouched = touchedBySplit.remove(municipality) != nil
            let isKnown = !wasTouched && change.successors(of: municipality).count == 1
            for heir in heirs {
                let before = moved[heir] ?? (0, true)
                moved[heir] = (before.count + count, before.isKnown && isKnown)
            }
        }
        for (municipality, arrived) in moved {
            counts[municipality, default: 0] += arrived.count
            if !arrived.isKnown { touchedBySplit.insert(municipality) }
        }
    }
}

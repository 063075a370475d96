import KlyftaModel

/// What happened on one day to municipalities that belong together: the rows of an office's list, read as a fact.
package struct DivisionChange: Hashable, Sendable {
    /// The first day of the new division.
    package let day: CalendarDay
    /// What happened.
    package let kind: Kind
    /// The codes before, in order. Who goes on is one of them, whether the list has a row for it or not.
    package let predecessors: [Municipality]
    /// The codes after, in order.
    package let successors: [Municipality]
    /// The rows, in order.
    package let rows: [BoundaryChange]

    /// What can happen.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The same municipality under the same code has another name.
        case renamed
        /// The same code and name are told anew: the border moved, towards nobody whom the list names.
        case bordered
        /// The same municipality has another code.
        case renumbered
        /// Several became one.
        case merged
        /// One became several, of which one may go on under its code.
        case split
        /// A part of one went to another, and both go on.
        case transferred
        /// Several became several, and not all go on.
        case redrawn
    }

    /// All changes that a list tells, in order of day and first code.
    package static func all(in rows: [BoundaryChange]) -> [DivisionChange] {
        let inForce = CodesInForce(rows)
        return Dictionary(grouping: rows, by: \.day).sorted { $0.key < $1.key }.flatMap { day, rows in
            changes(on: day, rows, inForce)
        }
    }

    private static func changes(
        on day: CalendarDay, _ rows: [BoundaryChange], _ inForce: CodesInForce
    ) -> [DivisionChange] {
        let told = Set(rows.map(\.predecessor))
        // Who gets a part and has no row of its own goes on, if it was there the day before.
        let eve = CalendarDay(daysSince1970: day.daysSince1970 - 1)
        let goingOn = Set(rows.map(\.successor)).subtracting(told).filter { inForce.contains($0, on: eve) }
        let links = rows.map { ($0.predecessor, $0.successor) } + goingOn.map { ($0, $0) }
        let byPredecessor = Dictionary(grouping: rows, by: \.predecessor)
        return CommonGeography(from: [], to: [], links: links).units.map { unit in
            let own = unit.predecessors.flatMap { byPredecessor[$0] ?? [] }.sorted { one, other in
                (one.predecessor, one.successor) < (other.predecessor, other.successor)
            }
            return DivisionChange(
                day: day, kind: kind(of: unit, own), predecessors: unit.predecessors, successors: unit.successors,
                rows: own)
        }
    }

    private static func kind(of unit: CommonGeography<Municipality>.Unit, _ rows: [BoundaryChange]) -> Kind {
        switch unit.kind {
        case .merger: .merged
        case .split: .split
        case .redrawn, .ended, .begun: unit.predecessors == unit.successors ? .transferred : .redrawn
        case .unchanged where unit.predecessors != unit.successors: .renumbered
        case .unchanged: rows.contains { $0.predecessorName != $0.successorName } ? .renamed : .bordered
        }
    }

    /// What a municipality became (part of), in order.
    package func successors(of municipality: Municipality) -> [Municipality] {
        let told = rows.filter { $0.predecessor == municipality }.map(\.successor)
        return told.isEmpty ? [municipality] : told
    }

    /// Who has the people of a municipality, as far as the list tells: itself if it goes on beside others, else those that
    /// were formed of it, and only if there are none the neighbours that share it.
    package func heirs(of municipality: Municipality) -> [Municipality] {
        let all = successors(of: municipality)
        let formed = all.filter { $0 == municipality || !goesOn($0) }
        return formed.isEmpty ? all : formed
    }

    private func goesOn(_ municipality: Municipality) -> Bool {
        predecessors.contains(municipality) && successors(of: municipality).contains(municipality)
    }
}

import KlyftaModel

/// Which unit a municipality of either wave is in the geography that all have in common.
///
/// A merger is one unit in every wave, and what was split is one unit again; see ``CommonGeography``. Where parts moved
/// between municipalities, the unit is marked as redrawn: a number that changed its territory is no change.
package struct CommonUnits: Sendable {
    private let units: [CalendarDay: [Municipality: Municipality]]
    /// The municipalities whose unit was redrawn, by any of their codes.
    package let redrawn: Set<Municipality>
    private let inForce: CodesInForce

    /// The units of the divisions of some days.
    /// - Parameters:
    ///   - municipalities: those of the first of the days, by the codes of that day or by later ones that only
    ///     renumbered them.
    ///   - days: each stands for the division that a count on it is made in; see `CalendarDay.divisionDay`.
    ///   - changes: rows of the offices' lists, in any order.
    package init(of municipalities: Set<Municipality>, on days: [CalendarDay], along changes: [BoundaryChange]) {
        let days = Set(days).sorted()
        let inForce = CodesInForce(changes)
        self.inForce = inForce
        guard let first = days.first, let last = days.last else {
            (units, redrawn) = ([:], [])
            return
        }
        // Where both codes are counted there are two municipalities, whatever the list leaves out.
        let known = Set(
            municipalities.map { code in
                let then = Self.code(of: code, on: first, inForce)
                return municipalities.contains(then) ? code : then
            })
        guard changes.contains(where: { first.divisionDay < $0.day && $0.day <= last.divisionDay }) else {
            // Most periods are compared within one division: every municipality is a unit of its own.
            units = Dictionary(
                uniqueKeysWithValues: days.map { day in
                    (day, Dictionary(uniqueKeysWithValues: known.map { ($0, $0) }))
                })
            redrawn = []
            return
        }
        let divisions = days.map { day in
            CommonGeography.origins(
                of: known, on: first.divisionDay, through: day.divisionDay, along: changes)
        }
        var links: [(predecessor: Place, successor: Place)] = []
        for (number, origins) in divisions.enumerated() {
            for (code, parts) in origins {
                links += parts.map { (Place(division: -1, code: $0), Place(division: number, code: code)) }
            }
        }
        let common = CommonGeography(from: [], to: [], links: links)
        var units: [CalendarDay: [Municipality: Municipality]] = [:]
        for unit in common.units {
            guard let name = Self.name(of: unit) else { continue }
            for place in unit.successors { units[days[place.division], default: [:]][place.code] = name }
        }
        self.units = units
        redrawn = Self.redrawn(of: divisions)
    }

    /// The unit of a municipality in the division of a day; `nil` if it has none, or was redrawn.
    package func unit(of municipality: Municipality, on day: CalendarDay) -> Municipality? {
        let isKnown = units[day]?[municipality] != nil
        let code = isKnown ? municipality : Self.code(of: municipality, on: day, inForce)
        return redrawn.contains(code) ? nil : units[day]?[code]
    }

    /// The code of a municipality on a day, where its figures stand under a later one.
    private static func code(
        of municipality: Municipality, on day: CalendarDay, _ inForce: CodesInForce
    ) -> Municipality {
        (try? inForce.code(of: municipality, on: day.divisionDay)) ?? municipality
    }

    /// One code in one of the divisions; -1 is where all come from.
    private struct Place: Hashable, Comparable {
        let division: Int
        let code: Municipality

        static func < (one: Place, other: Place) -> Bool {
            (one.division, one.code) < (other.division, other.code)
        }
    }

    /// The last code of a unit that became one, else the first code of one that was split.
    private static func name(of unit: CommonGeography<Place>.Unit) -> Municipality? {
        let last = unit.successors.map(\.division).max()
        let latest = unit.successors.filter { $0.division == last }
        return (latest.count == 1 ? latest.first : unit.predecessors.first)?.code
    }

    /// The codes of units of which, between two of the divisions, several became several.
    private static func redrawn(of divisions: [[Municipality: Set<Municipality>]]) -> Set<Municipality> {
        var redrawn: Set<Municipality> = []
        for (number, earlier) in divisions.enumerated() {
            for later in divisions.dropFirst(number + 1) {
                var heirs: [Municipality: Set<Municipality>] = [:]
                for (code, parts) in later { for part in parts { heirs[part, default: []].insert(code) } }
                let links = earlier.flatMap { code, parts in
                    parts.flatMap { heirs[$0] ?? [] }.map { (predecessor: code, successor: $0) }
                }
                for unit in CommonGeography(from: [], to: [], links: links).units where unit.kind == .redrawn {
                    redrawn.formUnion(unit.predecessors + unit.successors)
                }
            }
        }
        return redrawn
    }
}

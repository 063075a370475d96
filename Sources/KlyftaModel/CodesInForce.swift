/// Which municipality codes were in force when, as an office's list of changes tells it.
///
/// A code ends on a day on which the list says what it became and not that it went on; it begins on a day on which others
/// become it while it is not in force. A code that the list does not name was always in force: nothing is known
/// against it. Of Norway's list (KLASS 131) this gives the codes of every version since 1994 exactly.
public struct CodesInForce: Sendable {
    private var lives: [Municipality: [Life]] = [:]

    /// A stretch of days on which a code was in force, and what it came from and became.
    private struct Life {
        /// The first day; `nil` if the list begins later.
        var begin: CalendarDay?
        /// The first day on which it was in force no longer; `nil` if it still is.
        var end: CalendarDay?
        /// The rows that made it.
        var origin: [BoundaryChange] = []
        /// The rows that ended it.
        var fate: [BoundaryChange] = []
        var name: String

        func contains(_ day: CalendarDay) -> Bool {
            (begin.map { $0 <= day } ?? true) && (end.map { day < $0 } ?? true)
        }
    }

    /// - Parameter changes: rows of the list, in any order; rows of several countries do not touch one another.
    public init(_ changes: [BoundaryChange]) {
        for (day, rows) in Dictionary(grouping: changes, by: \.day).sorted(by: { $0.key < $1.key }) {
            step(rows.sorted { ($0.predecessor, $0.successor) < ($1.predecessor, $1.successor) }, on: day)
        }
    }

    private mutating func step(_ rows: [BoundaryChange], on day: CalendarDay) {
        let byPredecessor = Dictionary(grouping: rows, by: \.predecessor)
        for (code, fate) in byPredecessor {
            var known = lives[code] ?? []
            if known.last.map({ $0.end == nil }) != true { known.append(Life(name: fate[0].predecessorName)) }
            if let goesOn = fate.first(where: { $0.successor == code }) {
                known[known.count - 1].name = goesOn.successorName
            } else {
                known[known.count - 1].end = day
                known[known.count - 1].fate = fate
            }
            lives[code] = known
        }
        for (code, origin) in Dictionary(grouping: rows, by: \.successor)
        where lives[code]?.last.map({ $0.end == nil }) != true {
            lives[code, default: []].append(Life(begin: day, origin: origin, name: origin[0].successorName))
        }
    }

    /// Whether a code was in force on a day.
    public func contains(_ code: Municipality, on day: CalendarDay) -> Bool {
        lives[code]?.contains { $0.contains(day) } ?? true
    }

    /// The code that a municipality had on a day, where an office writes the whole of a series under its last code.
    ///
    /// Only a renumbering is undone so: it moves no border. Kolada has Heby as 0331 from 1994 on, and until 2007 that
    /// municipality was 1917.
    /// - Throws: ``NotInForce`` if the code was not in force, and what it came from was more or less than it.
    public func code(of code: Municipality, on day: CalendarDay) throws(NotInForce) -> Municipality {
        var known = code
        while !contains(known, on: day) {
            guard let life = lives[known]?.last(where: { $0.begin.map { day < $0 } ?? false }),
                life.origin.count == 1, let before = life.origin.first?.predecessor, before != known,
                lives[before]?.contains(where: { $0.end == life.begin && $0.fate.count == 1 }) ?? false
            else { throw fault(code, on: day) }
            known = before
        }
        return known
    }

    private func fault(_ code: Municipality, on day: CalendarDay) -> NotInForce {
        let all = lives[code] ?? []
        if let ended = all.last(where: { $0.end.map { $0 <= day } ?? false }), let end = ended.end {
            return NotInForce(
                code, ended.name, on: day, .ended(on: end, became: ended.fate),
                instead: Set(ended.fate.flatMap { heirs(of: $0.successor, on: day) }).sorted())
        }
        let begun = all.first { $0.begin != nil }
        let origin = begun?.origin ?? []
        return NotInForce(
            code, begun?.name ?? "", on: day, .begun(on: begun?.begin ?? day, from: origin),
            instead: Set(origin.flatMap { ancestors(of: $0.predecessor, on: day) }).sorted())
    }

    /// What a code of an earlier day was on a later one.
    private func heirs(of code: Municipality, on day: CalendarDay) -> [Municipality] {
        guard !contains(code, on: day), let life = lives[code]?.last(where: { $0.end.map { $0 <= day } ?? false })
        else { return [code] }
        return life.fate.flatMap { heirs(of: $0.successor, on: day) }
    }

    /// What a code of a later day was on an earlier one.
    private func ancestors(of code: Municipality, on day: CalendarDay) -> [Municipality] {
        guard !contains(code, on: day), let life = lives[code]?.first(where: { $0.begin.map { day < $0 } ?? false })
        else { return [code] }
        return life.origin.flatMap { ancestors(of: $0.predecessor, on: day) }
    }
}

import KlyftaModel

extension CommonGeography where Code == Municipality {
    /// The common division of the municipalities of a day and of those that an office's list of changes leads to.
    ///
    /// A day stands for the division that a count on it is made in: for 31 December that of the next day.
    /// A split that a later merger undid is no change, and a code that was given anew belongs to whom it was given: only
    /// what the codes of the first day became counts.
    /// - Parameters:
    ///   - municipalities: the codes in force on `day`.
    ///   - day: changes on the day itself are in the codes already.
    ///   - last: the last day whose changes count; `nil` for all.
    ///   - changes: rows of the office's list, in any order.
    package init(
        of municipalities: Set<Municipality>, on day: CalendarDay, through last: CalendarDay? = nil,
        along changes: [BoundaryChange]
    ) {
        let origins = Self.origins(of: municipalities, on: day, through: last, along: changes)
        self.init(
            from: municipalities, to: Set(origins.keys),
            links: origins.flatMap { successor, origin in origin.map { ($0, successor) } })
    }

    /// Each code that is in force after the changes, with those of the first day that it holds a part of.
    package static func origins(
        of municipalities: Set<Municipality>, on day: CalendarDay, through last: CalendarDay? = nil,
        along changes: [BoundaryChange]
    ) -> [Municipality: Set<Municipality>] {
        var origins = Dictionary(uniqueKeysWithValues: municipalities.map { ($0, Set([$0])) })
        let relevant = changes.filter { change in change.day > day && last.map { change.day <= $0 } ?? true }
        for (_, step) in Dictionary(grouping: relevant, by: \.day).sorted(by: { $0.key < $1.key }) {
            let successors = Dictionary(grouping: step, by: \.predecessor).mapValues { Set($0.map(\.successor)) }
            var next: [Municipality: Set<Municipality>] = [:]
            for (municipality, origin) in origins {
                for heir in successors[municipality] ?? [municipality] {
                    next[heir, default: []].formUnion(origin)
                }
            }
            origins = next
        }
        return origins
    }
}

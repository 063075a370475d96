import KlyftaModel

extension GapDecomposition {
    /// What caused each step from roll to roll; see ``GapDecomposer``.
    private static let causes: [ChangeCause] = [
        .revision, .division, .answers, .real, .classes, .weights, .answers, .division,
    ]

    /// The parts of the way from the first roll to the last.
    ///
    /// A roll in which a class has nobody has no gap. The step into it, and all up to the next roll that has one, are then
    /// one: they are told as the cause that emptied the class, with the names of those it includes.
    init(
        _ gaps: [Gap], _ rolls: [GapRoll], matched: Int, redrawn: [Municipality], _ seriesBreak: SeriesBreak?
    ) {
        var amounts: [ChangeCause: CompensatedSum] = [:]
        var influences: [ChangeCause: [Municipality: CompensatedSum]] = [:]
        var included: [ChangeCause: Set<ChangeCause>] = [:]
        var steps = [Step(cause: nil, gap: rolls[0].gap)]
        var (place, reached) = (0, rolls[0].gap ?? 0)
        for next in 1..<rolls.count {
            steps.append(Step(cause: Self.causes[next - 1], gap: rolls[next].gap))
            guard let gap = rolls[next].gap else { continue }
            let cause = Self.causes[place]
            amounts[cause, default: CompensatedSum()].add(gap - reached)
            for (municipality, amount) in rolls[place].influences(to: rolls[next]) {
                influences[cause, default: [:]][municipality, default: CompensatedSum()].add(amount)
            }
            included[cause, default: []].formUnion(Self.causes[place..<next])
            (place, reached) = (next, gap)
        }
        (first, earlier, later) = (gaps[0], gaps[1], gaps[2])
        (self.steps, self.matched, self.redrawn, self.seriesBreak) = (steps, matched, redrawn, seriesBreak)
        parts = ChangeCause.allCases.map { cause in
            Part(
                cause: cause, amount: amounts[cause]?.total ?? 0,
                influences: Self.ordered(influences[cause] ?? [:]),
                including: ChangeCause.allCases.filter { $0 != cause && included[cause]?.contains($0) ?? false })
        }
    }

    /// The largest first, those without any left out.
    private static func ordered(_ influences: [Municipality: CompensatedSum]) -> [Influence] {
        influences.map { Influence(municipality: $0, amount: $1.total) }.filter { $0.amount != 0 }
            .sorted { one, other in
                one.amount.magnitude == other.amount.magnitude
                    ? one.municipality < other.municipality : one.amount.magnitude > other.amount.magnitude
            }
    }
}

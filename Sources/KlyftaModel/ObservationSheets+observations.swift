extension ObservationSheets {
    /// Puts observations, in whatever order they come, into sheets. Where a fact is there twice, the last one counts.
    ///
    /// The periods of an indicator share a roster, so that a municipality that nobody speaks of in one of them is an
    /// empty row there; but a sheet that would be mostly empty has a roster of its own.
    package init(_ observations: some Sequence<Observation>) {
        var desk = SheetDesk()
        for observation in observations { desk.take(observation) }
        self = desk.sheets()
    }
}

/// Where observations are sorted into sheets. Municipalities go by number: two strings a fact are hashed only where the
/// next fact is not about the next municipality.
private struct SheetDesk {
    private struct Key: Hashable {
        let indicator: IndicatorID
        let period: Period
    }

    /// A sheet whose rows are in the order in which they came.
    private struct Draft {
        let key: Key
        var towns: [Int32] = []
        var values: [Double] = []
        var states: [UInt8] = []
    }

    private var towns: [Municipality] = []
    private var numbers: [Municipality: Int32] = [:]
    private var lastTown = -1
    private var drafts: [Draft] = []
    private var places: [Key: Int] = [:]
    private var lastDraft: Int?

    mutating func take(_ observation: Observation) {
        let (draft, town) = (place(of: observation), number(of: observation.municipality))
        drafts[draft].towns.append(town)
        switch observation.outcome {
        case .value(let value):
            drafts[draft].values.append(value)
            drafts[draft].states.append(OutcomeState.value)
        case .absent(let absence):
            drafts[draft].values.append(0)
            drafts[draft].states.append(OutcomeState.of(absence))
        }
    }

    private mutating func place(of observation: Observation) -> Int {
        if let lastDraft {
            let key = drafts[lastDraft].key
            if key.period == observation.period, key.indicator == observation.indicator { return lastDraft }
        }
        let key = Key(indicator: observation.indicator, period: observation.period)
        let place = places[key] ?? drafts.count
        if place == drafts.count {
            places[key] = place
            drafts.append(Draft(key: key))
        }
        lastDraft = place
        return place
    }

    private mutating func number(of municipality: Municipality) -> Int32 {
        let next = lastTown + 1
        if next < towns.count, towns[next] == municipality {
            lastTown = next
            return Int32(next)
        }
        let number = numbers[municipality] ?? Int32(towns.count)
        if number == towns.count {
            numbers[municipality] = number
            towns.append(municipality)
        }
        lastTown = Int(number)
        return number
    }

    /// All of them, in order.
    func sheets() -> ObservationSheets {
        let order = towns.indices.sorted { towns[$0] < towns[$1] }
        var rank = [Int](repeating: 0, count: towns.count)
        for (place, town) in order.enumerated() { rank[town] = place }
        let inOrder = drafts.sorted { ($0.key.indicator, $0.key.period) < ($1.key.indicator, $1.key.period) }
        var binder = SheetBinder(towns: order.map { towns[$0] })
        var rest = inOrder[...]
        while let first = rest.first {
            let chapter = rest.prefix { $0.key.indicator == first.key.indicator }
            let common = binder.roster(of: chapter.lazy.flatMap(\.towns).map { rank[Int($0)] })
            for draft in chapter {
                let towns = draft.towns.lazy.map { rank[Int($0)] }
                let isSparse = draft.towns.count * 2 < binder.count(of: common)
                let roster = isSparse ? binder.roster(of: towns) : common
                binder.bind(draft.key.indicator, draft.key.period, roster, zip(towns, zip(draft.values, draft.states)))
            }
            rest = rest.dropFirst(chapter.count)
        }
        return binder.sheets
    }
}

/// Makes rosters, each once, and the sheets on them.
private struct SheetBinder {
    /// All municipalities, in order.
    let towns: [Municipality]
    private(set) var sheets = ObservationSheets()
    /// By number of the roster the row of each municipality; -1 for one that is not in it.
    private var rows: [[Int32]] = []
    private var numbers: [[Int32]: Int] = [:]

    init(towns: [Municipality]) {
        self.towns = towns
    }

    /// The number of the roster of some municipalities, each named by its place among all.
    mutating func roster(of places: some Sequence<Int>) -> Int {
        var isIn = [Bool](repeating: false, count: towns.count)
        for place in places { isIn[place] = true }
        var next: Int32 = 0
        let rows = isIn.map { isIn -> Int32 in
            guard isIn else { return -1 }
            defer { next += 1 }
            return next
        }
        if let known = numbers[rows] { return known }
        let number = sheets.add(roster: zip(towns, isIn).filter(\.1).map(\.0))
        numbers[rows] = number
        self.rows.append(rows)
        return number
    }

    /// How many municipalities a roster has.
    func count(of roster: Int) -> Int { sheets.rosters[roster].count }

    mutating func bind(
        _ indicator: IndicatorID, _ period: Period, _ roster: Int, _ facts: some Sequence<(Int, (Double, UInt8))>
    ) {
        var values = [Double](repeating: 0, count: count(of: roster))
        var states = [UInt8](repeating: OutcomeState.nothing, count: values.count)
        for (place, fact) in facts {
            let row = Int(rows[roster][place])
            (values[row], states[row]) = fact
        }
        sheets.add(ObservationSheet(indicator, period, roster: roster, values: values, states: states))
    }
}

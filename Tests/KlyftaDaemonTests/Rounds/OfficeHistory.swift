import KlyftaDivide
import KlyftaModel

/// Two offices whose figures grow, are revised, and whose municipalities merge: what happens is picked by dice.
struct OfficeHistory {
    private var dice: Dice
    private var swedish: Office
    private var norwegian: Office

    /// What happened last.
    enum Event: CaseIterable {
        case nothing, arrival, revision, vanished, population, merger, definition
    }

    init(seed: UInt64) {
        dice = Dice(seed)
        swedish = Office("skl", .sweden, ["A", "B"], &dice)
        norwegian = Office("ssb", .norway, ["C"], &dice)
    }

    /// What both have said so far.
    var figures: Figures { Figures([swedish.part, norwegian.part]) }

    /// One of both says something new, or says the same again.
    /// - Returns: what happened, and to which indicator, unless it may concern all.
    mutating func goOn() -> (event: Event, indicator: IndicatorID) {
        let event = Event.allCases.randomElement(using: &dice)!
        let isSwedish = dice.next() % 3 > 0
        let indicator =
            isSwedish ? swedish.happens(event, &dice) : norwegian.happens(event, &dice)
        return (event, indicator)
    }
}

/// SplitMix64: the same history for the same seed.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }
}

private struct Office {
    let country: Country
    var indicators: [Indicator]
    var municipalities: [Municipality]
    var figures: [IndicatorID: [Int: [Municipality: Outcome]]] = [:]
    var populations: [Int: [Municipality: Int]] = [:]
    var changes: [BoundaryChange] = []
    var last = 2015

    init(_ module: String, _ country: Country, _ names: [String], _ dice: inout Dice) {
        self.country = country
        municipalities = (1...14).map { try! Municipality(country, "\(1_000 + $0)") }
        indicators = names.map { Self.indicator("\(module).\($0)") }
        for year in 2010...last { count(year, &dice) }
        for indicator in indicators {
            for year in 2010...last {
                let answers = answers(&dice)
                figures[indicator.id, default: [:]][year] = answers
            }
        }
    }

    static func indicator(_ id: String, breaks: [SeriesBreak] = []) -> Indicator {
        Indicator(
            id: try! IndicatorID(id), title: LocalizedText(sv: id, nb: id, en: id), unit: .percent,
            direction: .higherIsBetter, nature: .register, breaks: breaks,
            attribution: Attribution(raw: "X", derived: "X"))
    }

    mutating func count(_ year: Int, _ dice: inout Dice) {
        let before = populations[year - 1] ?? [:]
        populations[year] = Dictionary(
            uniqueKeysWithValues: municipalities.enumerated().map { place, one in
                (one, (before[one] ?? 2_000 + 1_300 * place) + Int.random(in: -80...400, using: &dice))
            })
    }

    func answers(_ dice: inout Dice) -> [Municipality: Outcome] {
        var answers: [Municipality: Outcome] = [:]
        for one in municipalities where dice.next() % 12 > 0 { answers[one] = answer(&dice) }
        return answers
    }

    func answer(_ dice: inout Dice) -> Outcome {
        switch dice.next() % 9 {
        case 0: .absent(.missing)
        case 1: .absent(.suppressed)
        case 2: .value(0)
        default: .value(Double.random(in: 0...100, using: &dice))
        }
    }

    mutating func happens(_ event: OfficeHistory.Event, _ dice: inout Dice) -> IndicatorID {
        let place = Int.random(in: indicators.indices, using: &dice)
        let id = indicators[place].id
        let year = Int.random(in: 2010...last, using: &dice)
        let one = municipalities.randomElement(using: &dice)!
        let answer = answer(&dice)
        switch event {
        case .nothing: break
        case .arrival:
            if figures[id]?[last] != nil {
                last += 1
                count(last, &dice)
            }
            let answers = answers(&dice)
            figures[id]?[last] = answers
        case .revision: figures[id]?[year]?[one] = answer
        case .vanished: figures[id]?[year]?[one] = nil
        case .population: populations[year]?[one]? += 3_000
        case .merger: merge(&dice)
        case .definition:
            indicators[place] = Self.indicator(id.text, breaks: [SeriesBreak(at: .year(year), because: "new")])
        }
        return id
    }

    /// The first two municipalities become a new one next year.
    private mutating func merge(_ dice: inout Dice) {
        guard municipalities.count > 6 else { return }
        last += 1
        let new = try! Municipality(country, "\(2_000 + last - 2010)")
        for old in municipalities.prefix(2) {
            changes.append(
                BoundaryChange(
                    on: try! CalendarDay(last, 1, 1), from: old, named: "old", to: new, named: "new"))
        }
        municipalities = Array(municipalities.dropFirst(2)) + [new]
        count(last, &dice)
    }

    var part: FigurePart {
        FigurePart(
            indicators: indicators,
            sheets: ObservationSheets(
                figures.flatMap { id, years in
                    years.flatMap { year, answers in answers.map { Observation(id, $0, .year(year), $1) } }
                }),
            populations: populations.flatMap { year, counts in
                counts.map { Population($0, on: try! CalendarDay(year, 12, 31), $1) }
            }, boundaryChanges: changes)
    }
}

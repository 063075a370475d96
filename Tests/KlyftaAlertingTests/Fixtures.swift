import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

let coverageID = try! IndicatorID("skl.coverage")
let watched = GapQuestion(coverageID, .published(low: "small", high: "large"))

/// SplitMix64: the same numbers in every run, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

func coverage(
    _ direction: Indicator.Direction = .higherIsBetter, brokenAt breaks: [Int] = []
) -> Indicator {
    Indicator(
        id: coverageID, title: LocalizedText(sv: "Täckning", nb: "Dekning", en: "Coverage"), unit: .percent,
        direction: direction, nature: .register,
        breaks: breaks.map { SeriesBreak(at: .year($0), because: "new question") },
        attribution: Attribution(raw: "Källa: SKL", derived: "Beräknat av Klyfta"))
}

func gap(_ low: Double?, _ high: Double?, in year: Int, of indicator: Indicator = coverage()) -> Gap {
    func side(_ label: String, _ value: Double?) -> Gap.Side {
        Gap.Side(label: label, n: nil, of: nil, value: value.map(Measured.defined) ?? .undefined(.wordsOnly))
    }
    return Gap(
        indicator: indicator, period: .year(year), low: side("small", low), high: side("large", high),
        weight: .municipality, membership: .published)
}

/// The gaps of years running from 2010; `nil` is a year without a number.
func series(_ differences: [Double?], brokenAt breaks: [Int] = [], question: GapQuestion = watched) -> GapSeries {
    let indicator = coverage(brokenAt: breaks)
    let gaps = differences.enumerated().map { offset, difference in
        gap(difference.map { _ in 0 }, difference, in: 2010 + offset, of: indicator)
    }
    return GapSeries(question: question, indicator: indicator, gaps: gaps)
}

func rule(
    _ condition: GapRule.Condition = .level(above: 10), for patience: Int = 1, id: String = "r",
    question: GapQuestion = watched, severity: GapRule.Severity = .warning, terms: GapRule.Terms = GapRule.Terms()
) -> GapRule {
    GapRule(
        id: id, question: question, condition: condition, patience: patience, severity: severity, terms: terms)
}

func trajectory(
    _ differences: [Double?], brokenAt breaks: [Int] = [], of rule: GapRule = rule(), today: CalendarDay? = nil
) -> Trajectory {
    Trajectory(
        of: rule, through: series(differences, brokenAt: breaks, question: rule.question), today: today)
}

/// What a store remembers between rounds.
struct Ledger {
    private(set) var episodes: [KnownEpisode] = []
    private(set) var events: [AlertEvent] = []

    /// What one round says of the figures, written down at once.
    mutating func round(_ trajectories: [Trajectory], rules: [GapRule]? = nil) -> [AlertEvent] {
        let new = Announcement.events(for: trajectories, rules: rules ?? trajectories.map(\.rule), known: episodes)
        events += new
        episodes = KnownEpisode.all(from: events.map(WrittenEvent.init))
        return new
    }

    /// The same for one rule and the gaps of years running from 2010.
    mutating func round(_ differences: [Double?], of rule: GapRule = rule()) -> [AlertEvent] {
        round([trajectory(differences, of: rule)])
    }
}

/// An event as one line: what, which episode, when, why.
func lines(_ events: [AlertEvent]) -> [String] {
    events.map { "\($0.kind) \($0.episode) \($0.period?.description ?? "-") \($0.reason.rawValue)" }
}

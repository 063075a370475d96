import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

extension DataSet {
    /// Every comparison of an indicator, period by period, with what says how sure it is and where the rules stand.
    static func gaps(of subject: Subject) -> DataSet? {
        let periods = Set(subject.lines.flatMap { $0.series.gaps.map(\.period) }).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(periods, periods.indices))
        let unit = subject.indicator.unit
        return DataSet(
            .gaps, subject.indicator,
            title: LocalizedText(
                sv: "Klyftor mellan mindre och större kommuner: \(subject.indicator.title.sv)",
                nb: "Gap mellom mindre og større kommuner: \(subject.indicator.title.nb)",
                en: "Gaps between smaller and larger municipalities: \(subject.indicator.title.en)"),
            attribution: subject.indicator.attribution.derived, method: gapMethod,
            dimensions: [comparisons(subject.lines), time(periods)],
            measures: [
                Field("low", "The value of the group of smaller municipalities", unit: unit.rawValue),
                Field("high", "The value of the group of larger municipalities", unit: unit.rawValue),
                Field(
                    "difference",
                    "The gap: above 0 the smaller municipalities are worse off; or the measure of all municipalities",
                    unit: unit.ofDifference),
                Field("ratio", "The same as a ratio: above 1 the smaller municipalities are worse off", unit: "ratio"),
            ],
            supports: gapSupports(unit),
            notes: [
                Field("state", "Where the rules stand that last looked at this period, as rule=state"),
                Field("break", "Why figures from this period on cannot be compared with those before it"),
            ],
            rows: subject.lines.enumerated().flatMap { place, line in
                line.series.gaps.map { row($0, of: line, [place, places[$0.period] ?? 0]) }
            },
            rules: .array(subject.lines.flatMap { line in line.standings.map { rule($0, line) } }))
    }

    private static let gapMethod = [
        "low and high are raw values; difference and ratio are turned by the direction of the indicator.",
        "weight says what counts once in a value: each municipality, or each inhabitant.",
        "membership says which population puts a municipality into its class: that of the period (current), that of a base "
            + "period (fixed:PERIOD), or none, where the office formed the groups (published).",
        "lower and upper are the bounds of a 95 % interval for those who did not answer a survey. A register counts all and "
            + "has none; nor has a figure of which nobody said how many answered.",
        "A figure that is missing has a reason and is not zero.",
    ]

    private static func gapSupports(_ unit: Indicator.Unit) -> [Field] {
        [
            Field("lower", "The lower bound of the difference, 95 % confidence", unit: unit.ofDifference),
            Field("upper", "The upper bound of the difference, 95 % confidence", unit: unit.ofDifference),
            Field("n_low", "How many municipalities or respondents the value of low rests on", unit: "count"),
            Field("of_low", "How many there are in all in that group", unit: "count"),
            Field("n_high", "How many municipalities or respondents the value of high rests on", unit: "count"),
            Field("of_high", "How many there are in all in that group", unit: "count"),
        ]
    }

    private static func comparisons(_ lines: [Subject.Line]) -> Dimension {
        Dimension(
            Field(
                "comparison",
                "Who is compared: the groups, the weight, the membership, and the measure if one is watched"),
            .other,
            facts: [
                Field("low_class", "The group of smaller municipalities, by inhabitants or under the office's label"),
                Field("high_class", "The group of larger municipalities, by inhabitants or under the office's label"),
                Field("weight", "What counts once in a value: municipality or inhabitant"),
                Field("membership", "Which population forms the groups: current, fixed:PERIOD or published"),
                Field(
                    "measure", "The measure of all municipalities that is watched instead of a difference of two groups"
                ),
                Field("difference_unit", "What difference is counted in"),
                Field("threshold", "The level above which a rule speaks", unit: "difference_unit"),
                Field("rules", "The rules that watch it"),
            ], lines.map(category))
    }

    private static func category(_ line: Subject.Line) -> Category {
        let last = line.series.gaps.last
        let (low, high) = (line.series.question.low, line.series.question.high)
        let measure = last?.reading?.measure
        let parts = [
            low, high, last?.weight.rawValue, line.series.question.membership.description, measure?.key,
        ].compactMap(\.self)
        let label = measure.map { $0.name.en } ?? "\(low) and \(high)"
        return Category(
            parts.joined(separator: "/"), "\(label), per \(last?.weight.rawValue ?? Weight.municipality.rawValue)",
            [
                .text(low), .text(high), Cell(last?.weight.rawValue),
                .text(line.series.question.membership.description),
                Cell(measure?.key), .text(line.unitOfDifference), Cell(line.threshold),
                Cell(line.standings.isEmpty ? nil : line.standings.map(\.rule).joined(separator: " ")),
            ])
    }

    private static func row(_ gap: Gap, of line: Subject.Line, _ places: [Int]) -> Row {
        let bounds = line.intervals[gap.period]
        let period = gap.period.description
        let states = line.standings.filter { $0.period == period }.map { "\($0.rule)=\($0.state)" }
        return Row(
            places, [Figure(gap.low.value), Figure(gap.high.value), Figure(gap.difference), Figure(gap.ratio)],
            [
                Cell(bounds?.lowerBound), Cell(bounds?.upperBound), Cell(gap.low.n), Cell(gap.low.of), Cell(gap.high.n),
                Cell(gap.high.of),
            ],
            [
                Cell(states.isEmpty ? nil : states.joined(separator: " ")),
                Cell(gap.indicator.breaks.first { $0.period == gap.period }?.reason),
            ])
    }

    private static func rule(_ standing: Standing, _ line: Subject.Line) -> JSONValue {
        [
            "rule": .text(standing.rule), "comparison": .text(category(line).code),
            "severity": .text(standing.severity), "state": .text(standing.state), "since": JSONValue(standing.since),
            "period": JSONValue(standing.period), "verdict": .text(standing.verdict),
            "obstacle": JSONValue(standing.obstacle), "condition": JSONValue(standing.numbers?.condition),
            "measured": JSONValue(standing.numbers?.measured), "threshold": JSONValue(standing.numbers?.threshold),
        ]
    }
}

extension Subject.Line {
    /// What the difference is counted in, in words.
    fileprivate var unitOfDifference: String {
        guard let measure = series.gaps.last?.reading?.measure else { return series.indicator.unit.ofDifference }
        return measure.unit == .indicator ? series.indicator.unit.rawValue : measure.unit.name.en
    }
}

import KlyftaDivide
import KlyftaModel

let coverageID = try! IndicatorID("skl.coverage")
let small = try! SizeClass("0-9999")
let large = try! SizeClass("10000+")

func coverage(
    _ direction: Indicator.Direction = .higherIsBetter, _ nature: Indicator.Nature = .register,
    brokenAt breaks: [Int] = []
) -> Indicator {
    Indicator(
        id: coverageID, title: LocalizedText(sv: "Täckning", nb: "Dekning", en: "Coverage"), unit: .percent,
        direction: direction, nature: nature,
        breaks: breaks.map { SeriesBreak(at: .year($0), because: "new question") },
        attribution: Attribution(raw: "Källa: SKL", derived: "Beräknat av Klyfta"))
}

func day(_ text: String) -> CalendarDay { try! CalendarDay(text) }

func municipality(_ text: String) -> Municipality { try! Municipality(text) }

func value(of code: String, _ value: Double, in year: Int = 2014) -> Observation {
    Observation(coverageID, municipality(code), .year(year), .value(value))
}

func absence(of code: String, _ absence: Absence) -> Observation {
    Observation(coverageID, municipality(code), .year(2014), .absent(absence))
}

func crowd(of code: String, on text: String = "2014-12-31", _ inhabitants: Int) -> Population {
    Population(municipality(code), on: day(text), inhabitants)
}

func figures(
    _ observations: [Observation], _ populations: [Population], indicator: Indicator = coverage()
) -> Figures {
    Figures(indicators: [indicator], observations: observations, populations: populations)
}

func panel(
    _ observations: [Observation], _ populations: [Population], membership: Membership = .current,
    in year: Int = 2014, indicator: Indicator = coverage()
) -> Panel {
    Panel(
        of: indicator, in: .year(year), membership: membership,
        from: figures(observations, populations, indicator: indicator))
}

/// Municipalities with these values and inhabitants, numbered in order from 1001.
func members(_ values: [Double], inhabitants: [Int]? = nil) -> [Panel.Member] {
    let codes = values.indices.map { "SE-\(1001 + $0)" }
    return panel(
        zip(codes, values).map { value(of: $0, $1) },
        zip(codes, inhabitants ?? values.map { _ in 1_000 }).map { crowd(of: $0, $1) }
    ).members
}

func gap(
    _ low: Double?, _ high: Double?, in year: Int = 2014, of indicator: Indicator = coverage()
) -> Gap {
    func side(_ label: String, _ value: Double?) -> Gap.Side {
        Gap.Side(label: label, n: nil, of: nil, value: value.map(Measured.defined) ?? .undefined(.wordsOnly))
    }
    return Gap(
        indicator: indicator, period: .year(year), low: side("small", low), high: side("large", high),
        weight: .municipality, membership: .published)
}

func published(
    _ id: String, _ year: Int, _ label: String, _ value: Double?, words: String = "", weight: Weight = .municipality
) -> PublishedFigure {
    PublishedFigure(
        id: id, indicator: coverageID, period: .year(year), group: PublishedGroup(.size, label), value: value,
        words: words, n: value == nil ? nil : 86, of: 290, denominator: "municipalities that answered", weight: weight,
        source: "SKL 2014")
}

extension Measured {
    /// The number rounded to nine decimals, so that a worked example can be written as it is printed.
    var rounded: Measured { map { ($0 * 1e9).rounded() / 1e9 } }
}

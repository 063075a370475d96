import Foundation
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaPublishing
import Testing

/// An edition of a small country: two municipalities a class, four years, a new definition in the third.
enum Specimen {
    /// Texts that would be marks, were they not texts.
    static let hostile = "< 5 000 & \"Å\" 'b' </script><script>\u{202E}x"

    /// Two countries of the same sizes, with one indicator each that is declared to measure the same, or with one for both.
    static func countries(isShared: Bool) throws -> Edition {
        func indicator(_ id: String) throws -> Indicator {
            Indicator(
                id: try IndicatorID(id), title: LocalizedText(sv: id, nb: id, en: id), unit: .percent,
                direction: .higherIsBetter, nature: .register,
                attribution: Attribution(raw: "X", derived: "derived of \(id)"),
                concept: isShared ? nil : "fibre")
        }
        let own = try indicator("tst.A1")
        let others: [Country: Indicator] = [.sweden: own, .norway: isShared ? own : try indicator("other.B1")]
        let sizes = [4_000, 12_000, 30_000, 60_000, 120_000]
        var (observations, populations): ([Observation], [Population]) = ([], [])
        for (country, indicator) in others {
            for (place, size) in sizes.enumerated() {
                let one = try Municipality(country, (100 + place).padded(to: 4))
                for year in 2020...2023 {
                    let value = Double(40 + place * 10 + (year - 2020) * (country == .sweden ? 2 : 4))
                    observations.append(Observation(indicator.id, one, .year(year), .value(value)))
                    populations.append(Population(one, on: try CalendarDay(year, 12, 31), size))
                }
            }
        }
        let figures = Figures(
            indicators: Set(others.values).sorted { $0.id < $1.id }, observations: observations,
            populations: populations)
        func profiles(_ country: Country, _ indicator: Indicator) -> [SizeProfile] {
            figures.periods(of: indicator.id).map {
                SizeProfile(
                    of: Panel(of: indicator, in: $0, membership: .current, from: figures).within(country), on: .standard
                )
            }
        }
        let beside = others.sorted { $0.key < $1.key }.map {
            Subject.CountryProfiles(country: $0, indicator: $1, profiles: profiles($0, $1))
        }
        let last = Panel(of: own, in: .year(2023), membership: .current, from: figures)
        return edition(
            [
                Subject(
                    indicator: own, lines: [], profiles: profiles(.sweden, own), panel: last, published: [],
                    countries: beside)
            ], names: figures.names)
    }

    /// An edition of so many rules, alerts and figures of an office that no page holds them all.
    static func crowded(_ count: Int) throws -> Edition {
        let indicator = Indicator(
            id: try IndicatorID("tst.C1"), title: LocalizedText(sv: hostile, nb: hostile, en: hostile), unit: .percent,
            direction: .higherIsBetter, nature: .survey, attribution: Attribution(raw: "X", derived: "Y"))
        let published = (0..<count).map {
            PublishedFigure(
                id: "p\($0)", indicator: indicator.id, period: .year(2000 + $0), group: PublishedGroup(.all, "all"),
                value: Double($0), words: "", n: nil, of: nil, denominator: "", source: "")
        }
        let whole = try edition()
        let records = try (0..<count).map { try told("abc-\($0)-fired") }
        let silent = try (0..<count).map { place in
            Subject(
                indicator: Indicator(
                    id: try IndicatorID("tst.S\(place)"), title: indicator.title, unit: .percent,
                    direction: .higherIsBetter, nature: .survey, attribution: indicator.attribution),
                lines: [], profiles: [], panel: nil, published: [], countries: [])
        }
        let line = try #require(whole.subjects.first?.lines.first)
        let subject = Subject(
            indicator: indicator, lines: Array(repeating: line, count: 8), profiles: [], panel: nil,
            published: published,
            countries: [])
        return Edition(
            version: "1.0", committed: whole.committed, state: whole.state, subjects: [subject] + silent, told: records,
            names: [:])
    }

    /// - Parameter limits: whether two rules watch its gap, one for a level and one for a growth since 2022, and everybody
    ///   answered in the last period.
    static func edition(title: String = "Fibre", missing: Bool = false, limits: Bool = false) throws -> Edition {
        let indicator = Indicator(
            id: try IndicatorID("tst.A1"), title: LocalizedText(sv: title, nb: title, en: title), unit: .percent,
            direction: .higherIsBetter, nature: .register,
            breaks: [SeriesBreak(at: .year(2022), because: "counted anew")],
            attribution: Attribution(raw: "Kilde: X & Y", derived: "Beregnet på tall fra X"))
        let sizes = [4_000, 8_000, 12_000, 18_000, 30_000, 40_000, 60_000, 90_000, 120_000, 900_000]
        let all = try sizes.indices.map { try Municipality(.sweden, (100 + $0).padded(to: 4)) }
        let years = [2020, 2021, 2022, 2023]
        let observations = years.flatMap { year in
            all.indices.map { place in
                let value = 20 + Double(place) * 7 + Double(year - 2020) * 2 + (place > 7 ? Double(year - 2020) : 0)
                let isAbsent = missing && place > 7 && year == 2023
                return Observation(
                    indicator.id, all[place], .year(year), isAbsent ? .absent(.suppressed) : .value(value))
            }
        }
        let populations = try years.flatMap { year in
            try all.indices.map { Population(all[$0], on: try CalendarDay(year, 12, 31), sizes[$0]) }
        }
        let figures = Figures(
            indicators: [indicator], observations: observations, populations: populations,
            names: [MunicipalityName(all[0], hostile)])
        return try edition(of: indicator, in: figures, limits: limits)
    }

    private static func edition(of indicator: Indicator, in figures: Figures, limits: Bool) throws -> Edition {
        let panels = figures.periods(of: indicator.id).map {
            Panel(of: indicator, in: $0, membership: .current, from: figures)
        }
        let rules = try limits ? [standing("level", 50), standing("widened", 3, since: "2022")] : []
        let lines = [GapQuestion.usual(of: indicator.id, in: figures)].compactMap(\.self).compactMap { question in
            GapSeries(answering: question, from: figures).map { series in
                var decomposer = GapDecomposer(question, in: figures)
                return Subject.Line(
                    series: series, intervals: [.year(2023): limits ? 65...65 : 60...70], standings: rules,
                    change: try? decomposer?.decomposition(from: .year(2022), to: .year(2023)))
            }
        }
        return try Self.edition(
            [
                Subject(
                    indicator: indicator, lines: lines, profiles: panels.map { SizeProfile(of: $0, on: .standard) },
                    panel: panels.last, published: [], countries: [])
            ], alerts: rules + (limits ? [standing("level", 0.25, measure: "gini_w")] : []),
            told: [told("abc-1-fired")], names: figures.names)
    }

    private static func edition(
        _ subjects: [Subject], alerts: [Standing] = [], told: [Edition.Told] = [], names: [Municipality: String]
    ) -> Edition {
        Edition(
            version: "1.0", committed: CommitTime(milliseconds: 1_717_489_440_000),
            state: CurrentState(asOfSeq: 1, changedAt: "2024-06-04T08:24:00.000Z", alerts: alerts), subjects: subjects,
            told: told, names: names)
    }

    /// Where a rule stands that watched the gap last in 2023.
    private static func standing(
        _ condition: String, _ threshold: Double, since: String? = nil, measure: String? = nil
    ) throws -> Standing {
        let then = since.map { "\"then\":{\"period\":\"\($0)\",\"gap\":60}," } ?? ""
        let measure = measure.map { "\"measure\":\"\($0)\"," } ?? ""
        return try JSONDecoder().decode(
            Standing.self,
            from: Data(
                """
                {"rule":"\(condition)","rule_revision":"1","alert":"abc","indicator":"tst.A1","severity":"info","state":"inactive",
                "verdict":"assessed","numbers":{"indicator":"tst.A1","title":"","unit":"percent","direction":"higher-is-better",
                "nature":"register","weight":"municipality","membership":"current","low_class":"0-9999","high_class":"100000+",
                "now":{"period":"2023","gap":65},\(then)\(measure)"measured":5,"threshold":\(threshold),"condition":"\(condition)",
                "for_periods":1}}
                """.utf8))
    }

    private static func told(_ id: String) throws -> Edition.Told {
        let letter = Letter(
            subject: hostile, sentence: hostile, facts: [Letter.Fact(label: hostile, text: hostile)])
        let record = try JSONDecoder().decode(
            AlertRecord.self,
            from: Data(
                """
                {"v":1,"seq":1,"id":"\(id)","ts":"2024-06-04T08:24:00.000Z","kind":"fired","reason":"new-period",
                "alert":"abc","episode":1,"rule":"fibre","message":"fired"}
                """.utf8))
        return Edition.Told(record: record, letters: [.english: letter])
    }
}

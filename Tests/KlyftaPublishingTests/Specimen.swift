import Foundation
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaPublishing

/// An edition of a small country: two municipalities a class, four years, a new definition in the third.
enum Specimen {
    /// Texts that would be marks, were they not texts.
    static let hostile = "< 5 000 & \"Å\" 'b' </script><script>\u{202E}x"

    static func edition(title: String = "Fibre", missing: Bool = false) throws -> Edition {
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
        return try edition(of: indicator, in: figures)
    }

    private static func edition(of indicator: Indicator, in figures: Figures) throws -> Edition {
        let panels = figures.periods(of: indicator.id).map {
            Panel(of: indicator, in: $0, membership: .current, from: figures)
        }
        let lines = [GapQuestion.usual(of: indicator.id, in: figures)].compactMap(\.self).compactMap { question in
            GapSeries(answering: question, from: figures).map { series in
                var decomposer = GapDecomposer(question, in: figures)
                return Subject.Line(
                    series: series, intervals: [.year(2023): 60...70], standings: [],
                    change: try? decomposer?.decomposition(from: .year(2022), to: .year(2023)))
            }
        }
        let letter = Letter(
            subject: hostile, sentence: hostile, facts: [Letter.Fact(label: hostile, text: hostile)])
        let record = try JSONDecoder().decode(
            AlertRecord.self,
            from: Data(
                """
                {"v":1,"seq":1,"id":"abc-1-fired","ts":"2024-06-04T08:24:00.000Z","kind":"fired","reason":"new-period",
                "alert":"abc","episode":1,"rule":"fibre","message":"fired"}
                """.utf8))
        return Edition(
            version: "1.0", committed: CommitTime(milliseconds: 1_717_489_440_000),
            state: CurrentState(asOfSeq: 1, changedAt: "2024-06-04T08:24:00.000Z", alerts: []),
            subjects: [
                Subject(
                    indicator: indicator, lines: lines, profiles: panels.map { SizeProfile(of: $0, on: .standard) },
                    panel: panels.last, published: [], countries: [.sweden])
            ], told: [Edition.Told(record: record, letters: [.english: letter])], names: figures.names)
    }
}

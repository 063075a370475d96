import KlyftaDivide
import KlyftaModel
import Testing

@testable import KlyftaAlerting

/// A country of three small and two large municipalities, of which Huddinge grows into the large ones.
struct ChangeExplanationTests {
    private let id = try! IndicatorID("skl.N07900")

    private func explanation(in language: Language, brokenAt breaks: [Int] = []) throws -> ChangeExplanation {
        let indicator = Indicator(
            id: id, title: LocalizedText(sv: "Bredband", nb: "Bredbånd", en: "Broadband"), unit: .percent,
            direction: .higherIsBetter, nature: .register,
            breaks: breaks.map { SeriesBreak(at: .year($0), because: "households") },
            attribution: Attribution(raw: "Källa: Kolada", derived: "Beräknat av Klyfta"))
        let rows = [
            ("SE-0001", 10.0, 12.0, 5_000, 5_000), ("SE-0002", 20, 24, 5_000, 5_000),
            ("SE-0126", 30, 36, 9_990, 10_010),
            ("SE-0003", 60, 70, 50_000, 50_000), ("SE-0004", 70, 80, 50_000, 50_000),
        ]
        let figures = Figures(
            indicators: [indicator],
            observations: try rows.flatMap { code, then, now, _, _ in
                [
                    Observation(id, try Municipality(code), .year(2011), .value(then)),
                    Observation(id, try Municipality(code), .year(2012), .value(now)),
                ]
            },
            populations: try rows.flatMap { code, _, _, then, now in
                [
                    Population(try Municipality(code), on: try CalendarDay(2011, 12, 31), then),
                    Population(try Municipality(code), on: try CalendarDay(2012, 12, 31), now),
                ]
            })
        let groups = GapQuestion.Groups.sizeClasses(
            low: try SizeClass("0-9999"), high: try SizeClass("10000+"), .municipality, .current)
        var decomposer = try #require(GapDecomposer(GapQuestion(id, groups), in: figures))
        return ChangeExplanation(
            of: try decomposer.decomposition(from: .year(2011), to: .year(2012)),
            names: [try Municipality("SE-0126"): "Huddinge", try Municipality("SE-0003"): "Malmö"],
            borders: figures.borderCases(of: id, through: .year(2012), at: [10_000], .current), in: language)
    }

    @Test(arguments: [
        (
            Language.english,
            """
            The gap between 0-9999 and 10000+ inhabitants in skl.N07900 moved from 2011 to 2012 by -1.00 percentage points, \
            from 45.00 to 44.00. Of this: -7.00 comes of municipalities that changed their size class (Huddinge -7.00); \
            +6.00 is real change in the municipalities that answered both times (Malmö +5.00, SE-0004 +5.00, Huddinge -2.00). \
            At a limit of the classes: Huddinge, 10010 inhabitants, over or under 10000 in 2012.
            """
        ),
        (
            .swedish,
            """
            Klyftan mellan 0-9999 och 10000+ invånare i skl.N07900 ändrades från 2011 till 2012 med -1,00 procentenheter, från \
            45,00 till 44,00. Av detta: -7,00 beror på kommuner som bytte storleksklass (Huddinge -7,00); +6,00 är verklig \
            förändring i de kommuner som svarade båda gångerna (Malmö +5,00, SE-0004 +5,00, Huddinge -2,00). Vid en \
            klassgräns: Huddinge, 10010 invånare, över eller under 10000 år 2012.
            """
        ),
        (
            .norwegian,
            """
            Gapet mellom 0-9999 og 10000+ innbyggere i skl.N07900 endret seg fra 2011 til 2012 med -1,00 prosentpoeng, fra \
            45,00 til 44,00. Av dette: -7,00 skyldes kommuner som byttet størrelsesklasse (Huddinge -7,00); +6,00 er virkelig \
            endring i kommunene som svarte begge ganger (Malmö +5,00, SE-0004 +5,00, Huddinge -2,00). Ved en klassegrense: \
            Huddinge, 10010 innbyggere, over eller under 10000 i 2012.
            """
        ),
    ])
    func `a change is told with its parts and those who did it`(_ language: Language, _ sentence: String) throws {
        #expect(try explanation(in: language).sentence == sentence)
    }

    @Test func `rows are the parts, the largest first, and the change they add up to`() throws {
        let rows = try explanation(in: .english).rows
        #expect(rows.map(\.name) == ["class moves", "real change", "the whole change"])
        #expect(rows.map(\.text) == ["-7.00", "+6.00", "-1.00"])
        #expect(rows[0].amount + rows[1].amount == rows[2].amount)
    }

    @Test(arguments: Language.allCases)
    func `a new definition in between is said in every language`(_ language: Language) throws {
        let text = try explanation(in: language, brokenAt: [2012]).sentence
        let plain = try explanation(in: language).sentence
        #expect(text.contains("2012;") && !plain.contains("2012;"))
    }

    @Test func `every cause has its own words in every language`() {
        for language in Language.allCases {
            #expect(Set(ChangeCause.allCases.map { $0.name[language] }).count == ChangeCause.allCases.count)
            #expect(Set(ChangeCause.allCases.map { $0.clause[language] }).count == ChangeCause.allCases.count)
        }
    }
}

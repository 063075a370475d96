import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import KlyftaPublishing
import Testing

struct EditionTests {
    @Test
    func `without a rule an indicator shows the usual comparison`() async throws {
        let figures = Figures([try await Shipped.skl()])
        let id = try IndicatorID("skl.N07900")
        let subject = try #require(Subject.all(in: figures, rules: [], standings: []).first { $0.indicator.id == id })
        let line = try #require(subject.lines.first)
        #expect(subject.lines.count == 1)
        #expect(line.series.question == GapQuestion.usual(of: id, in: figures))
        #expect(line.series.gaps.count == figures.periods(of: id).count)
        #expect(subject.panel?.period == figures.periods(of: id).last)
        #expect(line.intervals.isEmpty, "a register counts everybody")
    }

    @Test
    func `the interval of a survey holds the gap it belongs to`() async throws {
        let figures = Figures([try await Shipped.skl()])
        let lines = Subject.all(in: figures, rules: [], standings: []).flatMap(\.lines)
        let surveyed = lines.filter { !$0.intervals.isEmpty }
        #expect(!surveyed.isEmpty)
        for line in surveyed {
            for gap in line.series.gaps {
                guard let bounds = line.intervals[gap.period], let gap = gap.difference.value else { continue }
                #expect(bounds.contains(gap))
            }
        }
    }

    /// An indicator of one municipality in each of some countries.
    private func indicator(_ id: String, _ concept: String, unit: Indicator.Unit = .percent) throws -> Indicator {
        Indicator(
            id: try IndicatorID(id), title: LocalizedText(sv: "Fiber", nb: "Fiber", en: "Fibre"), unit: unit,
            direction: .higherIsBetter, nature: .register, attribution: Attribution(raw: "", derived: ""),
            concept: concept.isEmpty ? nil : concept)
    }

    @Test(arguments: [
        ("fibre", "fibre", Indicator.Unit.percent, ["NO no.b", "SE se.a"]), ("fibre", "other", .percent, []),
        ("fibre", "", .percent, []), ("", "", .percent, []), ("fibre", "fibre", .count, []),
    ])
    func `countries are beside one another only where their indicators are declared comparable, whatever their titles`(
        one: String, other: String, unit: Indicator.Unit, beside: [String]
    ) throws {
        let (swedish, norwegian) = (try indicator("se.a", one), try indicator("no.b", other, unit: unit))
        let places = [(swedish, try Municipality(.sweden, "0114")), (norwegian, try Municipality(.norway, "0301"))]
        let figures = Figures(
            indicators: [swedish, norwegian],
            observations: places.map { Observation($0.id, $1, .year(2023), .value(50)) },
            populations: try places.map { Population($1, on: try CalendarDay(2023, 12, 31), 5_000) })
        for subject in Subject.all(in: figures, rules: [], standings: []) {
            #expect(subject.countries.map { "\($0.country) \($0.indicator.id)" } == beside)
        }
    }

    @Test
    func `one indicator of two countries is beside itself`() throws {
        let both = try indicator("xx.a", "")
        let places = [try Municipality(.sweden, "0114"), try Municipality(.norway, "0301")]
        let figures = Figures(
            indicators: [both], observations: places.map { Observation(both.id, $0, .year(2023), .value(50)) },
            populations: try places.map { Population($0, on: try CalendarDay(2023, 12, 31), 5_000) })
        let subject = try #require(Subject.all(in: figures, rules: [], standings: []).first)
        #expect(subject.countries.map(\.country) == [.norway, .sweden])
        #expect(subject.countries.allSatisfy { $0.profiles.last?.rows.map(\.n) == [1, 0, 0, 0, 0] })
    }
}

import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaTestKit
import Testing

@testable import KlyftaStore

@Suite("Tests of change in the store", .onEveryStore)
struct TestedRoundTests {
    /// One test, as a round brings it: two small and two large municipalities, the gap grown from 10 to 15.
    static func tested(_ growth: Double = 5) throws -> [TestedChange] {
        let id = try IndicatorID("office.fibre")
        let classes = SizeScale(cuts: [10_000]).classes
        let units = try ["0001", "0002", "1001", "1002"].map { try Municipality(.sweden, $0) }
        let figures = Figures(
            indicators: [
                Indicator(
                    id: id, title: LocalizedText(sv: "Fiber", nb: "Fiber", en: "Fibre"), unit: .percent,
                    direction: .higherIsBetter, nature: .register,
                    attribution: Attribution(raw: "Office", derived: "Klyfta"))
            ],
            observations: units.enumerated().flatMap { place, unit in
                [2023, 2024].map { year in
                    let isGrown = place > 1 && year == 2024
                    return Observation(
                        id, unit, .year(year), .value(place > 1 ? 20 + (isGrown ? growth : 0) : 10))
                }
            },
            populations: try units.enumerated().flatMap { place, unit in
                try [2023, 2024].map {
                    Population(unit, on: try CalendarDay($0, 12, 31), place > 1 ? 50_000 : 5_000)
                }
            })
        var test = WideningTest(by: .amount(1))
        test.minimumAnswers = 2
        let rule = GapRule(
            id: "r",
            question: GapQuestion(id, .sizeClasses(low: classes[0], high: classes[1], .municipality, .current)),
            condition: .provenWidening(test, since: .previous, falseDiscovery: 0.1), patience: 1, severity: .info)
        let series = try #require(GapSeries(answering: rule.question, from: figures))
        let examination = try #require(Examination(of: rule, through: series, from: figures))
        return TestLedger(of: [examination], known: []).new
    }

    private func commit(_ tests: [TestedChange], to store: Store) throws -> Bool {
        try store.commit([], standings: [], tests: tests, routes: [], language: .english, at: .monday).isNew
    }

    @Test
    func `what a test came to is read back as it was, with its numbers`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            let tests = try Self.tested()
            #expect(tests.count == 1)
            let isNews = try commit(tests, to: store)
            #expect(isNews)
            #expect(try readStore(directory).tests() == tests.map(\.outcome))
            #expect(try store.testNumbers() == tests.map { AlertRecord.Test($0) })
            let isNewsAgain = try commit([], to: store)
            #expect(!isNewsAgain)
        }
    }

    @Test
    func `a test that was made before is refused, and its whole round with it`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            _ = try commit(Self.tested(), to: store)
            let rows = try store.rows()
            let both = try Self.tested(6) + Self.tested()
            let fault = #expect(throws: StoreFault.self) { try commit(both, to: store) }
            #expect(fault?.problem.contains(/test[._]key/) == true)
            #expect(try store.rows() == rows)
        }
    }
}

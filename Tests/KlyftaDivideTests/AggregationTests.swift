import KlyftaDivide
import KlyftaModel
import Testing

struct AggregationTests {
    private func parts(_ values: [Double?], _ people: [Double?]) -> [Aggregation.Part] {
        zip(values, people).map { Aggregation.Part($0, population: $1) }
    }

    @Test(arguments: [
        (rule: Aggregation.sum, values: [20, 0, 3], answer: Measured.defined(23)),
        (.meanByPopulation, [40, 22.5, 30], .defined(37)),
        (.any, [0, 0, 3], .defined(1)), (.any, [0, 0, 0], .defined(0)),
        (.none, [1, 2, 3], .undefined(.ordinal)),
        (.sum, [20, nil, 3], .undefined(.noValues)), (.meanByPopulation, [40, nil, 30], .undefined(.noValues)),
        (.any, [nil, 3, 0], .defined(1)), (.any, [nil, 0, 0], .undefined(.noValues)),
    ])
    func `counts add up, rates are weighed, any is or, categories are refused`(
        rule: Aggregation, values: [Double?], answer: Measured
    ) {
        #expect(rule(parts(values, [30_000, 5_000, 2_500])) == answer)
    }

    @Test(arguments: Aggregation.allCases)
    func `of nothing there is no figure, and one part is itself`(rule: Aggregation) {
        #expect(rule([]) == .undefined(.noValues))
        #expect(rule(parts([1], [nil])) == .defined(1))
    }

    @Test func `a rate without inhabitants has no mean`() {
        #expect(Aggregation.meanByPopulation(parts([1, 2], [0, 0])) == .undefined(.noInhabitants))
        #expect(Aggregation.meanByPopulation(parts([1, 2], [5, nil])) == .undefined(.noInhabitants))
    }

    @Test func `a share of a part takes of its count and its inhabitants, and leaves its rate`() {
        let part = Aggregation.Part(50, population: 1_000)
        #expect(Aggregation.sum.share(0.1, of: part) == Aggregation.Part(5, population: 100))
        #expect(Aggregation.meanByPopulation.share(0.1, of: part) == Aggregation.Part(50, population: 100))
    }

    @Test(arguments: [
        (Indicator.Unit.count, Indicator.Nature.register, Aggregation.sum), (.percent, .survey, .meanByPopulation),
        (.points, .ordinal, .none), (.megabitsPerSecond, .register, .meanByPopulation),
        (.any, .register, .any),
    ])
    func `what is right follows from the indicator`(
        unit: Indicator.Unit, nature: Indicator.Nature, rule: Aggregation
    ) throws {
        let indicator = Indicator(
            id: try IndicatorID("ssb.test"), title: LocalizedText(sv: "a", nb: "a", en: "a"), unit: unit,
            direction: .higherIsBetter, nature: nature, attribution: Attribution(raw: "SSB", derived: "SSB"))
        #expect(Aggregation(for: indicator) == rule)
    }
}

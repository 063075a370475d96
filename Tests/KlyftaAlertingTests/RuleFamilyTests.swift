import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import Testing

struct RuleFamilyTests {
    private let family: RuleFamily

    init() throws {
        family = RuleFamily(
            id: "all", pattern: try IndicatorPattern("skl.*"), unit: .percent,
            exceptions: [try IndicatorID("skl.excepted")], model: rule(id: "all"))
    }

    private func figures(_ indicators: [Indicator]) -> Figures {
        Figures(
            indicators: indicators, observations: [], populations: [],
            published: indicators.flatMap { indicator in
                ["small", "large"].map { label in
                    PublishedFigure(
                        id: "\(indicator.id) \(label)", indicator: indicator.id, period: .year(2020),
                        group: PublishedGroup(.sector, label), value: 1, words: "", n: nil, of: nil,
                        denominator: "municipalities", source: "Report")
                }
            })
    }

    private func indicator(
        _ id: String, _ direction: Indicator.Direction = .higherIsBetter, _ unit: Indicator.Unit = .percent
    ) throws -> Indicator {
        Indicator(
            id: try IndicatorID(id), title: LocalizedText(sv: id, nb: id, en: id), unit: unit, direction: direction,
            nature: .register, attribution: Attribution(raw: "Office", derived: "Klyfta"))
    }

    @Test func `every indicator that fits and of which one end is better has an instance of its own`() throws {
        let figures = figures([
            try indicator("skl.b"), try indicator("skl.a"), try indicator("skl.excepted"),
            try indicator("skl.neutral", .neutral), try indicator("skl.speed", .higherIsBetter, .megabitsPerSecond),
            try indicator("ssb.c"),
        ])
        let rules = family.rules(on: figures, known: [])
        #expect(rules.map(\.id) == ["all:skl.a", "all:skl.b"])
        #expect(Set(rules.map(\.alertID)).count == 2)
    }

    @Test func `an open alert keeps its instance when its indicator is gone`() throws {
        let instance = family.rule(for: try IndicatorID("skl.gone"))
        func known(isClosed: Bool) -> KnownEpisode {
            KnownEpisode(
                alertID: instance.alertID, ruleID: instance.id, ruleRevision: "", number: 1, fired: .year(2020),
                isClosed: isClosed)
        }
        #expect(family.rules(on: figures([]), known: [known(isClosed: false)]) == [instance])
        #expect(family.rules(on: figures([]), known: [known(isClosed: true)]) == [])
        let rules = family.rules(on: figures([]), known: [known(isClosed: false)])
        #expect(Announcement.events(for: [], rules: rules, known: [known(isClosed: false)]) == [])
    }

    @Test(arguments: ["skl", "skl.", "*", "skl*", "skl.a", "skl.*.*", ".*", "a b.*"])
    func `a pattern is a module, a dot, perhaps a beginning, and a star`(text: String) {
        #expect(throws: InvalidText.self) { try IndicatorPattern(text) }
    }
}

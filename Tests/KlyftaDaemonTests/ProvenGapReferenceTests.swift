import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import Testing

@testable import KlyftaDaemon

/// Tested rules on the figures that ship.
struct ProvenGapReferenceTests {
    private let figures: Figures

    init() async throws {
        figures = Figures([try await Shipped.skl()])
    }

    private func round(
        _ indicator: String, by amount: Double, since: GapRule.Baseline, _ membership: Membership,
        _ inference: Inference
    ) throws -> Round {
        var test = WideningTest(by: .amount(amount))
        test.inference = inference
        let groups = GapQuestion.Groups.sizeClasses(
            low: try SizeClass("0-9999"), high: try SizeClass("100000+"), .municipality, membership)
        let rule = GapRule(
            id: "r", question: GapQuestion(try IndicatorID(indicator), groups),
            condition: .provenWidening(test, since: since, falseDiscovery: 0.1), patience: 1, severity: .info)
        return Round(on: figures, rules: [rule], known: [], language: .english)
    }

    @Test func `in the complete register of broadband every change is a fact, and two of them are alerts`() throws {
        let round = try round("skl.N07900", by: 1, since: .previous, .fixed(.year(2009)), .finite)
        #expect(round.tests.filter { !$0.comparison.isFact }.isEmpty && round.tests.count == 11)
        let episodes = round.trajectories[0].episodes
        #expect(episodes.map(\.fired) == [.year(2010), .year(2012)])
        #expect(episodes.map { $0.firedWith.measured.fixed(2) } == ["2.71", "1.08"])
        let broken = round.trajectories[0].steps.filter { $0.verdict.finding == nil }
        #expect(broken.map(\.period) == [.year(2015), .year(2021)])
    }

    @Test func `of the process behind the register there is an interval, and less is proven`() throws {
        let round = try round("skl.N07900", by: 1, since: .previous, .fixed(.year(2009)), .superpopulation)
        #expect(round.tests.allSatisfy { !$0.comparison.isFact && $0.comparison.lower < $0.comparison.change })
        #expect(round.trajectories[0].episodes.count <= 2)
    }

    /// 6.15 with 73 small and 17 large ones; the p is SciPy's.
    @Test func `rural gigabit grew by 6.15 from 2017 to 2018, which may be chance`() throws {
        let round = try round("skl.N07920", by: 3, since: .period(.year(2017)), .current, .superpopulation)
        let first = try #require(round.tests.first { $0.comparison.now == .year(2018) })
        #expect(first.comparison.change.fixed(2) == "6.15" && first.comparison.state == .watch)
        #expect(first.comparison.widening.p.fixed(4) == "0.0864")
        #expect(round.events.isEmpty)
        #expect(round.standings.map(\.test) == ["quiet"])
        let facts = try self.round("skl.N07920", by: 3, since: .period(.year(2017)), .current, .finite)
        #expect(facts.tests.filter { !$0.comparison.isFact }.isEmpty)
        #expect(facts.trajectories[0].episodes.first?.fired == .year(2018))
    }
}

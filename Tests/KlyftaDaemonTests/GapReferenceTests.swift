import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import Testing

@testable import KlyftaDaemon

/// The gaps that were found in these figures before Klyfta was written.
struct GapReferenceTests {
    private let figures: Figures

    init() async throws {
        figures = Figures([try await Shipped.skl(), try await Shipped.ssb()])
    }

    @Test(arguments: [
        (membership: Membership.current, before: 43.05, after: 42.80),
        (.fixed(.year(2009)), 42.93, 44.01),
    ])
    func `fixed classes turn a narrowing of 2012 into a widening`(
        _ membership: Membership, _ before: Double, _ after: Double
    ) throws {
        let series = try Shipped.series("skl.N07900", membership, in: figures)
        #expect(abs(series.difference(in: 2011) - before) < 0.005)
        #expect(abs(series.difference(in: 2012) - after) < 0.005)
    }

    @Test(arguments: [
        (2020, Weight.municipality, 5.79), (2020, .inhabitant, -5.24), (2022, .municipality, 3.94),
        (2022, .inhabitant, -10.21),
    ])
    func `the weight decides who trails on rural gigabit`(_ year: Int, _ weight: Weight, _ gap: Double) throws {
        let series = try Shipped.series("skl.N07920", per: weight, in: figures)
        #expect(abs(series.difference(in: year) - gap) < 0.005)
    }

    @Test(arguments: [
        (
            "skl.N07900", 2009,
            [40.62, 43.33, 43.05, 42.80, 39.86, 38.99, 41.03, 37.85, 32.34, 29.60, 26.34, 24.73, 23.39, 23.13]
        ),
        ("skl.N07918", 2017, [23.83, 20.01, 16.80, 12.58, 10.89, 8.34]),
        ("skl.N07920", 2017, [1.79, 8.43, 5.65, 5.79, 6.19, 3.94]),
        ("skl.N90002", 2021, [37.51, 42.38]),
        ("skl.N00563", 2021, [7.74, 5.30]),
    ])
    func `the gaps of the shipped figures are the known ones`(
        _ indicator: String, _ first: Int, _ gaps: [Double]
    ) throws {
        let series = try Shipped.series(indicator, in: figures)
        #expect(series.gaps.count == gaps.count)
        for (offset, gap) in gaps.enumerated() {
            #expect(abs(series.difference(in: first + offset) - gap) < 0.005, "\(first + offset)")
        }
    }

    @Test func `SSB's electronic purchase widened by 7.9 points from 2004 to 2005`() throws {
        let change = try ssbChange("electronic-purchase")
        #expect(change.kind == .widened && change.trailing == .low)
        #expect(abs(change.amount - 7.9) < 1e-9)
    }

    @Test func `SSB's ICT security changed sign, which is no widening`() throws {
        let change = try ssbChange("ict-security")
        #expect(change.kind == .reversed && change.trailing == .low)
        #expect(abs(change.amount - 12.7) < 1e-9)
        let groups = GapQuestion.Groups.published(low: "<15000", high: ">15000")
        let rule = GapRule(
            id: "security", question: GapQuestion(try IndicatorID("ssb.strategy.ict-security"), groups),
            condition: .widened(by: 0.1, since: .previous), patience: 1, severity: .warning)
        let round = Round(on: figures, rules: [rule], known: [], language: .english)
        #expect(round.events.isEmpty && round.standings.map(\.state) == ["inactive"])
        #expect(round.standings.first?.message?.contains("changed sign") == true)
    }

    private func ssbChange(_ area: String) throws -> GapChange {
        let series = try Shipped.published("ssb.strategy.\(area)", "<15000", ">15000", in: figures)
        #expect(series.gaps.map(\.period) == [.year(2004), .year(2005)])
        return try GapChange(from: series.gaps[0], to: series.gaps[1])
    }

    @Test(arguments: [Weight.municipality, .inhabitant], [Membership.current, .fixed(.year(2009))])
    func `no rule alerts across the break of 2015`(_ weight: Weight, _ membership: Membership) throws {
        let series = try Shipped.series("skl.N07900", per: weight, membership, in: figures)
        for since in [GapRule.Baseline.previous, .period(.year(2014)), .period(.year(2009))] {
            let rule = GapRule(
                id: "sensitive", question: series.question, condition: .widened(by: 0.001, since: since), patience: 1,
                severity: .info)
            let steps = Trajectory(of: rule, through: series).steps
            let at2015 = try #require(steps.first { $0.period == .year(2015) })
            #expect(at2015.verdict == .notAssessable(.seriesBreak(series.indicator.breaks[0])))
            #expect(!Trajectory(of: rule, through: series).episodes.contains { $0.fired == .year(2015) })
        }
    }

    @Test(arguments: [Membership.current, .fixed(.year(2017))], [0.001, 1])
    func `gigabit coverage never alerts as widened`(_ membership: Membership, _ threshold: Double) throws {
        let series = try Shipped.series("skl.N07918", membership, in: figures)
        for since in [GapRule.Baseline.previous, .period(.year(2017))] {
            let rule = GapRule(
                id: "gigabit", question: series.question, condition: .widened(by: threshold, since: since),
                patience: 1, severity: .info)
            #expect(Trajectory(of: rule, through: series).episodes.isEmpty)
        }
    }

    @Test(arguments: [
        ("skl.N0790", "<15000", ">15000", "no source delivers skl.N0790"),
        (
            "ssb.strategy.ict-security", "<1500", ">15000",
            "no period of ssb.strategy.ict-security has figures for both <1500 and >15000"
        ),
        (
            "ssb.strategy.ict-security", ">15000", "<15000",
            "no gap in 2004: the group of larger municipalities is named first"
        ),
        (
            "ssb.strategy.ict-security", "all", ">15000", "no gap in 2004: the two groups are of different kinds"
        ),
    ])
    func `a rule that cannot speak says why`(_ indicator: String, _ low: String, _ high: String, _ why: String) throws {
        let rule = GapRule(
            id: "mute", question: GapQuestion(try IndicatorID(indicator), .published(low: low, high: high)),
            condition: .widened(by: 1, since: .period(.year(2004))), patience: 1, severity: .info)
        let standing = try #require(
            Round(on: figures, rules: [rule], known: [], language: .english).standings.first)
        #expect(standing.isBlind && standing.obstacle == why, "\(standing.obstacle ?? "")")
    }
}

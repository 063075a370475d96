import Foundation
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import Testing

@testable import KlyftaDaemon

/// The rules that ship, on the figures that ship.
struct ShippedRulesTests {
    private static let folder = Shipped.root.appending(path: "Sources/klyfta").path

    private let rules: RuleSet

    init() throws { rules = try RuleFile.rules(of: "\(Self.folder)/rules.yaml", registry: Shipped.registry) }

    private func releases() async throws -> [Release] { [try await Shipped.skl(), try await Shipped.ssb()] }

    @Test func `played over the figures that ship they fire between never and three times a year, all together`()
        async throws
    {
        let replay = Replay(rules, on: Replay.Moment.periodByPeriod(try await releases()), in: .english)
        #expect(replay.years >= 15)
        #expect((replay.firedByYear.values.max() ?? 0) <= 3, "\(replay.firedByYear)")
        for (_, event) in replay.events where event.kind == .fired {
            let alert = try #require(event.alert)
            let sentence = Explanation(of: alert, .fired, in: .english).headline
            #expect(sentence.hasSuffix(".") && sentence.contains("(threshold "), "\(sentence)")
        }
    }

    @Test func `every indicator with figures of smaller and of larger municipalities is watched`() async throws {
        let figures = Figures(try await releases())
        let watched = Set(rules.inForce(on: figures).map(\.question.indicator))
        for indicator in figures.indicators.values where indicator.direction != .neutral {
            let hasTowns = figures.periods(of: indicator.id).count > 0
            let sizes = Set(
                (figures.published[indicator.id] ?? []).filter { $0.group.kind == .size }.map(\.group.label))
            if hasTowns || sizes.count > 1 { #expect(watched.contains(indicator.id), "\(indicator.id)") }
        }
    }

    @Test func `the tests of rules that ship pass, the vintage story among them`() throws {
        let tests = try RuleFile.tests(of: "\(Self.folder)/test-rules.yaml", registry: Shipped.registry)
        #expect(tests.map(\.name).contains("a revision withdraws the alert") && tests.count >= 4)
        for test in tests { #expect(test.failures() == [], "\(test.name)") }
    }
}

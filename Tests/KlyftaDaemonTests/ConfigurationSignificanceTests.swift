import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import Testing

/// The keys of a rule that tests a change.
struct ConfigurationSignificanceTests {
    private static func text(_ keys: String, between: String = "[0-9999, 100000+]", by: String = "2") -> String {
        """
        state: /s
        sources: {skl: {}}
        rules:
          r:
            indicator: skl.1
            between: \(between)
            widened: {by: \(by), since: 2017}
            \(keys.split(separator: "\n").joined(separator: "\n    "))
        """
    }

    private func rule(_ text: String) throws -> GapRule { try #require(try readConfiguration(text).rules.first) }

    @Test func `significance alone turns on a test with the defaults of the guide`() throws {
        let rule = try rule(Self.text("significance: 0.95"))
        #expect(
            rule.condition
                == .provenWidening(WideningTest(by: .amount(2)), since: .period(.year(2017)), falseDiscovery: 0.1))
        #expect(rule.question.membership == .current)
    }

    @Test func `a rule may say every part of its test`() throws {
        let keys = """
            significance: 0.9
            measure: gini_w
            scale: 10000,100000
            min_n: 8
            coverage: 0.6
            inference: superpopulation
            false_discovery: 0.05
            looks: 4
            membership: fixed:2010
            """
        let rule = try rule(Self.text(keys, by: "5 %"))
        var test = WideningTest(by: .share(0.05))
        (test.confidence, test.measure, test.scale) = (0.9, .micro(.gini, .inhabitant), try SizeScale("10000,100000"))
        (test.minimumAnswers, test.coverage, test.inference, test.looks) = (8, 0.6, .superpopulation, 4)
        #expect(rule.condition == .provenWidening(test, since: .period(.year(2017)), falseDiscovery: 0.05))
        guard case .sizeClasses(_, _, let weight, let membership) = rule.question.groups else { return }
        #expect(weight == .inhabitant && membership == .fixed(.year(2010)))
    }

    @Test(arguments: ["5 %", "5%", "'5 %'"])
    func `a threshold may be a share of the gap then`(by: String) throws {
        let condition = try rule(Self.text("significance: 0.95", by: by)).condition
        #expect(condition.test?.threshold == .share(0.05))
    }

    @Test func `a share at or above a value names that value`() throws {
        let rule = try rule(Self.text("significance: 0.95\nmeasure: share_at_or_above_u\nat_or_above: 50", by: "0.1"))
        #expect(rule.condition.test?.cut == 50)
    }

    @Test(arguments: [
        ("measure: r", "2", "c.yaml:8:5: 'measure' belongs to a test of change, and this rule makes none"),
        ("looks: 2\ninference: finite", "2", "c.yaml:9:5: 'inference' belongs to a test of change"),
        ("severity: info", "5 %", "c.yaml:7:19: a share of the gap then is held only against a test"),
        ("significance: 95", "2", "c.yaml:8:19: '95' is no confidence"),
        ("significance: 0.95\nmeasure: palma_u", "2", "c.yaml:9:14: no change of 'palma_u' can be tested: it jumps"),
        ("significance: 0.95\nmeasure: ginni_u", "2", "did you mean 'gini_u'?"),
        ("significance: 0.95\nmeasure: r", "2", "c.yaml:7:19: 'r' is a ratio, and widens by a share"),
        ("significance: 0.95\nmeasure: share_zero_u", "5 %", "c.yaml:7:19: 'share_zero_u' is a share itself"),
        ("significance: 0.95\nmeasure: share_at_or_above_u", "0.1", "there is no 'at_or_above' in rules.r"),
        ("significance: 0.95\nat_or_above: 5", "2", "c.yaml:9:5: 'at_or_above' is the limit of the share"),
        ("significance: 0.95\nscale: 10000", "2", "c.yaml:9:5: 'd' compares two classes and looks at no others"),
        ("significance: 0.95\nmembership: current", "2", "c.yaml:9:17: with classes of each period"),
        (
            "significance: 0.95\nmeasure: gini_w\nweight: municipality", "2",
            "c.yaml:10:13: 'gini_w' counts each inhabitant"
        ),
        ("significance: 0.95\nmeasure: gini_u\nscale: 20000", "2", "c.yaml:6:14: 'gini_u' looks at all classes"),
        ("significance: 0.95\nmin_n: 1", "2", "c.yaml:9:12: '1' is no whole number from 2 to 10000"),
        ("significance: 0.95\ncoverage: 50", "2", "c.yaml:9:15: '50' is no share above 0 and up to 1"),
        ("significance: 0.95\nfalse_discovery: 0", "2", "c.yaml:9:22: '0' is no share above 0 and up to 1"),
        ("significance: 0.95\nlooks: 1.5", "2", "c.yaml:9:12: '1.5' is no whole number from 1 to 100"),
        ("significance: 0.95\ninference: finit", "2", "did you mean 'finite'?"),
        ("significanse: 0.95", "2", "did you mean 'significance'?"),
    ])
    func `what cannot be tested is refused where it stands`(keys: String, by: String, message: String) throws {
        let faults = try configurationFaults(of: Self.text(keys, by: by))
        #expect(faults.contains { $0.description.contains(message) }, "\(faults)")
    }

    @Test func `published groups and levels are not tested`() throws {
        let published = try configurationFaults(of: Self.text("significance: 0.95", between: "[a, b]"))
        #expect(published.map(\.place) == ["c.yaml:8:5"])
        let level = Self.text("significance: 0.95").replacing(
            "widened: {by: 2, since: 2017}", with: "level: {above: 4}")
        #expect(
            try configurationFaults(of: level).map(\.problem) == [
                "a level is a state and no change, so there is nothing to test"
            ])
    }

    @Test func `the defaults of a test are shown where there is one`() throws {
        func effective(_ text: String) throws -> String {
            try ConfigurationReading(of: text, named: "c.yaml", registry: idleRegistry).effective()
        }
        let tested = try effective(Self.text("significance: 0.95"))
        for line in [
            "min_n: 5", "coverage: 0.5", "inference: finite", "false_discovery: 0.10", "looks: 1", "measure: d",
        ] {
            #expect(tested.contains("\(line)  # default"), "\(tested)")
        }
        #expect(try !effective(Self.text("severity: info")).contains("min_n"))
    }
}

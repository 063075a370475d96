import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import Testing

/// The keys that say how an alert ends, how final figures must be, and what of a revision is told.
struct ConfigurationTermsTests {
    private static func text(
        _ keys: String, indicator: String = "indicator: skl.1", rule: String = "level: {above: 10}"
    )
        -> String
    {
        """
        state: /s
        sources: {skl: {}}
        rules:
          r:
            \(indicator)
            between: [small, large]
            \(rule)
            \(keys.split(separator: "\n").joined(separator: "\n    "))
        """
    }

    private func terms(_ keys: String) throws -> GapRule.Terms {
        try #require(try readConfiguration(Self.text(keys)).rules.first).terms
    }

    @Test func `a baseline may be pinned to the gap it had`() throws {
        let configuration = try readConfiguration(
            "state: /s\nsources: {skl: {}}\nrules: {r: {indicator: skl.1, between: [0-1, 2+], "
                + "widened: {by: 4, since: 2019, pinned: 6.2}}}")
        #expect(configuration.rules[0].condition == .widened(by: 4, since: .pinned(6.2, .year(2019))))
    }

    @Test(arguments: [
        ("widened: {by: 4, pinned: 6.2}", "a gap is pinned of a period; name it beside, such as 'since: 2019'"),
        ("widened: {by: 4, since: 2019, pinned: much}", "'much' is no plain number"),
        ("widened: {by: 4, since: 2019, pined: 1}", "did you mean 'pinned'?"),
        ("widened: {by: 4, since: 2019, pinned: 1}, significance: 0.95", "a pinned gap is one number"),
    ])
    func `what cannot be pinned is refused`(condition: String, problem: String) {
        #expect {
            try readConfiguration(
                "state: /s\nsources: {skl: {}}\nrules: {r: {indicator: skl.1, between: [0-1, 2+], \(condition)}}")
        } throws: {
            "\($0)".contains(problem)
        }
    }

    @Test func `a rule that says nothing of it has the usual terms`() throws {
        #expect(try terms("") == GapRule.Terms())
    }

    @Test func `a rule may say every part of them`() throws {
        let keys = """
            clear: 8
            keep_firing_for: 2 periods
            settled: 60d
            allow_provisional: true
            on_revision: {amend_if: 0.5}
            labels: {team: digital, län: x}
            """
        let expected = GapRule.Terms(
            keeping: 2, clear: 8, settling: 60, allowsProvisional: true, amendment: 0.5, labels: ["team": "digital"])
        #expect(try terms(keys.replacing(", län: x", with: "")) == expected)
    }

    @Test(arguments: [
        ("clear: 10", "an alert that opens above 10.0 cannot clear at 10"),
        ("allow_provisional: true", "without 'settled' every figure counts as final"),
        ("settled: 1h", "figures settle in whole days"),
        ("keep_firing_for: 0 periods", "is no number of periods"),
        ("on_revision: {amend_if: 0}", "a revision by 0 is none"),
        ("on_revision: {amendif: 1}", "did you mean 'amend_if'?"),
        ("labels: {län: x}", "is no name for a label"),
        ("labels: {rule: x}", "the label 'rule' names the alert itself"),
        ("keepfiring_for: 1 period", "did you mean 'keep_firing_for'?"),
        ("unit: percent", "'unit' chooses among many indicators"),
    ])
    func `what cannot be meant is refused with its place`(keys: String, message: String) {
        #expect { try readConfiguration(Self.text(keys)) } throws: {
            "\($0)".contains(message) && "\($0)".contains(":8:")
        }
    }

    @Test func `a reversal has an amount, a baseline, and neither a test nor a limit to clear at`() throws {
        let text = Self.text("", rule: "reversed: {by: 3, since: 2014}")
        let rule = try #require(try readConfiguration(text).rules.first)
        #expect(rule.condition == .reversed(by: 3, since: .period(.year(2014))))
        for keys in ["significance: 0.95", "clear: 1", "level: {above: 3}"] {
            #expect(throws: (any Error).self) {
                try readConfiguration(Self.text(keys, rule: "reversed: {by: 3}"))
            }
        }
    }

    @Test func `a rule may be for all indicators of a module, of one unit, with exceptions`() throws {
        let many = "indicators: skl.*\n    unit: percent\n    except: skl.a"
        let family = try #require(try readConfiguration(Self.text("", indicator: many)).families.first)
        #expect(family.pattern.description == "skl.*" && family.unit == .percent)
        #expect(family.exceptions == [try IndicatorID("skl.a")])
        let rule = family.rule(for: try IndicatorID("skl.b"))
        #expect(rule.id == "r:skl.b" && rule.question.indicator.text == "skl.b")
        #expect(rule.question.groups == .published(low: "small", high: "large"))
    }

    @Test(arguments: [
        ("indicators: skl", "is no pattern of indicators"), ("indicators: '*'", "is no pattern of indicators"),
        ("indicators: esv.*", "no source 'esv' is loaded"),
        ("indicators: skl.*\n    indicator: skl.1", "either 'indicator' or 'indicators'"),
    ])
    func `a pattern names a module that is loaded`(indicator: String, message: String) {
        #expect { try readConfiguration(Self.text("", indicator: indicator)) } throws: { "\($0)".contains(message) }
    }
}

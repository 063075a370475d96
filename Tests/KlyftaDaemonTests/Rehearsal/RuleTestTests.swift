import Foundation
import KlyftaAlerting
import KlyftaModel
import Testing

@testable import KlyftaDaemon

/// Tests of rules have to fail where they should: one that cannot fail proves nothing.
struct RuleTestTests {
    private static let rules = """
        rules:
          gap: { indicator: skl.fibre, between: [0-9999, 100000+], level: { above: 12 }, for: 2 periods }
          proven:
            indicator: skl.fibre
            between: [0-9999, 100000+]
            widened: { by: 2, since: previous }
            significance: 0.95
            inference: superpopulation
          many: { indicators: skl.*, between: [small, large], level: { above: 12 } }

        """

    private func failures(_ body: String) throws -> [String] {
        try withTests(Self.rules + "tests:\n  t:\n    " + body.split(separator: "\n").joined(separator: "\n    "))
            .flatMap { $0.failures() }
    }

    private func withTests(_ text: String) throws -> [RuleTest] {
        let file = FileManager.default.temporaryDirectory.appending(path: "klyfta-\(UUID().uuidString).yaml")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try RuleFile.tests(of: file.path, registry: Shipped.registry)
    }

    private static let story = """
        rule: gap
        vintages:
          2026-03-20: { 2024: 13.1, 2025: 14.3 }
          2026-05-10: { 2024: 11.8, 2025: 11.2 }
        expect:

        """

    @Test(arguments: [
        ("{ state: firing, value: 14.3, events: fired }", "{ state: retracted, was: 14.3, events: [retracted] }", nil),
        ("{ events: fired }", "{ events: retracted }", nil),
        ("{ events: fired }", "{ state: retracted }", "what is announced is expected to be nothing, and is retracted"),
        ("{ state: pending, events: fired }", "{ events: retracted }", "the state is expected to be pending"),
        ("{ value: 14.2, events: fired }", "{ events: retracted }", "the value is expected to be 14.20, and is 14.30"),
        ("{ since: 2024, events: fired }", "{ events: retracted }", "the period since then is expected to be 2024"),
        ("{ events: fired }", "{ was: 13, events: retracted }", "what was told before is expected to be 13.00"),
        ("{ events: fired }", "{ events: resolved }", "expected to be resolved, and is retracted"),
    ])
    func `what does not come as expected is told with its place`(march: String, may: String, failure: String?) throws {
        let found = try failures(Self.story + "  2026-03-20: \(march)\n  2026-05-10: \(may)")
        #expect(found.isEmpty == (failure == nil), "\(found)")
        if let failure { #expect(found.first?.contains(failure) == true, "\(found)") }
        #expect(found.allSatisfy { $0.contains(".yaml:") })
    }

    @Test func `a vintage of which nothing is expected fails, and so does its alert`() throws {
        let found = try failures(Self.story + "  2026-05-10: { state: retracted, events: retracted }")
        #expect(found.count == 2 && found[0].hasSuffix("nothing is expected of this vintage"), "\(found)")
    }

    @Test func `an expectation before anything is published fails`() throws {
        let found = try failures(
            Self.story + "  2026-01-01: {}\n  2026-03-20: { events: fired }\n  2026-05-10: { events: retracted }")
        #expect(found.count == 1 && found[0].contains("nothing is published by 2026-01-01"), "\(found)")
    }

    @Test(arguments: [
        ("proven", "fired", "{ 2024: 10, 2025: 13 }"), ("many:skl.fibre", "fired", "{ 2024: 10, 2025: 13 }"),
        ("proven", "", "{ 2024: 10, 2025: 11 }"),
    ])
    func `rules with a test and rules for many are tried like any other`(
        rule: String, events: String, gaps: String
    ) throws {
        let expected = events.isEmpty ? "{}" : "{ events: \(events) }"
        #expect(
            try failures("rule: \(rule)\nvintages: { 2026-03-20: \(gaps) }\nexpect: { 2026-03-20: \(expected) }") == [])
    }

    /// Figures come in March of two years, and not in between.
    private static let waiting = """
        rules:
          gap: { indicator: skl.fibre, between: [0-9999, 100000+], level: { above: 12 } }
        sources: { skl: { expect: "*-03-31" } }
        tests:
          t:
            rule: gap
            vintages: { 2026-03-20: { 2025: 3 }, 2028-04-10: { 2025: 3, 2026: 4 } }
            expect:
              2026-03-20: {}

        """

    @Test(arguments: [
        ("2027-03-30: { alert: KlyftaSourceLate, state: inactive }", nil),
        ("2027-04-01: { alert: KlyftaSourceLate, state: firing, events: fired }", nil),
        ("2027-04-01: { alert: KlyftaSourceLate, events: fired }", nil),
        ("2027-04-01: { alert: KlyftaSourceStale, state: firing }", "the state of KlyftaSourceStale is expected to be"),
        ("2027-04-01: { alert: KlyftaSourceLate, state: inactive }", "is expected to be inactive, and is firing"),
        ("2027-04-01: { alert: KlyftaSourceLate }", "is expected to be nothing, and is fired"),
        ("2027-04-01: {}", "on 2027-04-01 nothing is expected, but there is: KlyftaSourceLate fired"),
        ("2028-04-05: { alert: KlyftaSourceStale, state: firing }", nil),
    ])
    func `an alert about a source is tried by its calendar, and one that nobody expects fails`(
        line: String, failure: String?
    ) throws {
        let wasStale = line.hasPrefix("2028")
        let end = "      2028-04-10: { alert: KlyftaSourceStale, state: \(wasStale ? "resolved" : "inactive") }\n"
        let found = try withTests(Self.waiting + "      \(line)\n" + end).flatMap { $0.failures() }
        #expect(found.isEmpty == (failure == nil), "\(found)")
        if let failure { #expect(found.contains { $0.contains(failure) }, "\(found)") }
    }

    @Test(arguments: [
        ("sources: { skl: {} }", "alert: KlyftaSourceLate", "there is no 'expect' in sources.skl"),
        ("sources: { skl: { expct: daily } }", "alert: KlyftaSourceLate", "did you mean 'expect'?"),
        (
            "sources: { ssb: { expect: daily } }", "alert: KlyftaSourceLate",
            "nothing says when figures of this source are due"
        ),
        ("sources: { skl: { expect: daily } }", "alert: KlyftaSourceLat", "did you mean 'KlyftaSourceLate'?"),
    ])
    func `what is asked of a source needs its calendar`(sources: String, alert: String, message: String) {
        let test = "tests: { t: { rule: gap, vintages: { 2026-01-01: {} }, expect: { 2026-01-01: { \(alert) } } } }"
        #expect { try withTests(Self.rules + "\(sources)\n" + test) } throws: { "\($0)".contains(message) }
    }

    @Test(arguments: [
        ("rules: [nowhere.yaml]\ntests: { t: {} }", "there is no file"),
        ("rules: {}\n", "there is no 'tests'"), ("rules: {}\ntests: {}\n", "there is no test"),
        (Self.rules + "tests: { t: { rule: gapp } }", "did you mean 'gap'?"),
        (Self.rules + "tests: { t: { rule: gap, vintage: {} } }", "did you mean 'vintages'?"),
        (Self.rules + "tests: { t: { rule: gap, vintages: { 2026-02-30: {} } } }", "is no day"),
        (
            Self.rules + "tests: { t: { rule: gap, vintages: {}, expect: { 2026-01-01: { state: fireing } } } }",
            "did you mean 'firing'?"
        ),
    ])
    func `a file that is missing or makes no sense is refused with its place`(text: String, message: String) {
        #expect { try withTests(text) } throws: { "\($0)".contains(message) }
    }

    @Test func `a file that is not there is no test that passes`() {
        #expect(throws: ConfigurationFaults.self) {
            try RuleFile.tests(of: "/nowhere/tests.yaml", registry: Shipped.registry)
        }
    }
}

import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import Testing

struct CheckReportTests {
    private static let id = try! IndicatorID("office.fibre")

    private func standing(
        _ rule: String, firing: Bool, severity: GapRule.Severity = .warning
    ) -> Standing {
        var standing = Standing(
            of: GapRule(
                id: rule, question: GapQuestion(Self.id, .published(low: "a", high: "b")), condition: .level(above: 1),
                patience: 1, severity: severity), along: nil, open: nil, in: .english)
        if firing { (standing.state, standing.since) = ("firing", "2024") }
        standing.verdict = "assessed"
        return standing
    }

    private func state(_ standings: [Standing], source: String = "fresh") -> CurrentState {
        CurrentState(asOfSeq: 1, changedAt: "", alerts: standings).with([
            SourceStanding(
                source: "office", state: source, message: "", asked: nil, succeeded: nil, newestPeriod: nil,
                nextExpected: nil, rows: 1, vintage: nil)
        ])
    }

    @Test(arguments: [
        ("fresh", CheckReport.Status.ok), ("late", .ok), ("stale", .warning), ("failing", .warning),
        ("partial", .warning), ("withdrawn", .warning),
    ])
    func `a source that does not fare well is a warning, one that is late is not`(
        source: String, status: CheckReport.Status
    ) {
        #expect(CheckReport(state([standing("a", firing: false)], source: source)).status == status)
    }

    @Test func `the worst open alert counts, and info changes nothing`() {
        func status(_ severities: GapRule.Severity...) -> CheckReport.Status {
            CheckReport(state(severities.map { standing("\($0)", firing: true, severity: $0) })).status
        }
        #expect(status(.info) == .ok && status(.info, .warning) == .warning && status(.warning, .critical) == .critical)
    }

    @Test func `where no rule has a verdict nothing is known`() {
        var blind = standing("a", firing: false)
        blind.verdict = "no-figures"
        #expect(CheckReport(state([blind])).status == .unknown)
        #expect(CheckReport(state([blind, standing("b", firing: false)])).status == .ok)
    }

    @Test func `fault 42: a name from outside can neither begin the numbers nor end the line`() {
        let report = CheckReport(unknown: "a|b\nc")
        #expect(report.line == "KLYFTA UNKNOWN - a/b c")
    }

    @Test func `a rule that is not there is unknown, and the nearest one is named`() {
        let report = CheckReport(state([standing("broadband", firing: true)]), rule: "broadbnd")
        #expect(report.status == .unknown)
        #expect(report.line == "KLYFTA UNKNOWN - there is no rule 'broadbnd'. Did you mean broadband?")
    }

    @Test func `one rule for many indicators is checked with all its instances`() {
        let report = CheckReport(
            state([standing("many:office.a", firing: true), standing("other", firing: true, severity: .critical)]),
            rule: "many")
        #expect(report.status == .warning && report.line.contains("1 of 1 rules firing"))
    }
}

struct MetricTextTests {
    @Test(arguments: SourceState.allCases)
    func `a source has a metric for each state, and is in one of them`(state: SourceState) {
        let source = SourceStanding(
            source: "office", state: state.rawValue, message: "", asked: nil, succeeded: nil, newestPeriod: nil,
            nextExpected: nil, rows: 1, vintage: nil)
        let text = MetricText(CurrentState(asOfSeq: 1, changedAt: "", alerts: []).with([source]), version: "1").text
        let samples = text.split(separator: "\n").filter { $0.hasPrefix("klyfta_source_state{") }
        #expect(samples.count == SourceState.allCases.count)
        #expect(
            samples.filter { $0.hasSuffix(" 1.0") } == [
                "klyfta_source_state{source=\"office\",state=\"\(state.rawValue)\"} 1.0"
            ])
    }

    @Test func `every line is a help, a type or a sample of the family above it, with escaped labels`() throws {
        var standing = Standing(
            of: GapRule(
                id: "r", question: GapQuestion(try IndicatorID("office.fibre"), .published(low: "a", high: "b")),
                condition: .level(above: 1), patience: 1, severity: .warning), along: nil, open: nil, in: .english)
        standing.rule = "a\"b\\c\nd"
        let text = MetricText(CurrentState(asOfSeq: 1, changedAt: "", alerts: [standing]), version: "1").text
        #expect(text.hasSuffix("\n") && !text.contains("\n\n"))
        #expect(text.contains(#"rule="a\"b\\c\nd""#))
        var family = ""
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            if words[0] == "#" {
                family = words[2]
            } else {
                #expect(line.hasPrefix("\(family){") || line.hasPrefix("\(family) "), "\(line)")
                #expect(words.last.flatMap(Double.init) != nil, "\(line)")
            }
        }
    }

    @Test func `how the data of a rule fare is that of its source, or that there is no verdict`() throws {
        let blind = Standing(
            of: GapRule(
                id: "r", question: GapQuestion(try IndicatorID("office.fibre"), .published(low: "a", high: "b")),
                condition: .level(above: 1), patience: 1, severity: .warning), along: nil, open: nil, in: .english)
        var assessed = blind
        assessed.verdict = "assessed"
        let stale = SourceStanding(
            source: "office", state: "stale", message: "", asked: nil, succeeded: nil, newestPeriod: nil,
            nextExpected: nil, rows: 1, vintage: nil)
        #expect(blind.flagged(by: [stale]).data == "insufficient")
        #expect(assessed.flagged(by: [stale]).data == "stale")
        #expect(assessed.flagged(by: [stale]).state == assessed.state)
    }
}

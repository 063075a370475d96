import CalendarEvents
import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import Testing

/// A module that delivers nothing and takes a text and two well-known options.
protocol IdleSource: IndicatorSource {
    init()
}

extension IdleSource {
    static var summary: String { "nothing" }
    static var options: [SourceOption] { [.figures, .indicators] }
    static var sample: String { "" }

    init(_ options: SourceOptions, shipped: DataFolder) throws {
        if options[list: .indicators]?.isEmpty == true {
            throw SourceFault(
                at: "sources.\(Self.id).indicators", "the list is empty", remedy: "Name at least one indicator.")
        }
        self.init()
    }

    func release() async throws -> Release { throw CancellationError() }
}

struct IdleSKL: IdleSource { static let id = try! SourceID("skl") }
struct IdleSSB: IdleSource { static let id = try! SourceID("ssb") }
struct IdleESV: IdleSource { static let id = try! SourceID("esv") }

let idleRegistry = try! SourceRegistry([IdleSKL.self, IdleSSB.self, IdleESV.self])

/// What is wrong with a text that is read under the name `c.yaml`; there must be something.
func configurationFaults(of text: String) throws -> [ConfigurationFault] {
    try #require(throws: ConfigurationFaults.self) {
        try Configuration.read(text, named: "c.yaml", registry: idleRegistry)
    }.faults
}

func readConfiguration(_ text: String) throws -> Configuration {
    try Configuration.read(text, named: "c.yaml", registry: idleRegistry)
}

@Suite
struct ConfigurationTests {
    static let full = """
        state: /var/lib/klyfta/
        alert-file: /var/log/klyfta/alerts.jsonl
        control: /run/klyfta/control.sock
        language: nb
        jitter: 20min
        recompute:
          schedule: "*-*-* 08:30 Europe/Stockholm"
        sources:
          ssb: {}
          skl:
            schedule: "Mon..Fri *-*-* 08:20 Europe/Stockholm"
            deadline: 90s
            enabled: true
            figures: /srv/figures
            indicators: [N07900, 0301, no]
          esv:
            enabled: false
        rules:
          published:
            indicator: ssb.99-1
            between: ["<10000", ">100000"]
            widened: { by: 1.5, since: 2014H1 }
            for: 3
          fast-broadband:
            indicator: skl.N07900
            between: [0-9999, 100000+]
            weight: inhabitant
            membership: fixed:2009
            level: { above: 40 }
            for: 2 periods
            severity: critical
          asleep:
            enabled: false
            indicator: esv.a
            between: [0-1, 2+]
            level: { above: 0 }
        """

    @Test
    func `a configuration that says everything`() throws {
        let expected = Configuration(
            stateDirectory: "/var/lib/klyfta", alertFile: "/var/log/klyfta/alerts.jsonl",
            controlSocket: "/run/klyfta/control.sock", language: .norwegian, jitter: .seconds(1200),
            recompute: try CalendarEvent("*-*-* 08:30 Europe/Stockholm"),
            sources: [
                SourceConfiguration(
                    id: IdleSKL.id, schedule: try CalendarEvent("Mon..Fri *-*-* 08:20 Europe/Stockholm"),
                    deadline: .seconds(90),
                    options: SourceOptions(["figures": ["/srv/figures"], "indicators": ["N07900", "0301", "no"]])),
                SourceConfiguration(
                    id: IdleSSB.id, schedule: try CalendarEvent("daily"), deadline: .seconds(60),
                    options: SourceOptions()),
            ],
            rules: [
                GapRule(
                    id: "fast-broadband",
                    question: GapQuestion(
                        try IndicatorID("skl.N07900"),
                        .sizeClasses(
                            low: try SizeClass("0-9999"), high: try SizeClass("100000+"), .inhabitant,
                            .fixed(.year(2009)))),
                    condition: .level(above: 40), patience: 2, severity: .critical),
                GapRule(
                    id: "published",
                    question: GapQuestion(
                        try IndicatorID("ssb.99-1"), .published(low: "<10000", high: ">100000")),
                    condition: .widened(by: 1.5, since: .period(try Period("2014H1"))), patience: 3,
                    severity: .warning),
            ])
        #expect(try readConfiguration(Self.full) == expected)
    }

    @Test
    func `what is left out has a default`() throws {
        let text = """
            state: /s
            sources: {skl: {}}
            rules: {r: {indicator: skl.1, between: [0-1, 2+], widened: {by: 1}}}
            """
        let daily = try CalendarEvent("daily")
        let expected = Configuration(
            stateDirectory: "/s", alertFile: "/s/alerts.jsonl", controlSocket: "/s/control.sock", language: .english,
            jitter: .zero, recompute: daily,
            sources: [
                SourceConfiguration(id: IdleSKL.id, schedule: daily, deadline: .seconds(60), options: SourceOptions())
            ],
            rules: [
                GapRule(
                    id: "r",
                    question: GapQuestion(
                        try IndicatorID("skl.1"),
                        .sizeClasses(low: try SizeClass("0-1"), high: try SizeClass("2+"), .municipality, .current)),
                    condition: .widened(by: 1, since: .previous), patience: 1, severity: .warning)
            ])
        #expect(try readConfiguration(text) == expected)
    }

    @Test
    func `rules may be left out`() throws {
        #expect(try readConfiguration("state: /s\nsources: {skl: {}}\n").rules.isEmpty)
        #expect(try readConfiguration("state: /s\nsources: {skl: {}}\nrules:\n").rules.isEmpty)
    }

    @Test(arguments: [
        "0301", "0180", "no", "yes", "on", "true", "1_000", "2014", "06:30", "1e3", "0x1F", ".inf", "2014-06-19", "=",
        "Null", "fj\u{E4}ll", "a b", "a#b", "a:b", "\"~\"", "'null'", "\"\\u00e5\"", "'it''s'",
    ])
    func `fault 43: a value is the text that was written`(written: String) throws {
        let texts = ["\"~\"": "~", "'null'": "null", "\"\\u00e5\"": "\u{E5}", "'it''s'": "it's"]
        for list in ["[\(written)]", written, "\n      - \(written)"] {
            let text = "state: /s\nsources:\n  skl:\n    indicators: \(list)\n"
            let read = try readConfiguration(text).sources[0].options[list: .indicators]
            #expect(read == [texts[written] ?? written])
        }
    }

    @Test(arguments: [
        ("0", 0), ("0s", 0), ("90s", 90), ("90 s", 90), ("20min", 1200), ("20m", 1200), ("2h", 7200),
        ("1h 30min", 5400), ("1h30min", 5400), ("1hour 1minute 1second", 3661), ("2 days", 172_800),
    ])
    func `a span of time is spelt as in systemd`(text: String, seconds: Int) throws {
        let read = try readConfiguration("state: /s\nsources: {skl: {}}\njitter: \(text)\n").jitter
        #expect(read == .seconds(seconds))
    }

    @Test(arguments: [("1", 1), ("1 period", 1), ("2 periods", 2), ("100", 100)])
    func `patience is counted in periods`(text: String, periods: Int) throws {
        let rule = "{indicator: skl.1, between: [0-1, 2+], level: {above: 0}, for: \(text)}"
        let read = try readConfiguration("state: /s\nsources: {skl: {}}\nrules: {r: \(rule)}\n").rules
        #expect(read.map(\.patience) == [periods])
    }

    @Test(arguments: [("40", 40), ("0", 0), ("2.5", 2.5), ("0.25", 0.25), ("'7.90'", 7.9)])
    func `a threshold is a decimal number`(text: String, number: Double) throws {
        let rule = "{indicator: skl.1, between: [0-1, 2+], level: {above: \(text)}}"
        let read = try readConfiguration("state: /s\nsources: {skl: {}}\nrules: {r: \(rule)}\n").rules
        #expect(read.map(\.condition) == [.level(above: number)])
    }

    @Test
    func `a source that is off needs no module and no known options`() throws {
        let text = "state: /s\nsources: {skl: {}, kolada: {enabled: false, password: [x], since: {a: b}}}\n"
        #expect(try readConfiguration(text).sources.map(\.id) == [IdleSKL.id])
    }

    @Test(arguments: ["skl", "kolada"])
    func `a source that is off is still checked`(module: String) throws {
        let faults = try configurationFaults(
            of: "state: /s\nsources: {ssb: {}, \(module): {enabled: false, deadline: 5}}\n")
        #expect(faults.map(\.problem) == ["'5' has no unit"])
    }

    @Test
    func `a rule that is off is still checked, but needs no source`() throws {
        let rule = "{enabled: false, indicator: gone.1, between: [0-1, 2+], level: {above: 1}, for: ever}"
        let faults = try configurationFaults(of: "state: /s\nsources: {skl: {}}\nrules: {r: \(rule)}\n")
        #expect(faults.map(\.problem) == ["'ever' is no number of periods from 1 to 100"])
    }

    @Test
    func `a missing source is told once, not for every rule`() throws {
        let rule = "{indicator: skl.1, between: [0-1, 2+], level: {above: 1}}"
        let faults = try configurationFaults(of: "state: /s\nrules: {a: \(rule), b: \(rule)}\n")
        #expect(faults.map(\.problem) == ["there is no 'sources'"])
    }
}

import Foundation
import Testing

/// What people ask of alerts on a command line, and what a monitor asks.
struct AlertCommandTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func klyfta(_ arguments: String...) throws -> Ending {
        try scratch.start(arguments + ["--config", scratch["klyfta.yaml"]]).ending()
    }

    /// Fires through 2013, then revises the gap of 2013 away.
    private func revise() throws {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        let revised = try scratch.read("figures/N07900.csv").replacing(",2013,38.0", with: ",2013,49.0")
        try scratch.write(revised, to: "figures/N07900.csv")
        #expect(try scratch.once().status == .exited(0))
    }

    @Test func `an alert that rests on revised figures is withdrawn, told once, and explained with both numbers`()
        throws
    {
        try revise()
        #expect(
            try scratch.alertFile().map(\.name)
                == Watched.firstEvents + ["a-widened retracted", "b-level retracted"])
        let history = try klyfta("history", "b-level", "--kind", "retracted", "--format", "csv")
        let rows = history.output.split(separator: "\n")
        try #require(rows.count == 2, "\(history)")
        let id = String(try #require(rows[1].split(separator: ",").first { $0.hasSuffix("-retracted") }))
        let letter = try klyfta("explain", id)
        #expect(
            letter.output.hasPrefix("Withdrawn alert: N07900, 0-9999 and 100000+ inhabitants, 2013, rule b-level\n"),
            "\(letter)")
        #expect(letter.output.contains("12.00") && letter.output.contains("1.00"), "\(letter)")
        let told = letter.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let cause =
            "The source revised its figures. For 2013 the gap between 0-9999 and 100000+ inhabitants was 12.00 before the "
            + "revision and is 1.00 after it, a move of -11.00 percentage points. The largest parts: SE-"
        #expect(told.contains(cause), "\(told)")
        #expect(
            try klyfta("alerts", "--only", "retracted", "--format", "csv").output.contains("b-level,retracted,2013"))
        #expect(try scratch.once().output.contains("0 announced"))
    }

    @Test func `a letter names the municipalities that drove the gap, what is real of it, and where the proof is`()
        throws
    {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        let id = try #require(try scratch.history(scratch["state"]).first { $0.name == "a-widened fired" }?.id)
        let letter = try klyfta("explain", id)
        for words in ["Of this: +2.00", "SE-2401 +", "higher is better", "klyfta explain \(id)", "vintage "] {
            #expect(letter.output.contains(words), "\(letter)")
        }
    }

    @Test func `the history has one short line an event, and its number leads to the letter`() throws {
        try revise()
        let lines = try klyfta("history").output.split(separator: "\n").map(String.init)
        #expect(lines.allSatisfy { $0.count <= 100 }, "\(lines)")
        let last = try #require(lines.last { $0.contains("retracted  b-level") }?.split(separator: " ").first)
        let letter = try klyfta("explain", String(last), "--language", "sv")
        #expect(letter.output.hasPrefix("Återtaget larm: N07900, 0-9999 och 100000+ invånare, 2013, regel b-level\n"))
    }

    @Test(arguments: [
        ("severity: critical", 2, "CRITICAL"), ("severity: warning", 1, "WARNING"), ("severity: info", 0, "OK"),
    ])
    func `a monitor gets one line, numbers and the exit code of the worst alert`(
        severity: String, code: Int32, word: String
    ) throws {
        try scratch.prepare()
        let rules = """
            rules:
              b-level: { indicator: skl.N07900, between: [0-9999, 100000+], level: { above: 11 }, \(severity) }
            """
        try scratch.write(Watched.configuration(scratch, rules: rules), to: "klyfta.yaml")
        #expect(try scratch.once().status == .exited(0))
        let check = try klyfta("check")
        #expect(check.status == .exited(code), "\(check)")
        #expect(
            check.output
                == "KLYFTA \(word) - 1 of 1 rules firing; b-level firing since 2013, 12.00 against 11.00"
                + "|firing=1;;;0;1 blind=0;;;0;1 'b-level'=12.00;11.00\n", "\(check)")
        #expect(try klyfta("check", "--rule", "nothing").status == .exited(3))
    }

    @Test func `a monitor that finds no state says unknown in the form it has to`() throws {
        let check = try scratch.start(["check", "--state", scratch["nowhere"]]).ending()
        #expect(check.status == .exited(3) && check.output.hasPrefix("KLYFTA UNKNOWN - "), "\(check)")
        #expect(check.output.split(separator: "\n").count == 1)
    }

    @Test func `what stands is exported for programs`() throws {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        let current = try JSONSerialization.jsonObject(with: Data(try klyfta("export", "current").output.utf8))
        let drawn = try JSONSerialization.jsonObject(with: Data(try scratch.read("state/current.json").utf8))
        #expect((current as? [String: Any])?["alerts"] as? NSArray == (drawn as? [String: Any])?["alerts"] as? NSArray)
        let metrics = try klyfta("export", "prom").output
        #expect(metrics.contains("klyfta_alerts{state=\"firing\"} 4.0\n"), "\(metrics)")
        let lines = try klyfta("export", "jsonl").output.split(separator: "\n")
        #expect(lines.count == (try scratch.history(scratch["state"]).count))
    }

    @Test func `a rule that never fired and a period that is long gone are explained`() throws {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        #expect(try klyfta("explain", "d-level").output.hasPrefix("d-level is inactive"))
        let past = try klyfta("explain", "d-level", "--period", "2011")
        #expect(past.output.hasPrefix("d-level in 2011: does not hold, the alert is inactive\n"), "\(past)")
        #expect(past.output.contains("gap 2011: 10.00 percentage points"), "\(past)")
        let never = try klyfta("explain", "d-level", "--period", "1999")
        #expect(never.status == .exited(64) && never.errors.contains("2010, 2011, 2012, 2013"), "\(never)")
    }

    @Test func `a look ahead says what a round would, and writes nothing`() throws {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        let before = try scratch.read("state/current.json")
        let stricter = Watched.rules.replacing("above: 11", with: "above: 12.5")
        try scratch.write(Watched.configuration(scratch, rules: stricter), to: "klyfta.yaml")
        let look = try klyfta("evaluate", "--dry-run")
        #expect(
            look.status == .exited(0) && look.output.contains("  resolved b-level: The rule was changed."), "\(look)")
        #expect(try scratch.read("state/current.json") == before)
        #expect(try scratch.alertFile().count == 4)
        #expect(try klyfta("evaluate").status == .exited(0))
        #expect(try scratch.alertFile().last?.name == "b-level resolved")
    }

    @Test func `a source that fails twice is an alert among the others, with its letter`() throws {
        try scratch.write(
            """
            state: \(scratch["state"])
            language: sv
            sources: { esv: { figures: \(scratch["nowhere"]) } }
            rules: {}

            """, to: "klyfta.yaml")
        for _ in 1...2 { #expect(try scratch.once().status == .exited(1)) }
        let alerts = try klyfta("alerts")
        #expect(alerts.output.contains("KlyftaSourceFailing of esv, since "), "\(alerts)")
        let csv = try klyfta("alerts", "--format", "csv").output
        #expect(csv.contains("klyfta-source,firing,") && csv.contains("KlyftaSourceFailing of esv"), "\(csv)")
        #expect(try !klyfta("alerts", "--format", "csv", "--only", "pending").output.contains("klyfta-source"))
        let event = try #require(try scratch.history(scratch["state"]).first)
        #expect(event.name == "klyfta-source fired")
        let letter = try klyfta("explain", event.id).output
        for words in ["Larm: KlyftaSourceFailing, källa esv", scratch["nowhere"], "nästa steg", "'klyfta fetch esv'"] {
            #expect(letter.contains(words), "\(letter)")
        }
    }

    @Test func `replay tells when a rule would have spoken, as the figures are and as they were stored`() throws {
        try revise()
        let latest = try klyfta("replay", "b-level")
        #expect(latest.output.contains("0 alerts in 4 years, 0.00 a year"), "\(latest)")
        let real = try klyfta("replay", "b-level", "--vintages", "real", "--compare-ledger")
        #expect(real.output.contains("fired b-level") && real.output.contains("retracted b-level"), "\(real)")
        #expect(real.output.contains("OpenPrescribing"))
        #expect(try klyfta("replay", "b-levl").errors.contains("Did you mean b-level?"))
    }

    @Test func `the tests of rules that ship pass, and one that is broken ends with 1`() throws {
        let sample = try scratch.start(["sample", "test-rules"]).ending().output
        try scratch.write(sample, to: "tests.yaml")
        let good = try scratch.start(["test-rules", scratch["tests.yaml"]]).ending()
        #expect(good.status == .exited(0) && good.output.contains(" ok  a revision withdraws the alert"), "\(good)")
        try scratch.write(sample.replacing("events: retracted", with: "events: resolved"), to: "tests.yaml")
        let broken = try scratch.start(["test-rules", scratch["tests.yaml"]]).ending()
        #expect(broken.status == .exited(1) && broken.output.contains("FAILED"), "\(broken)")
        #expect(try scratch.start(["test-rules", scratch["nowhere.yaml"]]).ending().status == .exited(78))
    }
}

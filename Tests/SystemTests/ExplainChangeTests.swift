import Foundation
import Testing

/// Why a gap moved, as people read it and as programs do.
struct ExplainChangeTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test(arguments: [
        (
            "en", "-1.25 comes of municipalities that changed their size class (Huddinge -1.10, Haparanda -0.14)",
            "+0.99  Uppvidinge +0.61"
        ),
        (
            "sv", "-1,25 beror på kommuner som bytte storleksklass (Huddinge -1,10, Haparanda -0,14)",
            "+0,99  Uppvidinge +0,61"
        ),
        (
            "nb", "-1,25 skyldes kommuner som byttet størrelsesklasse (Huddinge -1,10, Haparanda -0,14)",
            "+0,99  Uppvidinge +0,61"
        ),
    ])
    func `a change is told in a sentence, a table and a chart, with the numbers of one language`(
        language: String, clause: String, row: String
    ) throws {
        let ending = try scratch.klyfta("explain", "--change", "skl.N07900", "2011", "2012", "--language", language)
        #expect(ending.status == .exited(0) && ending.errors.isEmpty, "\(ending)")
        #expect(ending.output.contains(clause) && ending.output.contains(row), "\(ending.output)")
        let bars = ending.output.split(separator: "\n").filter { $0.contains("│") }
        #expect(bars.count == 3 && bars.contains { $0.contains("█│") } && bars.contains { $0.contains("│█") })
    }

    @Test func `the rows for programs add up to the change`() throws {
        let ending = try scratch.klyfta("explain", "--change", "skl.N07900", "2011", "2012", "--format", "json")
        let rows = try #require(
            try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [[String: Any]])
        let (then, now) = (rows[0]["gap_from"] as? Double ?? .nan, rows[0]["gap_to"] as? Double ?? .nan)
        let influences = rows.compactMap { $0["influence"] as? Double }
        #expect((influences.reduce(0, +) - (now - then)).magnitude < 1e-10)
        #expect(rows.allSatisfy { $0["population_from"] as? String == "2011-12-31" })
        let causes = Set(rows.compactMap { $0["cause"] as? String })
        #expect(causes == ["real", "class-moves", "entry-and-exit", "division", "weights", "revision"])
    }

    @Test func `of an alert it is told why the gap moved, and what the office has revised since`() throws {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        func explained() throws -> String {
            let ending = try scratch.klyfta("explain", "a-widened", "--config", scratch["klyfta.yaml"])
            #expect(ending.status == .exited(0), "\(ending)")
            return ending.output
        }
        let first = try explained()
        #expect(first.contains("Of this: +2.00 is real change"), "\(first)")
        #expect(!first.contains("revision"))
        // One of the four small ones had 44 in 2012, not 40: the gap then was 9.
        let figures = try scratch.read("figures/N07900.csv")
        try scratch.write(figures.replacing("SE-2401,2012,40", with: "SE-2401,2012,44"), to: "figures/N07900.csv")
        #expect(try scratch.once().status == .exited(0))
        let revised = try explained()
        #expect(
            revised.contains("by +2.00 percentage points, from 10.00 as it was first known (9.00 as revised) to 12.00"),
            "\(revised)")
        #expect(revised.contains("+3.00 is real change"))
        #expect(revised.contains("-1.00 is the office's revision of the earlier figures (SE-2401 -1.00)"))
        let rows = try scratch.klyfta(
            "explain", "--change", "skl.N07900", "2012", "2013", "--state", scratch["state"], "--format", "csv")
        #expect(rows.output.contains("revision,-1.0,SE-2401"), "\(rows)")
    }

    @Test func `of an alert on a level it is told why the gap moved since the period before`() throws {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        let ending = try scratch.klyfta("explain", "b-level", "--config", scratch["klyfta.yaml"])
        #expect(ending.output.contains("moved from 2012 to 2013 by +2.00"), "\(ending)")
    }

    @Test func `profiles and gaps say of which day the population is, and who lies at a limit`() throws {
        for command in [["profile", "--period", "2022"], ["gaps"]] {
            let ending = try scratch.start(command + ["--indicator", "skl.N07900"]).ending()
            #expect(ending.output.contains("2022-12-31"), "\(ending.output)")
            #expect(ending.output.contains("Årjäng (SE-1765): 9914 inhabitants, -0.86 % from 10000"))
        }
        let list = try scratch.klyfta("profile", "--indicator", "skl.N07900", "--borders", "--format", "csv").output
        let turned = list.split(separator: "\n").filter { $0.hasSuffix("true") }.map { $0.prefix(7) }
        #expect(turned == ["SE-1765", "SE-2023", "SE-2062"])
    }
}

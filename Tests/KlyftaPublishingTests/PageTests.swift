import Foundation
import KlyftaModel
import KlyftaPublishing
import Testing

struct PageTests {
    @Test(arguments: Language.allCases)
    func `every page there is has its language, one heading of the first rank, no script and no style of its own`(
        language: Language
    ) throws {
        let site = Site(try Specimen.edition(), in: language)
        #expect(site.paths.count == 9 + 10)
        for path in site.paths {
            let page = try #require(site.page(path), "\(path)")
            #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"))
            #expect(page.ranges(of: "<h1").count == 1, "\(path)")
            #expect(!page.contains("<script") && !page.contains(" style=") && !page.contains("<style"), "\(path)")
            #expect(!page.contains("src=") && !page.contains("http-equiv"), "\(path)")
        }
    }

    @Test(arguments: Language.allCases)
    func `hostile names come out as text everywhere`(language: Language) throws {
        let edition = try Specimen.edition(title: Specimen.hostile)
        let site = Site(edition, in: language)
        let texts = site.paths.compactMap(site.page) + [Report(edition, in: language).text]
        for text in texts {
            #expect(!text.contains("<script") && !text.contains("\u{202E}"))
            #expect(!text.contains("< 5"))
        }
        #expect(try #require(site.page(.indicator("tst.A1"))).contains("&lt; 5 000 &amp; &quot;Å&quot; &#39;b&#39;"))
    }

    @Test(arguments: zip(Language.allCases, ["Fyll i: [", "Fyll ut: [", "To fill in: ["]))
    func `there is an accessibility statement for the operator to fill in`(language: Language, blank: String) throws {
        let page = try #require(Site(try Specimen.edition(), in: language).page(.about))
        #expect(page.contains("WCAG 2.2 AA") && page.contains(blank))
    }

    @Test
    func `what is not in the edition has no page`() throws {
        let site = Site(try Specimen.edition(), in: .english)
        for path in ["indicator/tst.B", "municipality/SE-9999", "municipality/x", "alert/none"] {
            #expect(site.page(try #require(PagePath(path))) == nil, "\(path)")
        }
        for path in ["gaps/more", "gaps/1", "gaps/02", "gaps/-2", "situation/2", "method/2", "alert/a/2", "2"] {
            #expect(PagePath(path) == nil, "\(path)")
        }
        #expect(PagePath("../etc") == nil)
    }

    @Test
    func `a path is read back as it was written`() throws {
        for path in Site(try Specimen.edition(), in: .english).paths { #expect(PagePath(path.text) == path) }
    }

    @Test
    func `a missing value keeps its reason in words`() throws {
        let site = Site(try Specimen.edition(missing: true), in: .swedish)
        #expect(try #require(site.page(.municipality("SE-0109"))).contains("hemlighållet av källan"))
    }

    @Test
    func `a gap in the list says what counts once in it, and a finding is said as its language says it`() throws {
        let findings: [(Language, String, String)] = [
            (.swedish, "100\u{A0}000 eller fler, per kommun</td>", "59,0\u{A0}p.e. år 2023, "),
            (.norwegian, "100\u{A0}000 eller flere, per kommune</td>", "59,0\u{A0}p.p. i 2023, "),
            (.english, "100,000 or more, per municipality</td>", "59.0\u{A0}pp in 2023, "),
        ]
        for (language, groups, finding) in findings {
            let site = Site(try Specimen.edition(), in: language)
            #expect(try #require(site.page(.gaps())).contains(groups), "\(language)")
            #expect(try #require(site.page(.indicator("tst.A1"))).contains(finding), "\(language)")
        }
    }

    @Test
    func `what a rule measures and its limit have the unit of the gap, but for measures with another`() throws {
        let page = try #require(Site(try Specimen.edition(limits: true), in: .swedish).page(.rules()))
        for (measured, limit) in [
            ("5,00\u{A0}p.e.", "50,00\u{A0}p.e."), ("5,00\u{A0}p.e.", "3,00\u{A0}p.e."), ("5,00", "0,25"),
        ] {
            #expect(page.contains("<td class=\"n\">\(measured)</td><td class=\"n\">\(limit)</td>"), "\(limit)")
        }
    }

    @Test
    func `no line ends within the name of a rule, or between a mark and its word`() throws {
        let page = try #require(Site(try Specimen.edition(), in: .swedish).page(.alerts()))
        #expect(
            page.contains("<span class=\"state\">▲ larm</span>") && page.contains("<span class=\"name\">fibre</span>"))
    }

    @Test
    func `derived figures are credited under each chart`() throws {
        let page = try #require(Site(try Specimen.edition(), in: .norwegian).page(.indicator("tst.A1")))
        let credits = page.ranges(of: "<figcaption>Beregnet på tall fra X</figcaption>").count
        #expect(credits == page.ranges(of: "<svg ").count)
        #expect(credits == 4)
    }

    @Test
    func `a report holds its style and leads nowhere else`() throws {
        let report = Report(try Specimen.edition(), in: .swedish).text
        #expect(report.ranges(of: "<style>").count == 1)
        #expect(!report.contains("href=\"/") && !report.contains("<link"))
    }
}

/// What is long has sheets.
struct SheetTests {
    @Test
    func `whatever there is stands on some sheet, each below 80 kB and reached from the one before`() throws {
        let edition = try Specimen.crowded(250)
        let site = Site(edition, in: .swedish)
        let pages = try Dictionary(
            uniqueKeysWithValues: site.paths.map { ($0, try #require(site.page($0), "\($0)")) })
        for (path, page) in pages { #expect(page.utf8.count < 80_000, "\(path): \(page.utf8.count)") }
        for path in site.paths where !path.text.isEmpty {
            #expect(pages.values.contains { $0.contains("href=\"/sv/\(path.text)\"") }, "\(path)")
        }
        #expect(pages.keys.count(where: { if case .alerts = $0 { true } else { false } }) == 4)
        #expect(pages.keys.count(where: { if case .gaps = $0 { true } else { false } }) == 4)
        #expect(pages.keys.count(where: { if case .indicator("tst.C1", _) = $0 { true } else { false } }) == 3)
        let figures = pages.filter { if case .indicator("tst.C1", _) = $0.key { true } else { false } }.values
        for period in 2000..<2250 {
            #expect(figures.contains { $0.contains("<th scope=\"row\">\(period)</th><td>alla</td>") }, "\(period)")
        }
        for path in ["alerts/5", "gaps/5", "indicator/tst.C1/4", "rules/2"] {
            #expect(site.page(try #require(PagePath(path))) == nil, "\(path)")
        }
    }

    @Test
    func `a report leads only to places that it has`() throws {
        let report = Report(try Specimen.crowded(250), in: .english).text
        let places = Set(report.matches(of: /id="([^"]+)"/).map { String($0.1) })
        for link in report.matches(of: /href="#([^"]+)"/) { #expect(places.contains(String(link.1)), "\(link.1)") }
        #expect(places.count == report.matches(of: /id="([^"]+)"/).count, "no name is there twice")
    }
}

/// Sweden and Norway beside one another.
struct CountryTests {
    @Test(arguments: [(false, "Angivna som jämförbara under namnet fibre."), (true, "Samma indikator i alla länder.")])
    func `countries that somebody said are comparable stand on one scale, with a table`(
        isShared: Bool, ground: String
    ) throws {
        let page = try #require(
            Site(try Specimen.countries(isShared: isShared), in: .swedish).page(.indicator("tst.A1")))
        #expect(page.contains(ground))
        #expect(page.contains("Norge 2023: 40,0\u{A0}p.e.; Sverige 2023: 40,0\u{A0}p.e."))
        #expect(page.contains("<th scope=\"row\">Norge</th><td>2020</td><td class=\"n\">40,0\u{A0}%"))
        #expect(page.contains("derived of tst.A1") && isShared != page.contains("derived of other.B1"))
    }

    @Test
    func `where nobody said so, the page does`() throws {
        let page = try #require(Site(try Specimen.edition(), in: .english).page(.indicator("tst.A1")))
        #expect(page.contains("No indicator of another country is declared comparable with this one."))
    }

    @Test
    func `the chart is drawn as it was looked at, with the same marks at the same places of both scales`() throws {
        let page = try #require(Site(try Specimen.countries(isShared: false), in: .swedish).page(.indicator("tst.A1")))
        let start = try #require(page.range(of: "<svg xmlns", options: .backwards))
        let end = try #require(page[start.lowerBound...].range(of: "</svg>"))
        let drawing = String(page[start.lowerBound..<end.upperBound])
        try ChartTests.compare(drawing, with: "country-multiples")
        let numbers = drawing.matches(of: #/y="[0-9.]+">([0-9]+)</text>/#).map { String($0.1) }.filter { $0.count < 4 }
        #expect(Array(numbers.prefix(numbers.count / 2)) == Array(numbers.suffix(numbers.count / 2)))
    }

    @Test
    func `the mean of a class is that of its own country`() throws {
        let site = Site(try Specimen.countries(isShared: true), in: .english)
        // The smallest of 2023: 46 in Sweden and 52 in Norway, each alone in its class.
        let swedish = try #require(site.page(.municipality("SE-0100")))
        let norwegian = try #require(site.page(.municipality("NO-0100")))
        #expect(swedish.contains("<td class=\"n\">46.0%</td><td class=\"n\">46.0%</td><td class=\"n\">1 of 1</td>"))
        #expect(norwegian.contains("<td class=\"n\">52.0%</td><td class=\"n\">52.0%</td><td class=\"n\">1 of 1</td>"))
    }
}

struct ChartTests {
    static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    /// The drawings of an indicator's page, in order.
    private func drawings() throws -> [String] {
        let page = try #require(Site(try Specimen.edition(), in: .swedish).page(.indicator("tst.A1")))
        return page.ranges(of: "<svg ").compactMap { start in
            page[start.lowerBound...].range(of: "</svg>").map { String(page[start.lowerBound..<$0.upperBound]) }
        }
    }

    @Test(arguments: Array(["equiplot", "dumbbell", "gap-line", "cause-bars"].enumerated()))
    func `a chart is drawn as it was looked at`(place: Int, name: String) throws {
        try Self.compare(try #require(try drawings().dropFirst(place).first), with: name)
    }

    /// A drawing against the one that was looked at; `KLYFTA_RECORD=1` keeps it as that.
    static func compare(_ drawing: String, with name: String) throws {
        let file = Self.fixtures.appending(path: "\(name).svg")
        if ProcessInfo.processInfo.environment["KLYFTA_RECORD"] == "1" { try Data(drawing.utf8).write(to: file) }
        #expect(drawing == String(decoding: try Data(contentsOf: file), as: UTF8.self))
        #expect(drawing.utf8.count < 12_000)
        #expect(drawing.contains("role=\"img\"") && drawing.contains("<title ") && drawing.contains("<desc "))
    }

    @Test
    func `a limit runs from its baseline on, and an interval without width is told in words`() throws {
        let edition = try Specimen.edition(limits: true)
        let page = try #require(Site(edition, in: .english).page(.indicator("tst.A1")))
        let limits = page.matches(of: #/<path class="limit" d="M([0-9.]+) /#).map { Double($0.1) ?? 0 }
        #expect(limits.count == 2 && limits[0] == 64 && limits[1] > 64, "\(limits): a level, and a growth since 2022")
        #expect(page.contains("limit 50.0") && page.contains("all answered: no sampling error"))
        #expect(!page.contains("class=\"band\"") && !page.contains("class=\"span\" d=\"M590"))
        let gaps = try #require(Site(edition, in: .english).page(.gaps()))
        #expect(gaps.contains("50.0\u{A0}pp; "))
    }

    @Test
    func `no line runs over a new definition`() throws {
        let line = try #require(try drawings().dropFirst(2).first)
        #expect(line.ranges(of: "class=\"gap\"").count == 2)
        #expect(line.ranges(of: "class=\"brk\"").count == 1)
    }
}

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
        #expect(site.paths.count == 8 + 10)
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

    @Test
    func `what is not in the edition has no page`() throws {
        let site = Site(try Specimen.edition(), in: .english)
        for path in ["indicator/tst.B", "municipality/SE-9999", "municipality/x", "alert/none"] {
            #expect(site.page(try #require(PagePath(path))) == nil, "\(path)")
        }
        #expect(PagePath("gaps/more") == nil)
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

struct ReaderFormTests {
    @Test(arguments: [
        (Language.swedish, "\u{2212}1\u{A0}234,6", "12,5\u{A0}%", "4\u{A0}juni\u{A0}2024", "under 10\u{A0}000"),
        (.norwegian, "\u{2212}1\u{A0}234,6", "12,5\u{A0}%", "4.\u{A0}juni\u{A0}2024", "under 10\u{A0}000"),
        (.english, "\u{2212}1,234.6", "12.5%", "4\u{A0}June\u{A0}2024", "under 10,000"),
    ])
    func `numbers and days have the form of the reader`(
        language: Language, number: String, share: String, day: String, sizeClass: String
    ) throws {
        let form = ReaderForm(language)
        #expect(form.number(-1234.56) == number)
        #expect(form.value(12.5, .percent) == share)
        #expect(form.day(try CalendarDay(2024, 6, 4)) == day)
        #expect(form.sizeClass("0-9999") == sizeClass)
        #expect(form.sizeClass("<10000") == "<10000")
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
        let drawing = try #require(try drawings().dropFirst(place).first)
        let file = Self.fixtures.appending(path: "\(name).svg")
        if ProcessInfo.processInfo.environment["KLYFTA_RECORD"] == "1" { try Data(drawing.utf8).write(to: file) }
        #expect(drawing == String(decoding: try Data(contentsOf: file), as: UTF8.self))
        #expect(drawing.utf8.count < 12_000)
        #expect(drawing.contains("role=\"img\"") && drawing.contains("<title ") && drawing.contains("<desc "))
    }

    @Test
    func `no line runs over a new definition`() throws {
        let line = try #require(try drawings().dropFirst(2).first)
        #expect(line.ranges(of: "class=\"gap\"").count == 2)
        #expect(line.ranges(of: "class=\"brk\"").count == 1)
    }
}

import Foundation
import KlyftaModel
import KlyftaPublishing
import Testing

struct DataFileTests {
    @Test func `a path is read back as it was written`() throws {
        for path in DataFiles(try DataSpecimen.edition()).paths { #expect(DataPath(path.text) == path) }
    }

    @Test(arguments: [
        "/data/gaps", "/data/gaps.xls", "/data/alerts.jsonstat.json", "/data/indicator/tst.A1/nothing.csv",
        "/data/indicator//gaps.csv", "/de/alerts.atom", "/sv/alerts.csv", "/data/indicator/tst.B/gaps.csv",
    ])
    func `what is not there has no file`(path: String) throws {
        let files = DataFiles(try DataSpecimen.edition())
        #expect(DataPath(path).flatMap(files.text) == nil)
    }

    @Test func `the same edition gives the same bytes`() throws {
        let (one, other) = (files(of: try DataSpecimen.edition()), files(of: try DataSpecimen.edition()))
        #expect(one.map(\.text) == other.map(\.text))
        #expect(one.count == 7 + 4 * 4 + 6 + 1)
    }

    @Test func `Kolada is named for what it published, and never for what was computed of it`() throws {
        for (path, text) in files(of: try DataSpecimen.edition(attribution: DataSpecimen.kolada)) {
            switch path {
            case .set(.municipalities, _, _), .set(.published, _, _): #expect(text.contains("Källa: Kolada"), "\(path)")
            case .set, .gaps: #expect(!text.contains("Kolada"), "\(path)")
            default: break
            }
            if case .set(_, _, let form) = path, form != .jsonStat { #expect(!text.contains("CC BY"), "\(path)") }
        }
    }

    @Test func `Statistics Norway is credited beside every figure, raw or derived, with the licence`() throws {
        for (path, text) in files(of: try DataSpecimen.edition()) {
            guard case .set(let name, _, let form) = path else { continue }
            let isRaw = name == .municipalities || name == .published
            #expect(text.contains(isRaw ? DataSpecimen.ssb.raw : DataSpecimen.ssb.derived), "\(path)")
            if form == .metadata || form == .jsonStat {
                #expect(text.contains("https://creativecommons.org/licenses/by/4.0/"), "\(path)")
            }
        }
    }

    @Test func `metadata say what every column of the table is`() throws {
        let files = DataFiles(try DataSpecimen.edition())
        for path in files.paths {
            guard case .set(let name, let id, .csv) = path else { continue }
            let header = try #require(files.text(path)?.split(separator: "\r\n").first).split(separator: ",").map(
                String.init)
            let text = try #require(files.text(.set(name, of: id, .metadata)))
            let metadata = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            let columns = try #require(metadata["columns"] as? [[String: Any]])
            #expect(columns.map { $0["name"] as? String } == header)
            #expect(columns.allSatisfy { ($0["meaning"] as? String)?.isEmpty == false })
            let indicator = try #require((metadata["indicators"] as? [[String: Any]])?.first)
            #expect(
                indicator["direction"] as? String == "higher-is-better" && indicator["unit"] as? String == "percent")
        }
    }

    @Test func `the gaps of all indicators are in one table, each row with its own unit, direction and credit`() throws
    {
        let files = DataFiles(try DataSpecimen.edition(also: .count))
        let lines = try #require(files.text(.gaps(.csv))).split(separator: "\r\n")
        #expect(lines.count == 1 + 4 + 4)
        #expect(lines[1].hasSuffix(",percent,higher-is-better,survey,\"\(DataSpecimen.ssb.derived)\""))
        // 23.5 and 79.5 again, and here more is worse.
        #expect(lines[5].contains(",2020,23.5,79.5,-56,0.29559748427672955,"))
        #expect(lines[5].hasSuffix(",count,lower-is-better,register,\(DataSpecimen.kolada.derived)"))
        let text = try #require(files.text(.gaps(.metadata)))
        let metadata = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let columns = try #require(metadata["columns"] as? [[String: Any]])
        let units = columns.map { $0["unit"] as? String }
        let names = columns.map { $0["name"] as? String }
        #expect(units[try #require(names.firstIndex(of: "difference"))] == "that of the row")
        #expect(units[try #require(names.firstIndex(of: "n_low"))] == "count")
        #expect((metadata["indicators"] as? [[String: Any]])?.map { $0["unit"] as? String } == ["percent", "count"])
    }

    @Test func `an indicator has the files that it has figures for`() throws {
        let edition = try DataSpecimen.edition(also: .count)
        let files = DataFiles(edition)
        #expect(edition.subjects.map { files.names(of: $0) } == [DataSet.Name.allCases, [.gaps]])
        for subject in edition.subjects {
            for name in DataSet.Name.allCases {
                let isThere = files.dataSet(name, of: subject.indicator.id.text) != nil
                #expect(isThere == files.names(of: subject).contains(name), "\(name)")
            }
        }
    }

    @Test func `hostile names come out as text in every form`() throws {
        let edition = try DataSpecimen.edition(title: DataSpecimen.hostile, group: DataSpecimen.hostile)
        for (path, text) in files(of: edition) {
            #expect(!text.unicodeScalars.contains("\u{202E}"), "\(path)")
            switch path {
            case .set(_, _, let form), .gaps(let form), .alerts(let form):
                if form == .csv || form == .excel {
                    for start in ["\r\n=", ",=", ";=", "\"="] { #expect(!text.contains(start), "\(path)") }
                } else {
                    #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) is [String: Any], "\(path)")
                    #expect(!text.contains("<"), "\(path)")
                }
            case .feed:
                #expect(!text.contains("script>") && text.contains("&lt; 5 000 &amp; &quot;Å&quot;"), "\(path)")
            case .calendar, .openAPI: break
            }
        }
    }
}

struct AtomFeedTests {
    @Test(arguments: Language.allCases)
    func `an event has the name and the time it always had`(language: Language) throws {
        let feed = try #require(DataFiles(try DataSpecimen.edition()).text(.feed(language)))
        #expect(
            feed.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\""))
        #expect(feed.contains("<id>tag:klyfta.org,2026:alerts:\(language.rawValue)</id>"))
        #expect(feed.contains("<entry xml:lang=\"en\"><id>tag:klyfta.org,2026:event:abc-1-fired</id>"))
        #expect(feed.ranges(of: "<updated>2024-06-04T08:24:00.000Z</updated>").count == 2)
        #expect(feed.contains("href=\"/\(language.rawValue)/alert/abc-1-fired\""))
    }
}

struct ReleaseCalendarTests {
    private func text(_ expected: [Edition.Expected], _ language: Language = .english) throws -> String {
        try #require(DataFiles(try DataSpecimen.edition(expected: expected)).text(.calendar(language)))
    }

    @Test func `what is expected is an event under a name that stays`() throws {
        let moment = CommitTime(milliseconds: 1_796_108_400_000)
        let text = try text([.init(.release, "ssb", at: moment), .init(.round, nil, at: moment)])
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.first == "BEGIN:VCALENDAR" && lines.suffix(2) == ["END:VCALENDAR", ""])
        let start = try #require(lines.firstIndex(of: "BEGIN:VEVENT"))
        #expect(
            lines[start...].prefix(5) == [
                "BEGIN:VEVENT", "UID:release-ssb-20261201T070000Z@klyfta.org", "DTSTAMP:20240604T082400Z",
                "DTSTART:20261201T070000Z", "SUMMARY;LANGUAGE=en:ssb: new figures are expected",
            ])
        #expect(lines.contains("UID:round-20261201T070000Z@klyfta.org"))
    }

    @Test(arguments: Language.allCases)
    func `a line has at most 75 bytes, and unfolded is what it was`(language: Language) throws {
        let name = "å; b, c\\d\nBEGIN:VALARM " + String(repeating: "ö", count: 90)
        let text = try text([.init(.release, name, at: CommitTime(milliseconds: 0))], language)
        for line in text.split(separator: "\r\n") { #expect(line.utf8.count <= 75) }
        let whole = text.replacing("\r\n ", with: "")
        #expect(whole.contains("å\\; b\\, c\\\\d BEGIN:VALARM " + String(repeating: "ö", count: 90)))
        #expect(!text.contains("\r\nBEGIN:VALARM"))
    }

    @Test func `where nothing is expected there is a calendar all the same`() throws {
        #expect(try text([]).contains("BEGIN:VTIMEZONE\r\nTZID:UTC\r\n"))
    }
}

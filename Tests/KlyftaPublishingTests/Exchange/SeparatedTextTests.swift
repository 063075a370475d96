import KlyftaModel
import KlyftaPublishing
import Testing

struct SeparatedTextTests {
    private func lines(_ edition: Edition, _ path: DataPath) throws -> [String] {
        let text = try #require(DataFiles(edition).text(path))
        #expect(text.hasSuffix("\r\n"))
        return text.split(separator: "\r\n").map(String.init)
    }

    @Test func `a gap has a row a period, in full and with a decimal point`() throws {
        let lines = try lines(try DataSpecimen.edition(), .set(.gaps, of: "tst.A1", .csv))
        #expect(
            lines[0]
                == "indicator,title,comparison,low_class,high_class,weight,membership,measure,difference_unit,threshold,rules,"
                + "period,low,high,difference,ratio,lower,upper,n_low,of_low,n_high,of_high,state,break,missing,unit,direction,nature,attribution"
        )
        // 20 and 27, 76 and 83 in the first year; two more a year, and another one for the largest.
        let who =
            "tst.A1,Fibre,0-9999/100000+/municipality/current,0-9999,100000+,municipality,current,,percentage points,,fibre,"
        let credit = ",percent,higher-is-better,survey,\"\(DataSpecimen.ssb.derived)\""
        #expect(lines[1] == who + "2020,23.5,79.5,56,3.382978723404255,,,2,2,2,2,,," + credit)
        #expect(
            lines[3] == who + "2022,27.5,85.5,58,3.109090909090909,,,2,2,2,2,,counted anew," + credit)
        #expect(lines[4].hasPrefix(who + "2023,29.5,88.5,59,3,60,70,2,2,2,2,fibre=firing,,") && lines.count == 5)
    }

    @Test func `for Excel there is a mark of UTF-8, a semicolon and a decimal comma`() throws {
        let edition = try DataSpecimen.edition()
        let text = try #require(DataFiles(edition).text(.set(.gaps, of: "tst.A1", .excel)))
        #expect(text.unicodeScalars.first == "\u{FEFF}")
        #expect(text.contains(";2020;23,5;79,5;56;3,382978723404255;"))
        let plain = try lines(edition, .set(.gaps, of: "tst.A1", .csv))
        #expect(text.split(separator: "\r\n").count == plain.count)
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+46", "'+46"), ("-", "'-"), ("@a", "'@a"), ("\t=1", "'=1"), ("\r=1", "'=1"),
        ("\u{202E}=1", "'=1"), ("a=1", "a=1"), ("< 5 000", "< 5 000"), ("a,b", "\"a,b\""), ("a;b", "\"a;b\""),
        ("\"a\"", "\"\"\"a\"\"\""), ("=\"a\"", "\"'=\"\"a\"\"\""), ("a\r\nb", "a b"), ("a\u{0}b", "a b"),
    ])
    func `a text is a text, also for a spreadsheet`(group: String, field: String) throws {
        let edition = try DataSpecimen.edition(group: group)
        for form in [DataPath.Form.csv, .excel] {
            let text = try #require(DataFiles(edition).text(.set(.published, of: "tst.A1", form)))
            let separator = form == .excel ? ";" : ","
            #expect(
                text.contains("\r\ntst.A1\(separator)Fibre\(separator)\(field)\(separator)size\(separator)"), "\(text)")
        }
    }

    @Test func `a gap below zero is a number and stays one`() {
        let table = DataTable([])
        #expect(SeparatedText.plain.text(of: table) == "\r\n")
        let cells = DataTable(columns: [Field("a", "A")], rows: [[.number(-1.5)], [.count(-2)], [.number(1e-7)]])
        #expect(SeparatedText.plain.text(of: cells) == "a\r\n-1.5\r\n-2\r\n1e-07\r\n")
        #expect(SeparatedText.excel.text(of: cells) == "\u{FEFF}a\r\n-1,5\r\n-2\r\n1e-07\r\n")
    }

    @Test func `a missing value is empty, and its reason stands beside it`() throws {
        let edition = try DataSpecimen.edition(missing: true)
        let gaps = try lines(edition, .set(.gaps, of: "tst.A1", .csv))
        #expect(
            gaps[4].contains(
                ",2023,29.5,,,,60,70,2,2,0,2,fibre=firing,,high=no-values difference=no-values ratio=no-values,"))
        let all = try lines(edition, .set(.municipalities, of: "tst.A1", .csv))
        #expect(all.contains { $0.hasPrefix("tst.A1,Fibre,SE-0109,,100000+,2023,,900000,value=suppressed,percent,") })
    }

    @Test func `a second figure of an office for the same group and period is not lost`() throws {
        let lines = try lines(try DataSpecimen.edition(), .set(.published, of: "tst.A1", .csv))
        #expect(lines.count == 4)
        #expect(
            lines[2].hasPrefix("tst.A1,Fibre,<10000,size,,,2021,,12,20,f2,var femte,")
                && lines[2].contains("value=words-only"))
        #expect(lines[3].hasPrefix("tst.A1,Fibre,<10000 (f3),size,,,2021,20,12,20,f3,"))
    }

    @Test func `alerts are a table too, the newest first`() throws {
        let lines = try lines(try DataSpecimen.edition(), .alerts(.csv))
        #expect(lines.count == 2)
        #expect(lines[1].hasPrefix("abc-1-fired,1,2024-06-04T08:24:00.000Z,fired,new-period,abc,1,fibre,"))
    }
}

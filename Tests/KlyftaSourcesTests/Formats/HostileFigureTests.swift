import KlyftaModel
import KlyftaSources
import Testing

/// Figures that are wrong in ways that once went unnoticed: each is refused with the rows named, or read in a defined way.
struct HostileFigureTests {
    private static let roster: MunicipalRoster = {
        let names = [("0180", nil), ("0114", nil), ("0331", nil), ("1917", "2007-01-01")] as [(String, String?)]
        return MunicipalRoster(
            .sweden,
            names.map { code, end in
                MunicipalityName(try! Municipality(.sweden, code), code, to: end.map { try! CalendarDay($0) })
            })
    }()

    @Test(arguments: [
        ("0180\n0180", "line 3: '0180' is there twice, first in line 2"),
        ("180\n0114", "line 2: '180' is no code; it may be 0180 without its zero"),
        ("0180 \n0114", "line 2: there is a blank beside the code '0180 '"),
        ("0114\n2999", "line 3: there is no municipality '2999' in SE"),
        ("0331\n1917", "line 3: '1917' ended on 2007-01-01"),
        (
            "180\n0180\n0180",
            "line 2: '180' is no code; it may be 0180 without its zero; line 4: '0180' is there twice, first in line 3"
        ),
    ])
    func
        `fault 26: duplicate, shortened, unknown, merged and padded codes are an error that names the rows, not added up`(
            codes: String, problem: String
        ) throws
    {
        let rows = codes.split(separator: "\n").enumerated().map { "\($1);\($0)" }
        let table = try OfficeTable(utf8("kod;andel\n" + rows.joined(separator: "\n")), at: "x.csv")
        let mentions = table.rows.map { MunicipalRoster.Mention(at: "line \($0.line)", $0.fields[0]) }
        let day = try CalendarDay(2014, 12, 31)
        #expect(
            complaint { _ = try Self.roster.resolve(mentions, on: day, in: "x.csv") }?.hasPrefix("x.csv: \(problem). ")
                == true)
    }

    @Test func `the same code under another key is another figure, and many faults are not all printed`() throws {
        let twice = [
            MunicipalRoster.Mention(at: "line 2", "0180", key: "2013"), .init(at: "line 3", "0180", key: "2014"),
        ]
        #expect(try Self.roster.resolve(twice, in: "x").map(\.code) == ["0180", "0180"])
        let many = (0..<5_000).map { MunicipalRoster.Mention(at: "line \($0)", "x") }
        let fault = complaint { _ = try Self.roster.resolve(many, in: "x") }
        #expect(fault?.contains("; and 4990 more rows") == true && (fault?.utf8.count ?? 0) < 1_000)
    }

    @Test(arguments: ["NaN", "Infinity", "-Infinity", "inf", "1e400", "1 234,5", "101", "-1", "100.5", "\u{2212}3"])
    func `fault 27: a percentage that is none is a fault, never 0`(text: String) {
        let number = LocalNumber(mark: .point, range: LocalNumber.percentRange)
        #expect(throws: InvalidText.self) { try number.outcome(text) }
    }

    @Test(arguments: ["..", "-", ".", ":", "...", "", " ", "\u{2013}"])
    func `fault 27: a mark instead of a percentage is missing, never 0`(text: String) throws {
        let outcome = try LocalNumber(mark: .point, range: LocalNumber.percentRange).outcome(text)
        #expect(outcome.value == nil && outcome != .value(0))
    }

    @Test(arguments: ["NaN", "Infinity", "-Infinity", "1e400", "-1e400", "1 234,5", "\"1234\""])
    func `fault 27: a number in JSON that is none is a fault, never 0`(text: String) {
        #expect(complaint { _ = try cube(small(#""value":[1,\#(text),3]"#)) } != nil)
    }

    @Test(arguments: ["0", "100", "0.0", "55.5"])
    func `zero and a hundred are values`(text: String) throws {
        #expect(try LocalNumber(mark: .point, range: LocalNumber.percentRange).outcome(text).value == Double(text))
    }

    @Test func `fault 28: a key that is there twice is refused, at any depth and however it is written`() {
        for text in [#"{"value":[1],"value":[2]}"#, #"{"note":["x"],"extension":{"a":1,"\u0061":2}}"#] {
            #expect(complaint { _ = try cube(text) }?.contains("is there twice in one object") == true)
        }
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `fault 28: a hundred thousand levels are refused and do not exhaust the stack`(bracket: String) {
        let text = #"{"extension":"# + String(repeating: bracket, count: 100_000)
        #expect(
            complaint { _ = try cube(text) }?.contains("there are more than 64 levels of arrays and objects") == true)
    }

    @Test func `fault 28: a byte order mark is passed over`() throws {
        #expect(try JSONStat.cube(utf8("\u{feff}" + small(#""value":[1,2,3]"#)), from: "x").count == 3)
    }

    @Test func `fault 28: UTF-16 and Latin-1 are refused with words`() {
        let text = small(#""label":"å","value":[1,2,3]"#)
        let wide = text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
        for bytes in [[0xff, 0xfe] + wide, wide] {
            #expect(
                complaint { _ = try JSONStat.cube(bytes, from: "x") }?.contains(
                    "the text is UTF-16 or UTF-32, and JSON is UTF-8") == true)
        }
        let latin = text.unicodeScalars.map { UInt8($0.value) }
        let fault = complaint { _ = try JSONStat.cube(latin, from: "x") }
        #expect(fault?.contains("the text is not UTF-8 (it may be Latin-1 or Windows-1252)") == true)
        #expect(fault?.hasPrefix("x: byte \(latin.firstIndex(of: 0xe5) ?? 0): ") == true)
    }

    @Test func `fault 29: the same data with a new stamp, other columns or another order are the same figures`() throws
    {
        func answer(_ stamp: String, _ index: String, _ values: String) throws -> StatCube {
            try cube(
                #"{"updated":"\#(stamp)","label":"\#(stamp)","id":["A"],"size":[3],"value":[\#(values)],"dimension":{"A":{"category":{"index":[\#(index)]}}},"status":{"0":"*"}}"#
            )
        }
        let one = try answer("2025", #""a","b","c""#, "1,2,3")
        #expect(try answer("2026", #""a","c","b""#, "1,3,2").canonical == one.canonical)
        #expect(try answer("2026", #""a","c","b""#, "1,2,3").canonical != one.canonical)
        #expect(try answer("2026", #""c","b","a""#, "3,2,1").canonical != one.canonical)
        let table = try OfficeTable(utf8("kod;andel\n0180;1\n0114;2\n"), at: "x")
        let other = try OfficeTable(utf8("andel,kod\n2,0114\n1,0180\n"), at: "y")
        #expect(table.canonicalRows == other.canonicalRows)
        let swapped = try OfficeTable(utf8("kod;andel\n0180;2\n0114;1\n"), at: "x")
        #expect(table.canonicalRows != swapped.canonicalRows)
    }
}

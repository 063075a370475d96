import KlyftaSources
import Testing

struct FigureListTests {
    /// Every figure of a list in words.
    private static func words(_ list: FigureList) -> [String] {
        list.figures.map {
            "\(list.indicators[Int($0.indicator)]) \(list.municipalities[Int($0.municipality)]) \($0.year) \($0.value)"
        }
    }

    private static func kolada(_ rows: String) throws -> [String] {
        var list = FigureList()
        let page = Array(#"{"values":[\#(rows)],"count":1,"next_url":null}"#.utf8)
        try KoladaTotals.read(page, from: "page", into: &list)
        return words(list)
    }

    private static func lines(_ text: String) throws -> FigureList {
        let bytes = Array(text.utf8)
        var list = FigureList()
        let count = try bytes.withUnsafeBufferPointer {
            try FigureRows.read($0, firstLine: 2, from: "file", into: &list)
        }
        #expect(count == bytes.count { $0 == 10 })
        return list
    }

    static let usual =
        #"{"kpi":"N1","municipality":"0180","period":2014,"values":[{"count":1,"gender":"K","status":"","value":1},"#
        + #"{"count":1,"gender":"T","status":"","value":-5.25}]}"#

    @Test func `a page's figures for everybody are read in the usual form`() throws {
        let missing =
            #"{"kpi":"N1","municipality":"0180","period":2015,"values":[{"count":0,"gender":"T","status":"Missing","value":null}]}"#
        #expect(try Self.kolada([Self.usual, missing].joined(separator: ",")) == ["N1 0180 2014 -5.25"])
        #expect(try Self.kolada("") == [])
    }

    @Test(arguments: [
        #"{"municipality":"0180","kpi":"N1","period":2014,"values":[{"gender":"T","value":-5.25}]}"#,
        #"{ "kpi":"N1","municipality":"0180","period":2014,"values":[{"count":1,"gender":"T","status":"","value":-5.25}]}"#,
        #"{"kpi":"N\u0031","municipality":"0180","period":2014,"values":[{"count":1,"gender":"T","status":"","value":-5.25}]}"#,
        #"{"kpi":"N1","municipality":"0180","period":2014,"values":[{"count":1,"gender":"T","status":"","value":-525e-2}]}"#,
        #"{"kpi":"N1","municipality":"0180","period":2014,"values":[{"count":1,"gender":"T","status":"\"","value":-5.25}],"x":[]}"#,
    ])
    func `any other form of the same row gives the same figure`(row: String) throws {
        #expect(try Self.kolada(row) == ["N1 0180 2014 -5.25"])
        #expect(try Self.kolada([Self.usual, row, Self.usual].joined(separator: ",")).count == 3)
    }

    @Test func `an empty code in the first row is a code like another`() throws {
        let nobody = Self.usual.replacing(#""kpi":"N1""#, with: #""kpi":"""#)
        #expect(try Self.kolada(nobody) == [" 0180 2014 -5.25"])
        let nowhere = Self.usual.replacing("0180", with: "")
        #expect(try Self.kolada("\(nowhere),\(Self.usual)") == ["N1  2014 -5.25", "N1 0180 2014 -5.25"])
    }

    @Test(arguments: 1..<179)
    func `a page that was cut off is refused wherever it was cut`(length: Int) throws {
        let page = Array(#"{"values":[\#(Self.usual)],"count":1}"#.utf8)
        #expect(page.count > 179)
        var list = FigureList()
        #expect(throws: SourceFault.self) {
            try KoladaTotals.read(Array(page.prefix(length)), from: "page", into: &list)
        }
    }

    @Test func `lines are read with decimal comma, exponent, marks for missing, and quotes where they must be`() throws
    {
        let text = """
            "0180";"N1";2014;5,5
            "0180";"N1";2015;
            "0180";"N1";2016;..
            "0180";"N1";2017;:
            "0180";"N2";2014;-3
            "01""80";N2;2014;3e-05

            """
        let list = try Self.lines(text)
        #expect(Self.words(list) == ["N1 0180 2014 5.5", "N2 0180 2014 -3.0", "N2 01\"80 2014 3e-05"])
        #expect(list.figures.map(\.position) == [2, 6, 7])
    }

    @Test(arguments: [
        #""0180";"N1";2014;5,5"#, "\"0180\";\"N1\";2014\n", "\"0180\";\"N1\";14;5\n", "\"0180\";\"N1\";0125;5,5\n",
        "\"0180\";\"N1\";2014;5.5\n",
        "\"0180\";\"N1\";2014;x\n", "\"0180\";\"N1;2014;5\n", "\"0180\";\"N1\";2014;5;6\n", "\"0180\";\"N1\";2014;1-\n",
    ])
    func `a line that is none is refused with its number`(line: String) throws {
        let fault = #expect(throws: SourceFault.self) { try Self.lines("\"0180\";\"N1\";2013;1\n" + line) }
        #expect(fault?.place.contains("file:3") == true)
    }

    @Test func `plain cells of a table and any others may follow one another`() throws {
        func table(_ cells: String, _ count: Int) -> [UInt8] {
            let codes = (0..<count).map { #""c\#($0)""# }.joined(separator: ",")
            return Array(
                (#"{"class":"dataset","id":["r"],"size":[\#(count)],"dimension":{"r":{"category":{"index":[\#(codes)]}}},"#
                    + #""value":[\#(cells)]}"#).utf8)
        }
        let cells = #"1,null, 2.5 ,-3,1e2,"..",0.1,null,12345678901234567890,-0.25"#
        let cube = try JSONStat.cube(table(cells, 10), from: "t")
        #expect(
            (0..<10).map { cube[$0].value } == [
                1, nil, 2.5, -3, 100, nil, 0.1, nil, 12345678901234567168, -0.25,
            ])
        let many = (0..<5_000).map { $0 % 7 == 0 ? "null" : "\($0).5" }.joined(separator: ",")
        let large = try JSONStat.cube(table(many, 5_000), from: "t")
        #expect((0..<5_000).allSatisfy { large[$0].value == ($0 % 7 == 0 ? nil : Double($0) + 0.5) })
        for flaw in ["1,2,", "1,,2", "01,2", "1,nul,2", "1,2.,3", "1,-,3", "1,2]"] {
            #expect(throws: SourceFault.self) { try JSONStat.cube(table(flaw, 3), from: "t") }
        }
    }
}

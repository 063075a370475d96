import KlyftaModel
import KlyftaSources
import Testing

struct TidyFileTests {
    private static let header = "municipality,period,value,absence\n"
    private static let row = "SE-0180,2014,90.5,\n"

    private func names(_ text: String) throws -> [String] {
        let folder = try TemporaryFolder(tidyFiles)
        try folder.write([UInt8](text.utf8), to: "municipalities.csv")
        return try tidyFigures(folder).release().names.map(\.name)
    }

    @Test(arguments: ["", "\n\n", "# licence: CC0\n", "\u{feff}"])
    func `an empty file is a fault, not no figures`(text: String) throws {
        #expect(
            try complaint(about: "speed.csv", text) == """
                ~/speed.csv: the file is empty. \
                Put its figures back; a source that delivers nothing is taken for a fault, not for no figures.
                """)
    }

    @Test func `a file of observations that ends after its header is a fault`() throws {
        #expect(try complaint(about: "speed.csv", Self.header)?.hasPrefix("~/speed.csv: the file is empty. ") == true)
    }

    @Test(arguments: [(Self.header + row + "SE-\u{0}", 3), ("\u{0}", 1), (Self.header + "\u{0}\n" + row, 2)])
    func `a byte that is no UTF-8 is found by its line`(text: String, line: Int) throws {
        let bytes = text.utf8.map { $0 == 0 ? 0xe5 : $0 }
        #expect(
            try complaint(about: "speed.csv", bytes: bytes)
                == "~/speed.csv:\(line): the text is not UTF-8. Save the file as UTF-8.")
    }

    @Test(arguments: [
        header + row, "\u{feff}" + header + row, "# licence: CC0\n# source: SKL\n" + header + row,
        "\u{feff}# licence: CC0\r\n" + header + row, "municipality,period,value,absence\r\nSE-0180,2014,90.5,\r\n",
        "\n\n" + header + "\n" + row + "\n\n", header + row.dropLast(),
        "absence,value,period,note,municipality\n,90.5,2014,x,SE-0180\n",
    ])
    func `byte order mark, comments, line ends, blank lines and order of columns make no difference`(text: String)
        throws
    {
        let folder = try TemporaryFolder(tidyFiles)
        try folder.write([UInt8](text.utf8), to: "speed.csv")
        #expect(
            try tidyFigures(folder).release().observations.filter { $0.indicator == speed }
                == [observation("SE-0180", .value(90.5))])
    }

    @Test(arguments: [
        ("\"Bø, i Telemark\"", "Bø, i Telemark"), ("\"to\nlinjer\"", "to\nlinjer"),
        ("\"\"\"Oslo\"\"\"", "\"Oslo\""), ("Nore \"og\" Uvdal", "Nore \"og\" Uvdal"), ("\"\"", ""),
        ("\"Oslo\"", "Oslo"),
    ])
    func `a quoted field holds commas, line ends and doubled quotes`(field: String, name: String) throws {
        #expect(try names("municipality,name,from,to\nNO-0301,\(field),,\n") == [name])
    }

    @Test func `lines are counted through quoted line ends and comments`() throws {
        let text = "# a\n# b\nmunicipality,name,from,to\nNO-0301,\"to\nlinjer\",,\nNO-1,x,,\n"
        #expect(try complaint(about: "municipalities.csv", text)?.hasPrefix("~/municipalities.csv:6, column") == true)
    }

    @Test func `a quote that never ends is found where it begins`() throws {
        #expect(
            try complaint(about: "municipalities.csv", "municipality,name,from,to\nNO-0301,\"Oslo,,\nNO-1507,A,,\n")
                == "~/municipalities.csv:2: a quoted field never ends. Close the quote.")
    }

    @Test(arguments: ["NO-0301,\"Oslo\"x,,\n", "NO-0301,Oslo,,\"\"NO-1507,Ålesund,,\n", "NO-0301,\"Oslo\" ,,\n"])
    func `nothing stands between a closing quote and the next comma`(row: String) throws {
        #expect(
            try complaint(about: "municipalities.csv", "municipality,name,from,to\n" + row)
                == """
                ~/municipalities.csv:2: there is text after a closing quote. \
                Put the whole field in quotes, and double each quote in it.
                """)
    }

    @Test(arguments: [
        ("SE-0180,2014,1", "~/speed.csv:3, column 'absence': the row ends after 3 of 4 fields."),
        ("SE-0180,2014,1,,", "~/speed.csv:3: field 5 has no column: there are 4."),
        ("SE-0180;2014;1;", "~/speed.csv:3, column 'period': the row ends after 1 of 4 fields."),
        ("SE-0180,2014,1,5,", "~/speed.csv:3: field 5 has no column: there are 4."),
    ])
    func `a row has one field for each column`(row: String, message: String) throws {
        let fault = try complaint(about: "speed.csv", Self.header + Self.row + row + "\n")
        #expect(fault?.hasPrefix(message) == true, "\(fault ?? "")")
    }

    @Test func `a missing column is named with those that are needed`() throws {
        #expect(
            try complaint(about: "speed.csv", "municipality,year,value,absence\nSE-0180,2014,1,\n")
                == """
                ~/speed.csv: there is no column 'period'. Write the columns municipality, period, value, absence.
                """)
    }

    @Test func `a column that is there twice is refused`() throws {
        #expect(
            try complaint(about: "speed.csv", "municipality,period,value,absence,value\nSE-0180,2014,1,,2\n")
                == "~/speed.csv:1: there are two columns 'value'. Remove or rename one of them.")
    }
}

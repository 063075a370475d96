import KlyftaModel
import KlyftaSources
import Testing

struct TidyRowTests {
    private static let header = "municipality,period,value,absence\n"
    private static let plainNumber = "Write a decimal number, or leave it empty and give a reason in 'absence'."

    @Test(arguments: [
        ("1 234,5", "Write a decimal point and no thousands separator, as 1234.5."),
        ("1\u{a0}234.5", "Write a decimal point and no thousands separator, as 1234.5."),
        ("NaN", plainNumber), ("nan", plainNumber), ("inf", plainNumber), ("1e400", plainNumber),
        ("-1e400", plainNumber), ("0x1p3", plainNumber), ("67%", plainNumber), ("..", plainNumber), ("-", plainNumber),
    ])
    func `what is no number is refused with file, line, column and the right form`(text: String, remedy: String) throws
    {
        #expect(
            try complaint(about: "speed.csv", Self.header + "SE-0180,2014,1,\nSE-0180,2015,\"\(text)\",\n")
                == "~/speed.csv:3, column 'value': '\(text)' is no number. \(remedy)")
    }

    @Test(arguments: [("0", 0), ("-3.25", -3.25), ("1e-3", 0.001), ("+7", 7), ("0.1", 0.1), ("1E3", 1_000)])
    func `a decimal number is read`(text: String, number: Double) throws {
        let folder = try TemporaryFolder(tidyFiles)
        try folder.write([UInt8]((Self.header + "SE-0180,2014,\(text),\n").utf8), to: "speed.csv")
        #expect(try tidyFigures(folder).release().observations.first?.outcome == .value(number))
    }

    @Test func `a municipality that is there twice is refused with its line`() throws {
        #expect(
            try complaint(about: "speed.csv", Self.header + "SE-0180,2014,1,\nSE-1860,2014,1,\nSE-0180,2014,2,\n")
                == """
                ~/speed.csv:4, column 'municipality': SE-0180, 2014 is there twice, first in line 2. \
                Keep one of the two rows.
                """)
    }

    @Test func `a population that is there twice is refused with its line`() throws {
        let text = "municipality,day,population\nSE-0180,2014-12-31,1\n\nSE-0180,2014-12-31,1\n"
        #expect(
            try complaint(about: "population.csv", text)
                == """
                ~/population.csv:4, column 'municipality': SE-0180, 2014-12-31 is there twice, first in line 2. \
                Keep one of the two rows.
                """)
    }

    @Test(arguments: [
        (",", "value", "neither a value nor a reason why there is none", "Fill 'value' or 'absence'."),
        ("1,missing", "absence", "both a value and a reason why there is none", "Empty one of the two."),
        (
            ",gone", "absence", "'gone' is not a word used here",
            "Write one of missing, suppressed, not-applicable."
        ),
    ])
    func `a row has a value or a reason why there is none`(
        fields: String, column: String, problem: String, remedy: String
    ) throws {
        #expect(
            try complaint(about: "speed.csv", Self.header + "SE-0180,2014,\(fields)\n")
                == "~/speed.csv:2, column '\(column)': \(problem). \(remedy)")
    }

    @Test(arguments: [
        ("SE-180,2014,1,", "municipality", "'180' is no municipality code in SE"),
        ("0180,2014,1,", "municipality", "'0180' is no municipality"),
        ("SE-0180,2014Q5,1,", "period", "'5 of 2014' is no period"),
        ("SE-0180,14,1,", "period", "'14' is no period"),
    ])
    func `a code or period that is none is refused with its column`(row: String, column: String, problem: String) throws
    {
        let complaint = try complaint(about: "speed.csv", Self.header + row + "\n")
        #expect(complaint?.hasPrefix("~/speed.csv:2, column '\(column)': \(problem). ") == true)
    }

    @Test(arguments: ["-1", "1.5", "1 000", "", "99999999999999999999"])
    func `a population is a whole number`(text: String) throws {
        #expect(
            try complaint(about: "population.csv", "municipality,day,population\nSE-0180,2014-12-31,\(text)\n")
                == """
                ~/population.csv:2, column 'population': '\(text)' is no whole number. Write digits only, as 12345.
                """)
    }

    @Test func `a word of an indicator is one of a list`() throws {
        #expect(
            try complaint(
                about: "indicators.csv",
                "id,unit,direction,nature,title_en,title_sv,title_nb\nfake.speed,km/h,neutral,survey,a,b,c\n")
                    == """
                    ~/indicators.csv:2, column 'unit': 'km/h' is not a word used here. \
                    Write one of percent, count, Mbit/s, points, any.
                    """)
    }
}

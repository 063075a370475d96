import KlyftaModel
import KlyftaSources
import Testing

struct OfficeTableTests {
    private func table(_ text: String) throws -> OfficeTable { try OfficeTable(utf8(text), at: "x.csv") }

    @Test(arguments: [
        ("a;b\n1,5;2\n", OfficeTable.Separator.semicolon), ("a,b\n1.5,2\n", .comma), ("a\tb\n1,5\t2\n", .tab),
        ("\"a,b\";c\n1;2\n", .semicolon), ("\n\na;b\r\n1;2", .semicolon), ("\u{feff}a;b\n1;2", .semicolon),
    ])
    func `the separator is told from the first line`(text: String, separator: OfficeTable.Separator) throws {
        let table = try table(text)
        #expect(table.separator == separator && table.rows.count == 1 && table.columns.count == 2)
        #expect(!table.columns[0].unicodeScalars.contains("\u{feff}"))
    }

    @Test func `a file as ESV ships it is read`() throws {
        let table = try OfficeTable(WireFixtures.bytes("esv.csv"), at: "esv.csv")
        #expect(table.columns == ["Kommunkod", "Kommun", "År", "Andel", "Kostnad"])
        #expect(table.rows.map(\.line) == [2, 3])
        #expect(table.rows[1].fields[1] == "Stockholm; stad")
        let number = LocalNumber(mark: .comma)
        let cost = try table.column("Kostnad")
        #expect(try table.rows.map { try number.outcome($0.fields[cost]) } == [.value(1234.5), .value(-0.5)])
        #expect(try number.outcome(table.rows[1].fields[3]) == .absent(.missing))
    }

    @Test(arguments: [
        (
            "a;b;c\n1;2\n",
            "x.csv:2, column 'c': the row ends after 2 of 3 fields. Complete the row; it may have been cut off."
        ),
        ("a,b\n1,5,2\n", "x.csv:2: field 3 has no column: there are 2."),
        ("a;b\n\n1;\"x\ny\"\n3\n", "x.csv:5, column 'b': the row ends after 1"),
        ("a;a\n1;2\n", "x.csv:1: there are two columns 'a'"),
        ("abc\n1\n", "x.csv:1: there is no ';', ',' or tab in the first line"),
        ("a;b,c\n1;2\n", "x.csv:1: it cannot be told what parts the columns"),
        ("a;b\n1;\"2\n", "x.csv:2: a quoted field never ends"),
        ("a;b\n1;\"2\"3\n", "x.csv:2: there is text after a closing quote"), (" \n\t\n", "x.csv: the file is empty"),
        ("<!DOCTYPE html>\n<a;b>", "x.csv: this is HTML or XML"), ("PK\u{3}\u{4};", "x.csv: this is a packed file"),
        ("a;b\n\u{0}1;2", "x.csv: this is no text"),
    ])
    func `what is no table is refused by line and column`(text: String, problem: String) {
        let fault = complaint { _ = try table(text) }
        #expect(fault?.hasPrefix(problem) == true, "\(fault ?? "none")")
    }

    @Test func `rows may end early only where the caller knows that they do`() throws {
        let bytes = utf8("\"code\";\"level\";\"name\"\n\"0101\";\"1\"\n")
        #expect(try OfficeTable(bytes, at: "x.csv", shortRows: .endEarly).rows[0].fields == ["0101", "1", ""])
        #expect(throws: SourceFault.self) { try OfficeTable(bytes, at: "x.csv") }
    }

    @Test func `a column that is not there is named with those that are`() throws {
        let table = try table("kommun;andel\n0114;1\n")
        #expect(
            complaint { _ = try table.column("kommunkod") }?.hasPrefix("x.csv:1: there is no column 'kommunkod'. ")
                == true)
    }

    @Test func `a message stays short, however many columns there are and however they are named`() throws {
        let names = (0..<5_000).map { "c\($0)" } + [String(repeating: "x", count: 100_000)]
        let table = try table(names.joined(separator: ";") + "\n")
        let fault = complaint { _ = try table.column("kommunkod") }
        #expect(fault?.hasSuffix(" and 4981 more.") == true && (fault?.utf8.count ?? 0) < 300)
    }

    @Test func `UTF-8 is tried first and Windows-1252 then`() throws {
        let utf = try OfficeTable(utf8("kommun;år\nÅre;1\n"), at: "x.csv")
        let western = try OfficeTable(
            Array("kommun;".utf8) + [0xe5] + Array("r\n".utf8) + [0xc5] + Array("re;1\n".utf8), at: "x.csv")
        #expect(utf.encoding == .utf8 && western.encoding == .windows1252)
        #expect(utf.columns == western.columns && utf.rows == western.rows)
    }

    @Test func `Windows-1252 has more than ISO 8859-1, and five bytes that are nothing`() throws {
        let table = try OfficeTable(utf8("a;b\n") + [0x80, 0x3b, 0x96, 0xe5], at: "x.csv")
        #expect(table.rows[0].fields == ["€", "–å"])
        #expect(
            complaint { _ = try OfficeTable(utf8("a;b\n1;") + [0xe5, 0x81], at: "x.csv") }
                == "x.csv:2: the text is neither UTF-8 nor Windows-1252. Save the file as UTF-8.")
    }

    @Test(arguments: [[0xff, 0xfe, 0x61, 0x00], [0xfe, 0xff, 0x00, 0x61], [0x61, 0x00, 0x3b, 0x00]] as [[UInt8]])
    func `UTF-16 is refused`(bytes: [UInt8]) {
        #expect(complaint { _ = try OfficeTable(bytes, at: "x.csv") }?.contains("UTF-16") == true)
    }

    @Test(arguments: [
        ("1234,5", 1234.5), ("1 234,5", 1234.5), ("1\u{a0}234\u{a0}567", 1_234_567), ("1\u{202f}234,5", 1234.5),
        ("1\u{2009}234,5", 1234.5), ("\u{2212}0,5", -0.5), ("-7", -7), (" 12 ", 12), ("0", 0), ("0,00000000", 0),
        ("123 456 789,12345678", 123_456_789.12345678),
    ])
    func `a number is read with a decimal comma, any of four blanks and a true minus`(text: String, value: Double)
        throws
    {
        #expect(try LocalNumber(mark: .comma).value(text) == value)
        #expect(try LocalNumber(mark: .point).value(String(text.map { $0 == "," ? "." : $0 })) == value)
    }

    @Test(arguments: [
        "1.234,5", "1,234.5", "1.5", "1 23", "12 3456", "1  234", "1 234 5", "1,", ",5", "--1", "-", "1e5", "+1",
        "1,5 %", "NaN",
        "١", "1,2,3", "1 234,5 6", "- 1", "0x10",
    ])
    func `no guess is made at a number that is written otherwise`(text: String) {
        #expect(throws: InvalidText.self) { try LocalNumber(mark: .comma).value(text) }
    }
}

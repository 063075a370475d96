import KlyftaModel
import KlyftaSources
import Testing

/// PC-Axis files, as PxWeb writes them.
struct PXFileTests {
    private let head = """
        STUB="region";HEADING="innehåll","år";CONTVARIABLE="innehåll";MATRIX="T1";
        VALUES("region")="Stockholm","Arvidsjaur";CODES("region")="0180","2505";VARIABLECODE("region")="Region";
        VALUES("innehåll")="Andel, med "
        "lång text";CODES("innehåll")="A1";UNITS("Andel, med lång text")="procent";
        VALUES("år")="2023","2024";TIMEVAL("år")=TLIST(A1,"2023"-"2024");

        """

    private func cube(_ text: String) throws -> StatCube { try PXFile.cube(utf8(text), at: "t.px") }

    @Test func `the variables of the stub come first, and the last of the heading varies fastest`() throws {
        let cube = try cube(head + "DATA=\n1 2.5 \n-3 4 \n;")
        #expect(cube.layout.dimensions.map(\.code) == ["Region", "innehåll", "år"])
        #expect(cube[["Region": "0180", "innehåll": "A1", "år": "2024"]]?.value == 2.5)
        #expect(cube[["Region": "2505", "innehåll": "A1", "år": "2023"]]?.value == -3)
        #expect(cube.layout[.time]?.code == "år" && cube.layout[.metric]?.code == "innehåll")
        #expect(cube.layout.dimensions[1].categories[0].label == "Andel, med lång text")
        #expect(cube.layout.dimensions[1].categories[0].unit == "procent" && cube.layout.table == "T1")
    }

    @Test func `a mark in place of a number is its own cell, and says why there is none`() throws {
        let cube = try cube(head + #"DATA="." ".." "-" "......";"#)
        #expect(
            (0..<4).map { cube[$0].outcome } == [.absent(.notApplicable)]
                + Array(repeating: .absent(.missing), count: 3))
    }

    @Test func `translations, notes and a code page that is not true are passed over`() throws {
        let more = "CODEPAGE=\"iso-8859-1\";TITLE[en]=\"x\";VALUES[en](\"region\")=\"S\";NOTE=\"a\";NOTE=\"b; DATA=1\";"
        let plain = try cube(head + "DATA=1 2 3 4;")
        #expect(try cube(more + head + "DATA=1 2 3 4;") == plain)
        let latin = (more + head + "DATA=1 2 3 4;").unicodeScalars.map { UInt8($0.value) }
        #expect(try PXFile.cube(latin, at: "t.px") == plain)
    }

    @Test(arguments: [
        ("DATA=1 2 3;", "t.px: there are 3 cells where 4 should be"),
        ("DATA=1 2 3 x;", "t.px: the cell 4 is 'x', which is no number"),
        ("DATA=1 2 3 0x4;", "t.px: the cell 4 is '0x4'"), ("DATA=1 2 3 nan;", "t.px: the cell 4 is 'nan'"),
        ("DATA=1 2 3 4", "t.px:6: DATA of line 6 is not closed with ';'"),
        ("DATA=1 2 3 4;DATA=1 2 3 4;", "t.px: DATA of line 6 is there twice"),
        ("", "t.px: it has no DATA: these are metadata, not figures"),
        (#"KEYS("region")=VALUES;DATA="Stockholm",1,2;"#, "t.px: only some of its cells are written (KEYS)"),
        (#"TITLE="x"#, "t.px:6: a text is not closed"), ("TITLE[en=1;", "t.px:6: the language is not closed with ']'"),
        ("TITLE(\"x\"=1;", "t.px:6: the names are not closed with ')'"),
        ("TITLE;", "t.px:6: '=' should stand behind TITLE"),
    ])
    func `what is not one whole table is refused where it stands`(text: String, problem: String) {
        #expect(
            complaint { _ = try cube(head + text) }?.hasPrefix(problem) == true,
            "\(complaint { _ = try cube(head + text) } ?? "none")")
    }

    @Test(arguments: [
        (#"CODES("region")="0180","2505""#, #"CODES("region")="0180""#, "'region' has 2 values and 1 codes"),
        (
            #"CODES("region")="0180","2505""#, #"CODES("region")="0180","0180""#,
            "the code '0180' of 'region' is there twice"
        ),
        (#"STUB="region";HEADING="innehåll","år""#, "X=1", "it names no variables (STUB, HEADING)"),
        (#"VARIABLECODE("region")="Region""#, #"VARIABLECODE("region")="år""#, "two variables are 'år'"),
    ])
    func `variables that do not fit together are named`(old: String, new: String, problem: String) {
        let text = head.replacing(old, with: new) + "DATA=1 2 3 4;"
        #expect(complaint { _ = try cube(text) }?.hasPrefix("t.px: \(problem)") == true)
    }
}

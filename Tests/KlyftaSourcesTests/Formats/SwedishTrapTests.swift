import KlyftaModel
import KlyftaSources
import Testing

/// What makes naive readers of Swedish files fail, each seen in a real one.
struct SwedishTrapTests {
    private let roster: MunicipalRoster = {
        let names = [
            ("0114", "Upplands Väsby"), ("0305", "Håbo"), ("0643", "Habo"), ("0980", "Gotland"),
            ("2023", "Malung-Sälen"),
        ]
        return MunicipalRoster(.sweden, names.map { MunicipalityName(try! Municipality(.sweden, $0.0), $0.1) })
    }()

    private func resolve(_ codes: String...) -> String? {
        complaint { _ = try roster.resolve(codes.enumerated().map { .init(at: "line \($0 + 2)", $1) }, in: "x.csv") }
    }

    @Test func `leading zeros lost`() {
        #expect(
            resolve("0980", "114")
                == "x.csv: line 3: '114' is no code; it may be 0114 without its zero. Correct these rows; nothing of the file is taken. Codes are text: four digits, zeros included."
        )
        #expect(resolve("0") != nil && resolve("01") != nil)
    }

    @Test func `regions look like municipalities`() throws {
        let areas = [
            KoladaArea(id: "0009", title: "Region Gotland", type: "L"),
            KoladaArea(id: "0980", title: "Gotland", type: "K"),
        ]
        let figures = ["0009", "0980"].map {
            KoladaFigure(kpi: "N07900", area: $0, year: 2022, gender: .total, value: 1)
        }
        #expect(try KoladaAreas(areas, expecting: 1).municipal(figures, from: "x").map(\.area) == ["0980"])
        #expect(resolve("0009")?.contains("there is no municipality '0009' in SE") == true)
    }

    @Test func `diacritics stripped: Håbo and Habo are told apart by code alone`() throws {
        #expect(resolve("0305", "0643") == nil)
        #expect(resolve("Habo")?.contains("there is no municipality 'Habo'") == true)
    }

    @Test func `ISO-8859-1 and Windows-1252 are tried after strict UTF-8, never before`() throws {
        let latin = try OfficeText([0x76, 0xe4, 0x73], at: "x")
        let utf = try OfficeText(utf8("väs"), at: "x")
        #expect(latin.utf8 == utf.utf8 && latin.encoding == .windows1252 && utf.encoding == .utf8)
        #expect(try OfficeText(utf8("0114;1"), at: "x").encoding == .utf8)
    }

    @Test func `Mac Roman mojibake is refused`() {
        let text = Array("kartl".utf8) + [0x8a] + Array("ggning;2014\n".utf8)
        #expect(
            complaint { _ = try OfficeTable(text, at: "x.csv") }
                == "x.csv: the text seems to be Mac Roman. Save the file as UTF-8.")
    }

    @Test func `a byte order mark is no part of the first header`() throws {
        #expect(try OfficeTable(utf8("\u{feff}k_ID;kommun\nALE;Ale\n"), at: "x").columns == ["k_ID", "kommun"])
    }

    @Test func `separators and decimal marks differ, and a comma is never a thousands sign`() throws {
        #expect(try OfficeTable(utf8("a;b\n1,5;2\n"), at: "x").rows[0].fields == ["1,5", "2"])
        #expect(try LocalNumber(mark: .comma).value("1,500") == 1.5)
        #expect(throws: InvalidText.self) { try LocalNumber(mark: .point).value("1,500") }
        #expect(try LocalNumber(mark: .comma).value("911\u{a0}989") == 911_989)
    }

    @Test func `en dash and hyphen: a name is told by its code`() {
        #expect(MunicipalRoster.code(before: "2023 Malung\u{2013}Sälens kommun") == "2023")
        #expect(MunicipalRoster.code(before: "2023 Malung-Sälen") == "2023")
        #expect(
            MunicipalRoster.code(before: "Malung-Sälen") == nil
                && MunicipalRoster.code(before: "01 Stockholms län") == nil)
    }

    @Test(arguments: ["Falu kommun", "Falun", "Region Gotland", "Gotlands kommun", "Kalmars kommun"])
    func `genitive names: a name however it is bent names nobody, its code does`(name: String) {
        #expect(resolve(name)?.contains("there is no municipality '\(name)'") == true)
        #expect(MunicipalRoster.code(before: "0980 \(name)") == "0980")
    }

    @Test func `mixed levels: a county between municipalities is told by its row, and nothing is taken`() {
        #expect(
            resolve("0114", "01 Stockholms län", "0305")?.contains("line 3: there is no municipality '01 Sto") == true)
        #expect(resolve("0114", "01")?.contains("line 3: there is no municipality '01'") == true)
    }

    @Test func `trailing blanks of names go, of codes are refused`() {
        #expect("Botkyrka ".withoutOuterBlanks == "Botkyrka" && "\u{a0}Mora\u{202f}".withoutOuterBlanks == "Mora")
        #expect(" ".withoutOuterBlanks == "")
        #expect(resolve("0114 ")?.contains("line 2: there is a blank beside the code '0114 '") == true)
    }

    @Test func `decomposed Unicode is the same name`() throws {
        let table = try OfficeTable(utf8("kommun;A\u{30a}r\nHa\u{30a}bo;2014\n"), at: "x.csv")
        #expect(try table.column("År") == 1)
        #expect(table.rows[0].fields[0] == "Håbo")
    }

    @Test func `values as strings, with marks among them`() throws {
        let text = """
            {"columns":[{"code":"Tid","text":"y","type":"t"},{"code":"N1","text":"p","type":"c"}],"comments":[],
            "data":[{"key":["2015"],"values":["2762601"]},{"key":["2016"],"values":[".."]},{"key":["2017"],"values":["."]}]}
            """
        let rows = try PxWebRows(utf8(text), from: "x").rows
        #expect(rows.map { $0.cells[0].outcome } == [.value(2_762_601), .absent(.missing), .absent(.notApplicable)])
        #expect(complaint { _ = try PxWebRows(utf8(text.replacing("\"..\"", with: "\"1e999\"")), from: "x") } != nil)
        #expect(
            complaint { _ = try PxWebRows(utf8(text.replacing("\"2016\"", with: "\"2015\"")), from: "x") }?.contains(
                "there are two rows 2015") == true)
        #expect(
            complaint { _ = try PxWebRows(utf8(text.replacing("[\"2016\"]", with: "[]")), from: "x") }?.contains(
                "row 2 does not have 1 codes and 1 cells") == true)
    }

    @Test func `floats for counts are whole numbers`() throws {
        #expect(try LocalNumber(mark: .point).value("37524.0") == 37_524)
    }

    @Test func `old codes are named as such`() throws {
        let heby = MunicipalityName(try Municipality(.sweden, "1917"), "Heby", to: try CalendarDay(2007, 1, 1))
        let roster = MunicipalRoster(.sweden, [heby])
        #expect(
            complaint {
                _ = try roster.resolve([.init(at: "line 9", "1917")], on: try CalendarDay(2014, 12, 31), in: "x")
            }?
            .contains("line 9: '1917' ended on 2007-01-01") == true)
        #expect(
            try roster.resolve([.init(at: "line 9", "1917")], on: try CalendarDay(2006, 12, 31), in: "x").count == 1)
    }

    @Test func `a file that says one encoding and is in another is read by its bytes`() throws {
        let text = try OfficeText(utf8("CODEPAGE=\"iso-8859-1\";\nKälla=\"SCB\";\n"), at: "x.px")
        #expect(text.encoding == .utf8 && String(decoding: text.utf8, as: UTF8.self).contains("Källa"))
    }

    @Test(arguments: [("true", true), ("false", false), ("1", true), ("0", false)])
    func `flags are words in version 3 and numbers in version 2`(text: String, flag: Bool) throws {
        let page = try KoladaPage(
            utf8(#"{"values":[{"id":"N1","is_divided_by_gender":\#(text)}]}"#), from: "x", KoladaKPI.read)
        #expect(page.items[0].isDividedByGender == flag)
    }

    @Test func `preliminary dates are kept apart from final ones`() throws {
        let text =
            #"{"values":[{"id":"N1","title":"a\u00a0b","prel_publication_date":"2026-03-01","publication_date":"2026-04-08","publ_period":2025,"auspice":null}]}"#
        let kpi = try KoladaPage(utf8(text), from: "x", KoladaKPI.read).items[0]
        #expect(kpi.preliminaryPublicationDate == "2026-03-01" && kpi.publicationDate == "2026-04-08")
        #expect(kpi.publicationPeriod == "2025" && kpi.title == "a\u{a0}b")
    }
}

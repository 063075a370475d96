import KlyftaModel
import Testing

struct MunicipalityTests {
    @Test(arguments: ["SE-0180", "NO-0301", "NO-1860", "FI-091", "IS-a.1"])
    func `a municipality is written as it is read, leading zeros included`(text: String) throws {
        #expect(try Municipality(text).description == text)
    }

    @Test func `one code in two countries is two municipalities`() throws {
        let (vestvågøy, laxå) = (try Municipality(.norway, "1860"), try Municipality(.sweden, "1860"))
        #expect(vestvågøy != laxå)
        #expect(Set([vestvågøy, laxå]).count == 2)
    }

    @Test func `parts and text spell the same municipality`() throws {
        #expect(try Municipality("NO-1860") == Municipality(.norway, "1860"))
    }

    @Test(arguments: ["301", "0301 ", " 0301", "+301", "-301", "03011", "03O1", "٠٣٠١", "٠٣", ""])
    func `a Nordic code is exactly four ASCII digits`(code: String) {
        #expect(throws: InvalidText.self) { try Municipality(.norway, code) }
        #expect(throws: InvalidText.self) { try Municipality(.sweden, code) }
    }

    @Test(arguments: ["0180", "SE0180", "se-0180", "-0180", "SE-", "SE--0180", "SE- 0180", "SWE-0180", "SE_0180", ""])
    func `a municipality is country, dash and code`(text: String) {
        #expect(throws: InvalidText.self) { try Municipality(text) }
    }

    @Test(arguments: ["", "12345678901234567", "a b", "å", "a-b", "a,b"])
    func `a code elsewhere is 1 to 16 letters, digits and dots`(code: String) throws {
        let finland = try Country("FI")
        #expect(throws: InvalidText.self) { try Municipality(finland, code) }
        #expect(try Municipality(finland, "1234567890.abcDE").code == "1234567890.abcDE")
    }

    @Test func `a lost leading zero is answered with the form and an example`() {
        let fault = #expect(throws: InvalidText.self) { try Municipality("NO-301") }
        #expect(
            fault?.description == """
                '301': this is no municipality code in NO. \
                Write four digits with the leading zeros, such as 0301 for Oslo or 0180 for Stockholm.
                """)
    }

    @Test func `municipalities are in order of country, then code`() throws {
        let texts = ["SE-0114", "NO-5001", "SE-2584", "NO-0301"]
        #expect(
            try texts.map { try Municipality($0) }.sorted().map(\.description)
                == ["NO-0301", "NO-5001", "SE-0114", "SE-2584"])
    }

    @Test func `Herøy in Møre og Romsdal is not Herøy in Nordland`() throws {
        let (south, north) = (try Municipality("NO-1515"), try Municipality("NO-1818"))
        #expect(MunicipalityName(south, "Herøy") != MunicipalityName(north, "Herøy"))
    }
}

struct CountryTests {
    @Test func `Sweden and Norway have their ISO codes`() throws {
        #expect(try Country("SE") == .sweden)
        #expect(try Country("NO") == .norway)
    }

    @Test(arguments: ["se", "Se", "S", "SWE", "", "S1", "Å", "S ", "@A", "[["])
    func `a country is two capital letters`(code: String) {
        #expect(throws: InvalidText.self) { try Country(code) }
    }

    @Test func `countries are in order of code`() {
        #expect(Country.norway < .sweden)
        #expect(!(Country.sweden < .norway))
    }
}

import KlyftaModel
import Testing

struct IndicatorIDTests {
    @Test func `an indicator is named by its module and the module's own name for it`() throws {
        let id = try IndicatorID("skl.N07900.b")
        #expect(id.module == "skl")
        #expect(id.localName == "N07900.b")
        #expect(id.description == "skl.N07900.b")
    }

    @Test(arguments: ["a.b", "skl.N-07_900", "x." + String(repeating: "a", count: 62)])
    func `letters, digits, dot, dash and underscore make a name`(text: String) throws {
        #expect(try IndicatorID(text).text == text)
    }

    @Test(arguments: [
        "", "skl", ".", "skl.", ".N1", "skl..N1", "skl.å", "skl.a b", "skl/a", "skl.a,b",
        "x." + String(repeating: "a", count: 63),
    ])
    func `a name without a dot inside, or with anything else, is refused`(text: String) {
        #expect(throws: InvalidText.self) { try IndicatorID(text) }
    }

    @Test func `indicators are in order of their names`() throws {
        #expect(try IndicatorID("esv.z") < IndicatorID("skl.a"))
    }
}

struct IndicatorBreakTests {
    @Test(arguments: [
        ("2013", "2014", true), ("2012", "2015", true), ("2014", "2015", false), ("2012", "2013", false),
        ("2014", "2014", false), ("2013Q4", "2014Q1", true), ("2014Q1", "2014Q2", false), ("2013Q3", "2013Q4", false),
    ])
    func `a break lies between the period before it and its own`(from: String, to: String, isBroken: Bool) throws {
        let indicator = try coverage(breaks: [SeriesBreak(at: .year(2014), because: "new question")])
        #expect((indicator.firstBreak(after: try Period(from), through: try Period(to)) != nil) == isBroken)
    }

    @Test(arguments: [
        ("2014Q1", "2013", "2014", true), ("2014Q1", "2014", "2015", false), ("2014Q3", "2013", "2014", true),
        ("2014Q3", "2014", "2015", true), ("2014Q3", "2015", "2016", false), ("2014M12", "2013", "2014", true),
        ("2015Q1", "2013", "2014", false),
    ])
    func `a break inside a longer period breaks it`(at: String, from: String, to: String, isBroken: Bool) throws {
        let indicator = try coverage(breaks: [SeriesBreak(at: try Period(at), because: "new form")])
        #expect((indicator.firstBreak(after: try Period(from), through: try Period(to)) != nil) == isBroken)
    }

    @Test func `of several breaks the first in time is named`() throws {
        let indicator = try coverage(breaks: [
            SeriesBreak(at: .year(2016), because: "second"), SeriesBreak(at: .year(2014), because: "first"),
        ])
        #expect(indicator.breaks.map(\.reason) == ["first", "second"])
        #expect(indicator.firstBreak(after: .year(2010), through: .year(2020))?.reason == "first")
        #expect(indicator.firstBreak(after: .year(2014), through: .year(2020))?.reason == "second")
    }

    @Test func `without a declared break everything is comparable`() throws {
        #expect(try coverage().firstBreak(after: .year(1), through: .year(9999)) == nil)
    }
}

struct LocalizedTextTests {
    @Test(arguments: [(Language.swedish, "Täckning"), (.norwegian, "Dekning"), (.english, "Coverage")])
    func `a text answers in the language asked for`(language: Language, text: String) throws {
        #expect(try coverage().title[language] == text)
    }

    @Test(arguments: [("sv", Language.swedish), ("nb", .norwegian), ("en", .english)])
    func `a language is written by its ISO 639 code`(code: String, language: Language) {
        #expect(Language(rawValue: code) == language)
    }
}

struct OutcomeTests {
    @Test func `zero is a value`() {
        #expect(Outcome.value(0).value == 0)
    }

    @Test(arguments: Absence.allCases)
    func `an absence has no value`(absence: Absence) {
        #expect(Outcome.absent(absence).value == nil)
    }
}

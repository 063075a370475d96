import KlyftaDivide
import KlyftaModel
import Testing

struct PopulationRegisterTests {
    @Test(arguments: [
        (["2013-12-31", "2014-12-31", "2015-12-31"], "2014", "2014-12-31"),
        (["2013-01-01", "2014-01-01", "2015-01-01"], "2014", "2014-01-01"),
        (["2014-01-01", "2015-01-01"], "2014Q4", "2014-01-01"),
        (["2013-12-31", "2014-12-31"], "2014Q3", "2013-12-31"),
    ])
    func `the last count of the period decides, in December or in January`(
        days: [String], period: String, expected: String
    ) throws {
        let register = PopulationRegister(days.map { crowd(of: "SE-0180", on: $0, 1) })
        #expect(register.referenceDay(in: .sweden, for: try Period(period)) == day(expected))
    }

    @Test(arguments: [
        ("2013-12-31", "2014", true), ("2013-12-30", "2014", false), ("2015-12-31", "2016", true),
        ("2015-12-30", "2016", false), ("2016-01-01", "2016", true), ("2014-12-31", "2015M12", true),
        ("2015-02-28", "2016M02", false), ("2015-03-01", "2016M02", true), ("2014-06-30", "2015H1", true),
        ("2014-06-29", "2015H1", false),
    ])
    func `a count may be a year old, in leap years too, and no older`(count: String, period: String, counts: Bool)
        throws
    {
        let register = PopulationRegister([crowd(of: "SE-0180", on: count, 1)])
        #expect((register.referenceDay(in: .sweden, for: try Period(period)) != nil) == counts)
    }

    @Test func `a count after the period says nothing of it`() {
        let register = PopulationRegister([crowd(of: "SE-0180", on: "2015-01-01", 1)])
        #expect(register.referenceDay(in: .sweden, for: .year(2014)) == nil)
        #expect(register.inhabitants(in: .sweden, for: .year(2014)) == [:])
    }

    @Test func `each country has its own day`() {
        let register = PopulationRegister([
            crowd(of: "SE-0180", on: "2014-12-31", 900_000), crowd(of: "NO-0301", on: "2014-01-01", 600_000),
        ])
        #expect(register.inhabitants(in: .sweden, for: .year(2014)) == [municipality("SE-0180"): 900_000])
        #expect(register.inhabitants(in: .norway, for: .year(2014)) == [municipality("NO-0301"): 600_000])
    }

    @Test func `in force is who was counted on the day, not who was counted once`() {
        let register = PopulationRegister([
            crowd(of: "NO-1534", on: "2019-01-01", 9_000), crowd(of: "NO-1507", on: "2020-01-01", 66_000),
        ])
        #expect(register.inhabitants(in: .norway, for: .year(2020)) == [municipality("NO-1507"): 66_000])
    }
}

struct FiguresTests {
    @Test func `a municipality is called by its newest name`() {
        let code = municipality("NO-1507")
        let figures = Figures(
            indicators: [], observations: [], populations: [],
            names: [
                MunicipalityName(code, "Ålesund", from: day("2020-01-01")),
                MunicipalityName(code, "Aalesund", to: day("1921-01-01")),
            ])
        #expect(figures.names == [code: "Ålesund"])
    }

    @Test func `the periods of an indicator are in order, and of another none`() throws {
        let figures = figures([value(of: "SE-0180", 1, in: 2015), value(of: "SE-0180", 1, in: 2013)], [])
        #expect(figures.periods(of: coverageID) == [.year(2013), .year(2015)])
        #expect(figures.periods(of: try IndicatorID("skl.other")).isEmpty)
    }
}

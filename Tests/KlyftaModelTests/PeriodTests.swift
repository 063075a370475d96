import KlyftaModel
import Testing

struct PeriodTests {
    static let everyLength = ["2014", "2014H1", "2014H2", "2014Q1", "2014Q4", "2014M01", "2014M12", "0001", "9999"]

    @Test(arguments: everyLength)
    func `a period is written as it is read`(text: String) throws {
        #expect(try Period(text).description == text)
    }

    @Test(arguments: Period.Length.allCases)
    func `every period of a year is written as it is read`(length: Period.Length) throws {
        for number in 1...length.perYear {
            let period = try Period(length, number, of: 2014)
            #expect(try Period(period.description) == period)
        }
    }

    @Test(arguments: [
        "2014Q5", "2014Q0", "2014H3", "2014M13", "2014M00", "2014M1", "2014M001", "2014M+1", "2014M-1", "2014H",
        "2014HX", "2014h1", "2014q1", "2014-05", "2014 ", " 2014", "14", "20145", "+014", "0000", "", "2014Q11",
    ])
    func `what is no period is refused`(text: String) {
        #expect(throws: InvalidText.self) { try Period(text) }
    }

    @Test func `a refused period is answered with the four forms`() {
        let fault = #expect(throws: InvalidText.self) { try Period("14") }
        #expect(fault?.description == "'14': this is no period. Write 2014, 2014H1, 2014Q3 or 2014M05.")
    }

    @Test(arguments: [(0, 1), (10_000, 1), (2014, 0), (2014, 5)])
    func `a quarter lies in a year 1 to 9999 and is one of four`(year: Int, number: Int) {
        #expect(throws: InvalidText.self) { try Period(.quarter, number, of: year) }
    }

    @Test(arguments: [
        ("2014", "2014-01-01", "2014-12-31"), ("2014H1", "2014-01-01", "2014-06-30"),
        ("2014H2", "2014-07-01", "2014-12-31"), ("2014Q2", "2014-04-01", "2014-06-30"),
        ("2014Q3", "2014-07-01", "2014-09-30"), ("2014M02", "2014-02-01", "2014-02-28"),
        ("2016M02", "2016-02-01", "2016-02-29"), ("2014M12", "2014-12-01", "2014-12-31"),
    ])
    func `a period runs from its first to its last day`(text: String, first: String, last: String) throws {
        let period = try Period(text)
        #expect(period.firstDay.description == first)
        #expect(period.lastDay.description == last)
    }

    @Test(arguments: [
        ("2014", "2015"), ("2014H1", "2014H2"), ("2014H2", "2015H1"), ("2014Q3", "2014Q4"), ("2014Q4", "2015Q1"),
        ("2014M11", "2014M12"), ("2014M12", "2015M01"),
    ])
    func `the next period has the same length`(text: String, next: String) throws {
        #expect(try Period(text).next.description == next)
    }

    @Test(arguments: ["2014", "2014H2", "2014Q4", "2014M02", "2014M12"])
    func `the next period begins the day after this one ends`(text: String) throws {
        let period = try Period(text)
        #expect(period.next.firstDay.daysSince1970 == period.lastDay.daysSince1970 + 1)
    }

    @Test func `periods are in order of first day, the longer one first`() throws {
        let inOrder = ["2013M12", "2014", "2014H1", "2014Q1", "2014M01", "2014Q2", "2014H2", "2014Q3", "2015"]
        let periods = try inOrder.map { try Period($0) }
        #expect(periods.reversed().sorted() == periods)
        for (index, one) in periods.enumerated() {
            for (place, other) in periods.enumerated() { #expect((one < other) == (index < place)) }
        }
    }

    @Test func `a year and its first half are two periods`() throws {
        #expect(try Period("2014") == .year(2014))
        #expect(try Period("2014H1") != .year(2014))
    }
}

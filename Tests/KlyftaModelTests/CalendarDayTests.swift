import KlyftaModel
import Testing

struct CalendarDayTests {
    @Test(arguments: [("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-21", 20_778)])
    func `days are counted from 1970-01-01`(text: String, days: Int) throws {
        #expect(try CalendarDay(text).daysSince1970 == days)
        #expect(CalendarDay(daysSince1970: days).description == text)
    }

    @Test func `every day of 1599 to 2401 follows on the one before and is found again`() throws {
        let first = try CalendarDay(1599, 1, 1).daysSince1970
        let last = try CalendarDay(2401, 12, 31).daysSince1970
        var wrong: [Int] = []
        var before = CalendarDay(daysSince1970: first - 1)
        for days in first...last {
            let day = CalendarDay(daysSince1970: days)
            let isReal = (try? CalendarDay(day.year, day.month, day.day)) == day
            if day.daysSince1970 != days || !isReal || day <= before { wrong.append(days) }
            before = day
        }
        #expect(wrong == [])
        #expect(last - first + 1 == 803 * 365 + 195)
    }

    @Test(arguments: [(2016, true), (2014, false), (1900, false), (2000, true), (2100, false), (2400, true)])
    func `a leap year is divisible by 4, but not by 100 unless by 400`(year: Int, isLeap: Bool) {
        #expect(((try? CalendarDay(year, 2, 29)) != nil) == isLeap)
    }

    @Test(arguments: [
        "2014-02-29", "2014-04-31", "2014-13-01", "2014-00-10", "2014-01-00", "2014-01-32", "0000-01-01",
    ])
    func `a day that no calendar has is refused`(text: String) {
        #expect(throws: InvalidText.self) { try CalendarDay(text) }
    }

    @Test(arguments: [
        "2014-1-1", "14-12-31", "20141231", "2014/12/31", "2014-12-31 ", "2014-12-3a", "2014-+1-31", "+014-12-31",
        "2014-12-+1", "2014--1-31", "31-12-2014", "2014-12", "",
    ])
    func `a day is four, two and two digits`(text: String) {
        #expect(throws: InvalidText.self) { try CalendarDay(text) }
    }

    @Test func `a refused day is answered with the form`() {
        let fault = #expect(throws: InvalidText.self) { try CalendarDay("31/12 2014") }
        #expect(
            fault?.description == "'31/12 2014': this is no day. Write year-month-day, such as 2014-12-31.")
    }

    @Test(arguments: [("2014-12-31", "2015-01-01"), ("2014-01-31", "2014-02-01"), ("2014-02-01", "2014-02-02")])
    func `days are in order of the calendar`(earlier: String, later: String) throws {
        #expect(try CalendarDay(earlier) < CalendarDay(later))
        #expect(try !(CalendarDay(later) < CalendarDay(earlier)))
    }

    @Test func `a day of the first century keeps its four digits`() throws {
        #expect(try CalendarDay("0098-07-06").description == "0098-07-06")
    }
}

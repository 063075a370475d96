import Testing

@testable import CalendarEvents

@Suite("Errors")
struct CalendarEventErrorTests {
    struct Case: Sendable {
        let text: String
        let offset: Int
        let problem: String
        let remedy: String

        init(_ text: String, _ offset: Int, _ problem: String, _ remedy: String) {
            (self.text, self.offset, self.problem, self.remedy) = (text, offset, problem, remedy)
        }
    }

    @Test(arguments: [
        Case("Mon..Fry", 5, "no such weekday 'Fry'", "did you mean Fri?"),
        Case("Sat..Mon", 5, "a week runs from Mon to Sun", "write Sat..Sun,Mon"),
        Case("tues 10:00", 0, "no such weekday 'tues'", "did you mean Tue?"),
        Case("Mon, Tue 10:00", 5, "'Tue' is not where weekdays are", "start with them and no blanks: Mon,Tue"),
        Case("dayly", 0, "no such word 'dayly'", "did you mean daily?"),
        Case(
            "Mon daily", 4, "'daily' stands for a whole date and time", "write it alone, or with one blank and a zone"),
        Case("12", 0, "'12' is neither a date nor a time", "write *-*-01 for a day or 01:00 for a time"),
        Case("24:00", 0, "no such hour '24'", "write 00:00, with the next day if a day is given"),
        Case("23:59:60", 6, "no such second '60'", "leap seconds do not count; write 59"),
        Case("22..3:00", 4, "the range runs backwards", "write 22..23,0..3"),
        Case("*/5:0", 1, "* takes no repetition value", "write 0 for the *"),
        Case("*:59/1", 5, "no minute comes 1 after 59", "write 59 alone"),
        Case("*:0/0", 4, "a repetition value of 0", "write 1 or more"),
        Case(
            "*-*~29", 4, "no such day counted from the end of the month '29'",
            "write 1 to 28: shorter months lack the others"),
        Case("*:*:1.5..2", 9, "a range of less than a second", "write how far its values are apart, e.g. /0.1"),
        Case("2026-13-1", 5, "no such month '13'", "write 1 to 12"),
        Case("2200-1-1", 0, "no such year '2200'", "write 1970 to 2199"),
        Case("daily europe/stockholm", 6, "no such time zone 'europe/stockholm'", "did you mean Europe/Stockholm?"),
        Case("daily PST", 6, "no such time zone 'PST'", "write UTC or a name such as Europe/Stockholm"),
        Case("2026-01-01T10:00", 10, "'T10:00' cannot follow the date", "put a blank before the time"),
        Case("10:00 ", 5, "a blank cannot follow the time", "only a blank and a time zone may follow"),
        Case("12:", 3, "a number is missing before the end", "write a number, or * for every minute"),
        Case("@-1", 1, "no seconds since 1970 but '-1'", "write @ and digits only"),
        Case("", 0, "it is empty", "name a date or a time, e.g. daily or Mon..Fri 06:30"),
        Case("5\u{301}:00", 0, "a number is missing before '5\u{301}:00'", "write the hour in digits"),
        Case("é:00", 0, "a number is missing before 'é:00'", "write the hour in digits"),
    ])
    func `an error says where, what and what instead`(expected: Case) {
        let error = #expect(throws: CalendarEventError.self) { try CalendarEvent(expected.text) }
        #expect(error?.text == expected.text)
        #expect(error?.offset == expected.offset)
        #expect(error?.problem == expected.problem)
        #expect(error?.remedy == expected.remedy)
    }

    @Test
    func `its description is one line for a log`() {
        let error = #expect(throws: CalendarEventError.self) { try CalendarEvent("Mon..Fry") }
        #expect(error?.description == "'Mon..Fry', character 6: no such weekday 'Fry'; did you mean Fri?")
    }

    @Test
    func `more components than systemd takes are refused`() {
        let components = (1...242).map { "\($0 % 60).\(1_000 + $0)" }
        let list = { (count: Int) in "*:*:" + components.prefix(count).joined(separator: ",") }
        #expect(throws: Never.self) { try CalendarEvent(list(241)) }
        #expect(throws: CalendarEventError.self) { try CalendarEvent(list(242)) }
    }
}

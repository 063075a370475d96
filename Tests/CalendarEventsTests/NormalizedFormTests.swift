import Testing

@testable import CalendarEvents

/// The values are what `systemd-analyze calendar` 252 prints.
@Suite("Normalised form")
struct NormalizedFormTests {
    @Test(arguments: [
        ("Sat,Thu,Mon..Wed,Sat..Sun", "Mon..Thu,Sat,Sun *-*-* 00:00:00"),
        ("Mon,Sun 12-*-* 2,1:23", "Mon,Sun 2012-*-* 01,02:23:00"),
        ("Wed *-1", "Wed *-*-01 00:00:00"),
        ("Wed..Wed,Wed *-1", "Wed *-*-01 00:00:00"),
        ("Wed, 17:48", "Wed *-*-* 17:48:00"),
        ("Wed..Sat,Tue 12-10-15 1:2:3", "Tue..Sat 2012-10-15 01:02:03"),
        ("*-*-7 0:0:0", "*-*-07 00:00:00"),
        ("10-15", "*-10-15 00:00:00"),
        ("monday *-12-* 17:00", "Mon *-12-* 17:00:00"),
        ("Mon,Fri *-*-3,1,2 *:30:45", "Mon,Fri *-*-01,02,03 *:30:45"),
        ("12,14,13,12:20,10,30", "*-*-* 12,13,14:10,20,30:00"),
        ("12..14:10,20,30", "*-*-* 12..14:10,20,30:00"),
        ("mon,fri *-1/2-1,3 *:30:45", "Mon,Fri *-01/2-01,03 *:30:45"),
        ("03-05 08:05:40", "*-03-05 08:05:40"),
        ("05:40", "*-*-* 05:40:00"),
        ("2003-02..04-05", "2003-02..04-05 00:00:00"),
        ("2003-03-05 05:40 UTC", "2003-03-05 05:40:00 UTC"),
        ("*:2/3", "*-*-* *:02/3:00"),
    ])
    func `the examples of the manual read as it says`(text: String, normalized: String) throws {
        #expect(try CalendarEvent(text).description == normalized)
    }

    @Test(arguments: [
        ("minutely", "*-*-* *:*:00"), ("Hourly", "*-*-* *:00:00"), ("DAILY utc", "*-*-* 00:00:00 UTC"),
        ("weekly Pacific/Auckland", "Mon *-*-* 00:00:00 Pacific/Auckland"), ("monthly", "*-*-01 00:00:00"),
        ("quarterly", "*-01,04,07,10-01 00:00:00"), ("semi-annually", "*-01,07-01 00:00:00"),
        ("biannually", "*-01,07-01 00:00:00"), ("anually", "*-01-01 00:00:00"), ("yearly", "*-01-01 00:00:00"),
    ])
    func `a shorthand stands for a date and time`(text: String, normalized: String) throws {
        #expect(try CalendarEvent(text).description == normalized)
    }

    @Test(arguments: [
        ("*-02~03", "*-02~03 00:00:00"), ("Mon *-05~07/1", "Mon *-05~07/1 00:00:00"),
        ("*-*~5..8/2", "*-*~05..07/2 00:00:00"), ("*~*", "*-*-* 00:00:00"), ("*-*~28,1", "*-*~01,28 00:00:00"),
    ])
    func `a tilde counts from the end of the month`(text: String, normalized: String) throws {
        #expect(try CalendarEvent(text).description == normalized)
    }

    @Test(arguments: [
        ("05:40:23.4200004/3.1700005", "*-*-* 05:40:23.420000/3.170001"),
        ("*:*:0.00000049", "*-*-* *:*:00"), ("*:*:1.5..3", "*-*-* *:*:01.500000..02.500000"),
        ("*:*:59.99999949", "*-*-* *:*:59.999999"), ("*:*:0/1", "*-*-* *:*:*"), ("*:*:0..61/7", "*-*-* *:*:00..56/7"),
    ])
    func `seconds are rounded to microseconds`(text: String, normalized: String) throws {
        #expect(try CalendarEvent(text).description == normalized)
    }

    @Test(arguments: [
        ("*-*-1..20/3", "*-*-01..19/3 00:00:00"), ("*-*-5..7/10", "*-*-05 00:00:00"),
        ("*-*-1..40/20", "*-*-01..21/20 00:00:00"), ("*-*-1..3/2,1,1/2", "*-*-01,01/2,01..03/2 00:00:00"),
        ("*-*-1..3,1..3", "*-*-01..03 00:00:00"), ("*-*-1..5/1", "*-*-01..05 00:00:00"),
        ("69-1-1", "2069-01-01 00:00:00"), ("70-1-1", "1970-01-01 00:00:00"), ("26/3-1-1", "2026/3-01-01 00:00:00"),
        ("@1893456000 Europe/Stockholm", "2030-01-01 00:00:00 UTC"), ("Mon-Wed", "Mon..Wed *-*-* 00:00:00"),
        ("Mon..Sun", "*-*-* 00:00:00"), ("*-*-01  ", "*-*-01 00:00:00"),
    ])
    func `lists are sorted, and ranges end at a value`(text: String, normalized: String) throws {
        #expect(try CalendarEvent(text).description == normalized)
    }

    @Test(arguments: 0..<20)
    func `reading the normalised form gives an equal event`(seed: Int) {
        var generator = ExpressionGenerator(seed: UInt64(seed))
        for _ in 0..<100 {
            guard let event = try? CalendarEvent(generator.expression()) else { continue }
            #expect((try? CalendarEvent(event.description)) == event)
        }
    }
}

import KlyftaModel
import Testing

/// Ålesund was divided in 2024, Knivsta left Uppsala in 2003, Heby was renumbered in 2007, Malung was renamed in 2008.
struct CodesInForceTests {
    static func row(_ day: String, _ from: String, _ to: String) throws -> BoundaryChange {
        func part(_ text: String) throws -> (Municipality, String) {
            let words = text.split(separator: " ").map(String.init)
            return (try Municipality(words[0]), words[1])
        }
        let (before, after) = (try part(from), try part(to))
        return BoundaryChange(
            on: try CalendarDay(day), from: before.0, named: before.1, to: after.0, named: after.1)
    }

    static func rows() throws -> [BoundaryChange] {
        try [
            row("2003-01-01", "SE-0380 Uppsala", "SE-0380 Uppsala"),
            row("2003-01-01", "SE-0380 Uppsala", "SE-0330 Knivsta"),
            row("2007-01-01", "SE-1917 Heby", "SE-0331 Heby"),
            row("2008-01-01", "SE-2023 Malung", "SE-2023 Malung-Sälen"),
            row("2020-01-01", "NO-1504 Ålesund", "NO-1507 Ålesund"),
            row("2020-01-01", "NO-1534 Haram", "NO-1507 Ålesund"),
            row("2020-01-01", "NO-0101 Halden", "NO-3001 Halden"),
            row("2024-01-01", "NO-3001 Halden", "NO-3101 Halden"),
            row("2024-01-01", "NO-1507 Ålesund", "NO-1508 Ålesund"),
            row("2024-01-01", "NO-1507 Ålesund", "NO-1580 Haram"),
        ]
    }

    @Test(arguments: [
        ("SE-0380", "2002-12-31", true), ("SE-0380", "2003-01-01", true), ("SE-0330", "2002-12-31", false),
        ("SE-0330", "2003-01-01", true), ("SE-1917", "2006-12-31", true), ("SE-1917", "2007-01-01", false),
        ("SE-0331", "2006-12-31", false), ("SE-2023", "1990-01-01", true), ("NO-1580", "2023-12-31", false),
        ("NO-1507", "2019-12-31", false), ("NO-1507", "2020-01-01", true), ("NO-1507", "2024-01-01", false),
        ("NO-0301", "2024-01-01", true),
    ])
    func `a code is in force from the day it is formed until the day it becomes another`(
        _ code: String, _ day: String, _ isInForce: Bool
    ) throws {
        let inForce = CodesInForce(try Self.rows())
        #expect(inForce.contains(try Municipality(code), on: try CalendarDay(day)) == isInForce)
        let turned = CodesInForce(try Self.rows().reversed())
        #expect(turned.contains(try Municipality(code), on: try CalendarDay(day)) == isInForce)
    }

    @Test(arguments: [
        ("SE-0331", "1994-12-31", "SE-1917"), ("SE-1917", "1994-12-31", "SE-1917"),
        ("SE-0331", "2007-01-01", "SE-0331"),
        ("NO-3101", "2019-06-30", "NO-0101"), ("NO-3101", "2021-06-30", "NO-3001"),
        ("SE-2023", "2000-01-01", "SE-2023"),
    ])
    func `a later code of the same municipality is read as the code of the day`(
        _ code: String, _ day: String, _ then: String
    ) throws {
        let inForce = CodesInForce(try Self.rows())
        #expect(
            try inForce.code(of: Municipality(code), on: CalendarDay(day)) == Municipality(then))
    }

    @Test(arguments: [
        (
            "NO-1580", "2023-01-01",
            """
            NO-1580 on 2023-01-01: this code was not in force: NO-1580 Haram began on 2024-01-01, from NO-1507 Ålesund. \
            Use the code of that day: NO-1507.
            """
        ),
        (
            "NO-1580", "2019-01-01",
            """
            NO-1580 on 2019-01-01: this code was not in force: NO-1580 Haram began on 2024-01-01, from NO-1507 Ålesund. \
            Use the code of that day: NO-1504 and NO-1534.
            """
        ),
        (
            "NO-0101", "2025-01-01",
            """
            NO-0101 on 2025-01-01: this code was not in force: NO-0101 Halden became NO-3001 Halden on 2020-01-01. \
            Use the code of that day: NO-3101.
            """
        ),
        (
            "NO-1507", "2024-01-01",
            """
            NO-1507 on 2024-01-01: this code was not in force: NO-1507 Ålesund became NO-1508 Ålesund and NO-1580 Haram on \
            2024-01-01. Use the code of that day: NO-1508 and NO-1580.
            """
        ),
        (
            "SE-0330", "2001-12-31",
            """
            SE-0330 on 2001-12-31: this code was not in force: SE-0330 Knivsta began on 2003-01-01, from SE-0380 Uppsala. \
            Use the code of that day: SE-0380.
            """
        ),
    ])
    func `a code that was not in force is an error that names it, and what it was or became`(
        _ code: String, _ day: String, _ message: String
    ) throws {
        let inForce = CodesInForce(try Self.rows())
        let error = #expect(throws: NotInForce.self) {
            try inForce.code(of: Municipality(code), on: CalendarDay(day))
        }
        #expect(error?.description == message)
    }

    @Test(arguments: [("2002-12-31", "2003-01-01"), ("2003-01-01", "2003-01-01"), ("2002-12-30", "2002-12-30")])
    func `31 December belongs to the next day's division`(_ day: String, _ division: String) throws {
        #expect(try CalendarDay(day).divisionDay == CalendarDay(division))
    }
}

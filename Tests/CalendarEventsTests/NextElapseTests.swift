import Foundation
import Testing

@testable import CalendarEvents

/// The values are what `systemd-analyze calendar` 252 prints.
@Suite("Next elapse")
struct NextElapseTests {
    private static let newYear2026: Int64 = 1_767_225_600

    /// The next elapses in a zone, in seconds.
    private func elapses(of text: String, after base: Int64, in zone: String, count: Int) throws -> [Int64] {
        let event = try CalendarEvent(text)
        let zone = try #require(TimeZone(identifier: zone))
        var moment = UnixTime(microseconds: base * 1_000_000)
        var elapses: [Int64] = []
        while elapses.count < count, let next = event.next(after: moment, in: zone) {
            moment = next
            elapses.append(next.microseconds / 1_000_000)
        }
        return elapses
    }

    @Test(arguments: [
        // 2026-01-23, 25, 27, 29, 31
        ("*-*~5,7/2,9", [1_769_126_400, 1_769_299_200, 1_769_472_000, 1_769_644_800, 1_769_817_600]),
        // 2026-01-25, 27, 02-22
        ("*-*~5..8/2", [1_769_299_200, 1_769_472_000, 1_771_718_400]),
        // 2044-02-29 is the first leap day on a Monday.
        ("Mon 2-29", [2_340_316_800]),
        // 2026-01-01 00:00:05, 00:00:28, 00:00:52.5, 00:01:05
        ("*:*:5/23.5", [1_767_225_605, 1_767_225_628, 1_767_225_652, 1_767_225_665]),
        ("2199-1-1", [7_226_582_400]),
        ("@1893456000", [1_893_456_000]),
    ])
    func `it elapses when the manual says`(text: String, expected: [Int64]) throws {
        #expect(try elapses(of: text, after: Self.newYear2026, in: "UTC", count: expected.count) == expected)
    }

    @Test(arguments: ["*-2-30", "2027-2-29", "1999-1-1", "Mon @1893456000"])
    func `a day that never comes never elapses`(text: String) throws {
        #expect(try elapses(of: text, after: Self.newYear2026, in: "UTC", count: 1).isEmpty)
    }

    @Test(arguments: [Int64.min, 0, Int64.max])
    func `any moment may be asked about`(microseconds: Int64) throws {
        let next = try CalendarEvent("daily").next(after: UnixTime(microseconds: microseconds), in: .gmt)
        let expected: [Int64: Int64] = [.min: 0, 0: 86_400_000_000]
        #expect(next?.microseconds == expected[microseconds])
    }

    @Test
    func `an elapse is strictly later, to the microsecond`() throws {
        let event = try CalendarEvent("*:*:0.25")
        let elapse = UnixTime(microseconds: 250_000)
        #expect(event.next(after: UnixTime(microseconds: 249_999), in: .gmt) == elapse)
        #expect(event.next(after: elapse, in: .gmt) == UnixTime(microseconds: 60_250_000))
    }

    @Test
    func `the zone in the text wins over the local one`() throws {
        let base = Self.newYear2026
        let inTokyo = try elapses(of: "06:00 Europe/Stockholm", after: base, in: "Asia/Tokyo", count: 1)
        #expect(inTokyo == [base + 5 * 3_600])
    }

    @Test(arguments: [
        // 01:40 CET, 03:00 CEST
        ("*:0/20", [1_806_194_400, 1_806_195_600]),
        // 02:30 only on the day after
        ("2:30", [1_806_280_200]),
        // 03:00, 03:40; 02:00 on the day after
        ("2..3:0/40", [1_806_195_600, 1_806_198_000, 1_806_278_400]),
        ("2,4:00", [1_806_199_200, 1_806_278_400]),
        // Every microsecond: the first after the gap comes at once.
        ("2..3:*:0/0.000001", [1_806_195_600]),
    ])
    func `an hour that the clock skips does not elapse`(text: String, expected: [Int64]) throws {
        // 2027-03-28 01:30 in Stockholm; at 02:00 the clock goes to 03:00.
        let base: Int64 = 1_806_193_800
        #expect(try elapses(of: text, after: base, in: "Europe/Stockholm", count: expected.count) == expected)
    }

    @Test(arguments: [
        // From the first 02:10, the second hour does not elapse. 2026-10-25 02:20 CEST, 02:40, 03:00 CET
        ("*:0/20", 1_792_887_000, [1_792_887_600, 1_792_888_800, 1_792_893_600]),
        ("2:30", 1_792_887_000, [1_792_888_200, 1_792_978_200]),
        ("hourly", 1_792_887_000, [1_792_893_600, 1_792_897_200]),
        // From the second 02:10, the rest of the second hour does.
        ("*:0/20", 1_792_890_600, [1_792_891_200, 1_792_892_400, 1_792_893_600]),
        ("2:30", 1_792_890_600, [1_792_891_800, 1_792_978_200]),
        ("2:5", 1_792_890_600, [1_792_976_700]),
    ])
    func `an hour that comes twice elapses once`(text: String, base: Int64, expected: [Int64]) throws {
        #expect(try elapses(of: text, after: base, in: "Europe/Stockholm", count: expected.count) == expected)
    }
}

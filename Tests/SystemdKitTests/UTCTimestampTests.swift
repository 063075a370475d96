import Glibc
import Testing

@testable import SystemdKit

@Suite struct UTCTimestampTests {
    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00Z"),
        (-1, "1969-12-31T23:59:59Z"),
        (951_782_399, "2000-02-28T23:59:59Z"),
        (951_782_400, "2000-02-29T00:00:00Z"),
        (1_795_293_000, "2026-11-21T20:30:00Z"),
        (4_107_542_400, "2100-03-01T00:00:00Z"),
    ])
    func `a second has its date and time in UTC`(second: Int64, text: String) {
        #expect(UTCTimestamp(secondsSinceEpoch: second).description == text)
    }

    @Test func `days of four hundred years agree with the C library`() {
        for day in stride(from: Int64(-50_000), through: 100_000, by: 7) {
            let second = day * 86_400 + (day &* 7919 % 43_200 + 43_200)
            var time = time_t(second)
            var parts = tm()
            gmtime_r(&time, &parts)
            var text = [CChar](repeating: 0, count: 64)
            let length = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
            let expected = String(decoding: text[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            guard UTCTimestamp(secondsSinceEpoch: second).description != expected else { continue }
            Issue.record("\(second) should be \(expected)")
        }
    }

    @Test func `now is between two readings of the clock`() {
        let before = Int64(time(nil))
        let now = UTCTimestamp.now().secondsSinceEpoch
        // time(2) may be read from a coarser clock, one second behind at the turn of a second.
        #expect((before...Int64(time(nil)) + 1).contains(now))
    }
}

import Foundation
import KlyftaModel
import KlyftaStore
import KlyftaTestKit
import Testing

@testable import KlyftaDaemon

@Suite("The moment that --as-of names", .onEveryStore)
struct AsOfTests {
    private static let stockholm = TimeZone(identifier: "Europe/Stockholm")!

    @Test(arguments: [
        // A day is over when the local clock says so: in winter at 23:00, in summer at 22:00 UTC.
        ("2026-11-21", "2026-11-20T23:00:00.000Z", "2026-11-21T22:59:59.999Z"),
        ("2026-07-01", "2026-06-30T22:00:00.000Z", "2026-07-01T21:59:59.999Z"),
        // Days on which the clock goes forward and back have 23 and 25 hours.
        ("2026-03-29", "2026-03-28T23:00:00.000Z", "2026-03-29T21:59:59.999Z"),
        ("2026-10-25", "2026-10-24T22:00:00.000Z", "2026-10-25T22:59:59.999Z"),
        // A time as people write it is over with its second, one with a fraction is exact.
        ("2026-11-21T19:30:00Z", "2026-11-21T19:30:00.000Z", "2026-11-21T19:30:00.999Z"),
        ("2026-11-21T20:30:00+01:00", "2026-11-21T19:30:00.000Z", "2026-11-21T19:30:00.999Z"),
        ("2026-11-21T19:30:00.123Z", "2026-11-21T19:30:00.123Z", "2026-11-21T19:30:00.123Z"),
        ("2026-11-21T19:30:00.5Z", "2026-11-21T19:30:00.500Z", "2026-11-21T19:30:00.500Z"),
    ])
    func `a day is over at local midnight, a second with its end`(text: String, start: String, end: String) throws {
        let asOf = try AsOf(text, zone: Self.stockholm)
        #expect(asOf.start.description == start)
        #expect(asOf.time.description == end)
    }

    @Test
    func `where the clock skips midnight, the day begins after it`() throws {
        // In Beirut the clock went from 00:00 to 01:00 on 27 March 2022.
        let zone = try #require(TimeZone(identifier: "Asia/Beirut"))
        #expect(try AsOf("2022-03-27", zone: zone).start.description == "2022-03-26T22:00:00.000Z")
        #expect(try AsOf("2022-03-26", zone: zone).time.description == "2022-03-26T21:59:59.999Z")
    }

    @Test(arguments: ["", "yesterday", "2026-13-01", "2026-11-21T19:30", "2026-11-21 19:30:00Z", "2026"])
    func `what is neither a day nor a moment with a zone is refused`(text: String) {
        let fault = #expect(throws: InvalidText.self) { try AsOf(text) }
        #expect(fault?.remedy.contains("2026-11-21T19:30:00Z") == true)
    }

    @Test
    func `before anything was stored, and in the future, nothing can be said`() async throws {
        try await withTemporaryDirectory { directory in
            let store = try openStore(directory)
            let now = CommitTime(milliseconds: 1_793_172_800_000)  // 2026-10-28T07:33:20Z
            let day = try AsOf("2026-10-27", zone: .gmt)
            #expect(throws: AsOfFault(.beforeFirst(nil), day.text)) { try day.state(of: store, now: now) }
            _ = try store.take(.fibre([2024: 60]), at: now)
            #expect(throws: AsOfFault(.beforeFirst(now), day.text)) { try day.state(of: store, now: now) }
            let tomorrow = try AsOf("2026-10-29", zone: .gmt)
            #expect(throws: AsOfFault(.future(now: now), tomorrow.text)) { try tomorrow.state(of: store, now: now) }
            let today = try AsOf("2026-10-28", zone: .gmt)
            #expect(try today.state(of: store, now: now).vintages().count == 1)
        }
    }
}

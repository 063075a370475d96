import CalendarEvents
import Testing

@testable import KlyftaDaemon

@Suite("When the loop looks at everything")
struct LookoutTests {
    private static let start = UnixTime(microseconds: 1_000_000_000)

    @Test func `at the start, since nothing is known`() {
        #expect(Lookout().isDue(at: Self.start, next: nil))
    }

    @Test(arguments: [
        (later: 60, next: 3_600, isDue: false), (60, nil, false), (60, 60, true), (60, 59, true), (899, nil, false),
        (900, 3_600, true), (-1, 3_600, true), (0, 3_600, false),
    ])
    func `when a job is due, when the clock was set back, and every quarter of an hour`(
        later: Int, next: Int?, isDue: Bool
    ) {
        var lookout = Lookout()
        lookout.looked(at: Self.start)
        let now = Self.start.advanced(by: .seconds(later))
        #expect(lookout.isDue(at: now, next: next.map { Self.start.advanced(by: .seconds($0)) }) == isDue)
    }
}

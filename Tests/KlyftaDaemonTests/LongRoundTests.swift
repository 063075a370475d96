import KlyftaAlerting
import KlyftaTestKit
import Synchronization
import SystemdKit
import Testing

@testable import KlyftaDaemon

/// Work that takes longer than `WatchdogSec=`, on a clock that moves with every step that proves it goes on.
@Suite("A round longer than the watchdog allows", .onEveryStore)
struct LongRoundTests {
    private static let interval = Duration.seconds(180)
    private static let rules = (0..<60).map { GapRule.fibre("rule-\($0)") }

    /// When systemd was fed during some work, of which each step takes so many seconds; the ends of the work among them.
    private func feeds(each seconds: Int, during work: (Heartbeat) throws -> Void) rethrows -> [Duration] {
        let start = SuspendingClock.now
        let time = Mutex(start)
        let feeds = Mutex([Duration]())
        let heartbeat = Heartbeat(Watchdog(interval: Self.interval)) {
            feeds.withLock { $0.append(start.duration(to: time.withLock(\.self))) }
        } now: {
            time.withLock {
                $0 += .seconds(seconds)
                return $0
            }
        }
        heartbeat.beat()
        try work(heartbeat)
        return feeds.withLock(\.self) + [start.duration(to: time.withLock(\.self))]
    }

    private func longest(_ feeds: [Duration]) -> Duration {
        zip(feeds, feeds.dropFirst()).map { $1 - $0 }.max() ?? .zero
    }

    @Test func `every rule and every event proves that it goes on, so it is not ended`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            bench.office.answer = .success(.fibre([2024: 60]))
            _ = try await bench.engine.fetch(.office())
            let feeds = try feeds(each: 5) { heartbeat in
                let round = try bench.engine.recompute(
                    .watching(Self.rules, in: directory), step: heartbeat.step)
                #expect(round.events.count == Self.rules.count)
            }
            #expect(feeds.last.map { $0 > Self.interval * 2 } == true, "the round was not long: \(feeds)")
            #expect(longest(feeds) < Self.interval / 4, "\(feeds)")
        }
    }

    @Test func `a hung one proves nothing, and is ended`() {
        let feeds = feeds(each: 200) { _ in }
        #expect(feeds.count == 2, "nothing but the beat before it fed")
    }
}

import Synchronization
import SystemdKit
import Testing

@testable import KlyftaDaemon

struct HeartbeatTests {
    @Test func `fault 12: the watchdog is fed by each beat, and by nothing else`() {
        let fed = Mutex(0)
        let heartbeat = Heartbeat(Watchdog(interval: .seconds(180))) { fed.withLock { $0 += 1 } }
        #expect(fed.withLock(\.self) == 0)
        heartbeat.beat()
        heartbeat.beat()
        #expect(fed.withLock(\.self) == 2)
    }

    @Test(arguments: [(interval: 180, pause: 60, is: 60), (180, 120, 90), (4, 60, 2)])
    func `the loop pauses no longer than half of what the watchdog allows`(interval: Int, pause: Int, is expected: Int)
    {
        let heartbeat = Heartbeat(Watchdog(interval: .seconds(interval)))
        #expect(heartbeat.pace(.seconds(pause)) == .seconds(expected))
    }

    @Test func `without a watchdog nobody is told, and a pause is as long as it is`() {
        let fed = Mutex(0)
        let heartbeat = Heartbeat { fed.withLock { $0 += 1 } }
        heartbeat.beat()
        #expect(fed.withLock(\.self) == 0)
        #expect(heartbeat.pace(.seconds(86_400)) == .seconds(86_400))
    }

    @Test func `steps of long work are beats, but no more than one in a while`() {
        let fed = Mutex(0)
        let time = Mutex(SuspendingClock.now)
        let heartbeat = Heartbeat(Watchdog(interval: .seconds(180))) {
            fed.withLock { $0 += 1 }
        } now: {
            time.withLock(\.self)
        }
        for _ in 0..<1_000 {
            time.withLock { $0 += .seconds(1) }
            for _ in 0..<10 { heartbeat.step() }
        }
        // A thousand seconds, and a beat after nine.
        #expect(fed.withLock(\.self) == 111)
        #expect(heartbeat.isAlive)
        time.withLock { $0 += .seconds(200) }
        #expect(!heartbeat.isAlive, "work without steps hangs")
    }

    @Test(arguments: [(Duration.seconds(20), 20), (nil, 180)])
    func `a loop that did not beat for as long as the watchdog allows counts as hung`(
        interval: Duration?, allowed: Int
    ) {
        let start = SuspendingClock.now
        let time = Mutex(start)
        let heartbeat = Heartbeat(interval.map { Watchdog(interval: $0) }, now: { time.withLock(\.self) })
        time.withLock { $0 = start + .seconds(allowed) }
        #expect(heartbeat.isAlive)
        time.withLock { $0 += .milliseconds(1) }
        #expect(!heartbeat.isAlive)
        heartbeat.beat()
        #expect(heartbeat.isAlive)
    }
}

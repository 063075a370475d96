import CalendarEvents
import Synchronization

@testable import KlyftaDaemon

/// A clock whose sleeps end when they are let, and are counted.
final class HeldClock: WallClock {
    private let sleeps = Mutex([Duration]())
    let door = Bell()

    var asked: [Duration] { sleeps.withLock(\.self) }

    func now() -> UnixTime { UnixTime(microseconds: 0) }

    func sleep(for duration: Duration) async throws {
        sleeps.withLock { $0.append(duration) }
        await door.wait(atMost: nil, on: self)
        try Task.checkCancellation()
    }
}

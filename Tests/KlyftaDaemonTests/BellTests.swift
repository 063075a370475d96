import Testing

@testable import KlyftaDaemon

@Suite("The bell of a loop", .timeLimit(.minutes(10)))
struct BellTests {
    private let clock = HeldClock()
    private let bell = Bell()

    @Test func `pulls before a wait let it go on at once, and are one`() async {
        bell.pull()
        bell.pull()
        await bell.wait(atMost: .seconds(3_600), on: clock)
        #expect(clock.asked.isEmpty)
        clock.door.pull()
        await bell.wait(atMost: .seconds(3_600), on: clock)
        #expect(clock.asked == [.seconds(3_600)], "the second pull was not kept")
    }

    @Test func `a pull wakes whoever waits, and the sleep beside it ends`() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await bell.wait(atMost: .seconds(3_600), on: clock) }
            group.addTask { await bell.wait(atMost: nil, on: clock) }
            bell.pull()
            await group.next()
            group.cancelAll()
        }
        // Nobody is left waiting: the group would not have ended.
        bell.pull()
        await bell.wait(atMost: nil, on: clock)
    }

    @Test func `whoever is cancelled goes on, before a wait and in it`() async {
        for isEarly in [true, false] {
            let task = Task { await bell.wait(atMost: isEarly ? nil : .seconds(3_600), on: clock) }
            if !isEarly { while clock.asked.isEmpty { await Task.yield() } }
            task.cancel()
            await task.value
        }
        #expect(clock.asked.count == 1)
    }
}

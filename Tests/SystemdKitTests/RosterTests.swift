import Testing

@testable import SystemdKit

/// Which threads are woken for what, without any thread: a sleeper notes when it is to be woken, and jobs are numbers.
@Suite("The roster of the threads")
struct RosterTests {
    private final class Bed: Sleeper, @unchecked Sendable {
        /// After which pause it is woken, as it was told last.
        var pause: Duration?

        func wake(after pause: Duration?) { self.pause = pause }
    }

    /// What one thread was told to do.
    private enum Turn: Equatable { case runs(Int), sleeps, ends }

    /// Two threads: the one that works and its deputy, who sleeps.
    private final class Pair {
        var roster = Roster<Int, Bed>(most: 2)
        let one = Bed()
        let deputy = Bed()
        var now = SuspendingClock.now

        init() {
            _ = roster.take(0, comesNext: true, now: now)
            #expect(turn(of: one, comes: false) == .runs(0))
            #expect(turn(of: deputy, comes: true) == .sleeps)
        }

        func turn(of bed: Bed, comes: Bool) -> Turn {
            switch roster.next(of: bed, comes: comes, now: now).step {
            case .run(let job): .runs(job)
            case .sleep: .sleeps
            case .end: .ends
            }
        }

        func leave(_ job: Int) { _ = roster.take(job, comesNext: true, now: now) }

        func ring(_ job: Int, in pause: Duration) { _ = roster.take(job, at: now + pause, now: now) }
    }

    @Test func `a job that a thread leaves behind it does itself, and nobody is woken`() {
        let pair = Pair()
        for job in 1...3 {
            pair.leave(job)
            #expect(pair.deputy.pause == Roster<Int, Bed>.patience)
            #expect(pair.turn(of: pair.one, comes: false) == .runs(job))
            #expect(pair.deputy.pause == nil)
        }
    }

    @Test func `if that takes too long another does it`() {
        let pair = Pair()
        pair.leave(1)
        pair.now += Roster<Int, Bed>.patience
        #expect(pair.turn(of: pair.deputy, comes: true) == .runs(1))
        #expect(pair.turn(of: pair.one, comes: false) == .sleeps)
    }

    @Test func `for more than one job others are called at once`() {
        let pair = Pair()
        pair.leave(1)
        pair.leave(2)
        #expect(pair.deputy.pause == .zero)
        #expect(pair.turn(of: pair.one, comes: false) == .runs(1))
        #expect(pair.turn(of: pair.deputy, comes: true) == .runs(2))
    }

    @Test func `for a job from outside a sleeper is called, whoever works`() {
        let pair = Pair()
        _ = pair.roster.take(1, comesNext: false, now: pair.now)
        #expect(pair.deputy.pause == .zero)
        #expect(pair.turn(of: pair.deputy, comes: true) == .runs(1))
    }

    @Test func `one alarm wakes one thread, and the other waits for the next`() {
        let pair = Pair()
        pair.ring(1, in: .seconds(60))
        pair.ring(2, in: .seconds(90))
        #expect(pair.turn(of: pair.one, comes: false) == .sleeps)
        #expect(pair.deputy.pause == .seconds(60) && pair.one.pause == nil)
        pair.now += .seconds(60)
        #expect(pair.turn(of: pair.deputy, comes: true) == .runs(1))
        #expect(pair.one.pause == .seconds(30))
    }

    @Test func `an alarm before the first brings its waking forward`() {
        let pair = Pair()
        pair.ring(1, in: .seconds(60))
        pair.ring(2, in: .seconds(1))
        #expect(pair.deputy.pause == .seconds(1))
    }

    @Test func `who woke before its time sleeps again until then`() {
        let pair = Pair()
        pair.ring(1, in: .seconds(60))
        pair.now += .seconds(20)
        #expect(pair.turn(of: pair.deputy, comes: true) == .sleeps)
        #expect(pair.deputy.pause == .seconds(40))
    }

    @Test func `while all work, a thread is begun for what waits, and no more than there may be`() {
        var roster = Roster<Int, Bed>(most: 2)
        let now = SuspendingClock.now
        let (one, deputy) = (Bed(), Bed())
        let begun = [1, 2, 3].map { roster.take($0, comesNext: true, now: now) }
        #expect(begun == [true, false, false])
        let turns = [roster.next(of: one, comes: false, now: now), roster.next(of: deputy, comes: true, now: now)]
        #expect(turns.map(\.beginsOne) == [false, false])
    }

    @Test func `a thread that could not be begun is tried again`() {
        var roster = Roster<Int, Bed>(most: 2)
        let now = SuspendingClock.now
        let first = roster.take(1, comesNext: true, now: now)
        roster.lacksOne()
        let second = roster.take(2, comesNext: true, now: now)
        #expect(first && second)
    }

    @Test func `at the end everybody is woken and ends, whatever is left`() {
        let pair = Pair()
        pair.leave(1)
        pair.roster.end()
        #expect(pair.deputy.pause == .zero)
        #expect(pair.turn(of: pair.deputy, comes: true) == .ends)
        #expect(pair.turn(of: pair.one, comes: false) == .ends)
    }
}

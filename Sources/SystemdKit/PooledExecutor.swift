internal import CConcurrency
internal import Glibc
internal import Synchronization
@_spi(ExperimentalScheduling) internal import _Concurrency

/// The threads of a ``ThreadPool``, as Swift's runtime knows them.
final class PooledExecutor: TaskExecutor {
    private let roster: Mutex<Roster<UnownedJob, Seat>>

    /// The calling thread is the first of them.
    /// - Throws: where the process may open no further file.
    init(most: Int) throws {
        roster = Mutex(Roster(most: most))
        own = try Seat()
        join()
    }

    /// Where the first thread sleeps.
    private let own: Seat

    /// Works on the first thread, which calls this, until it is told to end.
    func workToTheEnd() { work(at: own, comes: false) }

    func end() { roster.withLock { $0.end() } }

    /// Takes a job of Swift's runtime.
    func enqueue(_ job: consuming ExecutorJob) {
        take(UnownedJob(job))
    }

    private func take(_ job: UnownedJob) {
        let (comesNext, now) = (isOneOfUs, SuspendingClock.now)
        if roster.withLock({ $0.take(job, comesNext: comesNext, now: now) }) { begin() }
    }

    fileprivate func take(_ job: UnownedJob, at deadline: SuspendingClock.Instant) {
        let now = SuspendingClock.now
        if roster.withLock({ $0.take(job, at: deadline, now: now) }) { begin() }
    }

    func takeStrays() {
        concurrency_take_global_jobs(Unmanaged.passRetained(self).toOpaque()) { pool, job in
            guard let pool, let job else { return }
            Unmanaged<PooledExecutor>.fromOpaque(pool).takeUnretainedValue().take(
                unsafeBitCast(job, to: UnownedJob.self))
        }
    }
}

// What threads do.
extension PooledExecutor {
    private func work(at seat: Seat, comes: Bool) {
        var comes = comes
        while true {
            let turn = turn(of: seat, comes: comes)
            if turn.beginsOne { begin() }
            switch turn.step {
            case .run(let job):
                job.runSynchronously(on: asUnownedTaskExecutor())
                comes = false
            case .sleep:
                seat.sleep()
                comes = true
            case .end: return
            }
        }
    }

    private func turn(of seat: Seat, comes: Bool) -> Roster<UnownedJob, Seat>.Turn {
        let now = SuspendingClock.now
        return roster.withLock { $0.next(of: seat, comes: comes, now: now) }
    }

    /// Begins a thread. Where none can be had, those that are there do the work later.
    private func begin() {
        guard let seat = try? Seat() else { return roster.withLock { $0.lacksOne() } }
        let newcomer = Unmanaged.passRetained(Newcomer(pool: self, seat: seat))
        var thread = pthread_t()
        let failure = pthread_create(
            &thread, nil,
            { newcomer in
                guard let newcomer else { return nil }
                Unmanaged<Newcomer>.fromOpaque(newcomer).takeRetainedValue().work()
                return nil
            }, newcomer.toOpaque())
        if failure == 0 {
            pthread_detach(thread)
        } else {
            newcomer.release()
            roster.withLock { $0.lacksOne() }
        }
    }

    private final class Newcomer: Sendable {
        let pool: PooledExecutor
        let seat: Seat

        init(pool: PooledExecutor, seat: Seat) { (self.pool, self.seat) = (pool, seat) }

        func work() {
            pool.join()
            pool.work(at: seat, comes: true)
        }
    }
}

// Which threads are the pool's.
extension PooledExecutor {
    private static let membership = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    private func join() { pthread_setspecific(Self.membership, Unmanaged.passUnretained(self).toOpaque()) }

    private var isOneOfUs: Bool {
        pthread_getspecific(Self.membership) == Unmanaged.passUnretained(self).toOpaque()
    }
}

#if compiler(>=6.3) && compiler(<6.4)
    // `Task.sleep` asks the executor it runs on, where that can be asked. Swift 6.3 has not made the protocol public yet; with
    // another compiler one sleeps by libdispatch, which costs wake-ups and nothing else.
    extension PooledExecutor: SchedulingExecutor {
        func enqueue<C: Clock>(
            _ job: consuming ExecutorJob, after delay: C.Duration, tolerance: C.Duration?, clock: C
        ) {
            take(UnownedJob(job), at: Self.deadline(after: delay))
        }

        func enqueue<C: Clock>(
            _ job: consuming ExecutorJob, at instant: C.Instant, tolerance: C.Duration?, clock: C
        ) {
            take(UnownedJob(job), at: Self.deadline(after: clock.now.duration(to: instant)))
        }

        /// Swift's own two clocks count in this; others do not come here, but sleep by themselves. Time in which the
        /// machine sleeps does not count.
        private static func deadline<Duration: DurationProtocol>(after pause: Duration) -> SuspendingClock.Instant {
            .now + (pause as? Swift.Duration ?? .zero)
        }
    }
#endif

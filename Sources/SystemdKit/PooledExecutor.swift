internal import CConcurrency
internal import Glibc
@_spi(ExperimentalScheduling) internal import _Concurrency

/// The threads of a ``ThreadPool``, as Swift's runtime knows them.
final class PooledExecutor: TaskExecutor, @unchecked Sendable {
    // All of it is looked at and changed under the gate alone.
    private var state = State()
    private let gate = Gate()
    private let most: Int

    private struct State {
        var jobs: [UnownedJob] = []
        var alarms = Alarms()
        var threads = 0
        /// How many threads wait for work and were not called.
        var idle = 0
        /// How many were called and have not come yet.
        var called = 0
        /// The watch of the one who waits for the first alarm, and for work if nobody else does.
        var watch: Int?
        var lastWatch = 0
        var isOver = false

        mutating func takeJob() -> UnownedJob? { jobs.isEmpty ? nil : jobs.removeFirst() }
    }

    init(most: Int) { self.most = most }

    /// Works on the calling thread too, until it is told to end.
    func workToTheEnd() {
        gate.with { state.threads += 1 }
        work()
    }

    func end() {
        gate.with {
            state.isOver = true
            for _ in 0..<state.threads { gate.callWorker() }
            gate.callWatchers()
        }
    }

    /// Takes a job of Swift's runtime.
    func enqueue(_ job: consuming ExecutorJob) {
        take(UnownedJob(job))
    }

    private func take(_ job: UnownedJob) {
        gate.with {
            state.jobs.append(job)
            callOne()
        }
    }

    func takeStrays() {
        concurrency_take_global_jobs(Unmanaged.passRetained(self).toOpaque()) { pool, job in
            guard let pool, let job else { return }
            Unmanaged<PooledExecutor>.fromOpaque(pool).takeUnretainedValue().take(
                unsafeBitCast(job, to: UnownedJob.self))
        }
    }

    fileprivate func take(_ job: UnownedJob, at deadline: SuspendingClock.Instant) {
        gate.with {
            state.alarms.add(job, at: deadline)
            if state.alarms.first == deadline { callWatcher() }
        }
    }
}

// What threads do.
extension PooledExecutor {
    private func work() {
        while let job = gate.with(next) { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    /// Waits for what is to be done next; `nil` at the end. Alarms first: they are few, and work may never end.
    private func next() -> UnownedJob? {
        while !state.isOver {
            if let job = state.alarms.takeDue(at: .now) ?? state.takeJob() {
                // It may take long, and an alarm must not wait for it.
                if state.alarms.first != nil, state.watch == nil { callOne() }
                return job
            }
            if let deadline = state.alarms.first, state.watch == nil {
                watch(until: deadline)
            } else {
                awaitCall()
            }
        }
        return nil
    }

    private func awaitCall() {
        state.idle += 1
        while state.called == 0, !state.isOver { gate.awaitWork() }
        state.called -= 1
    }

    private func watch(until deadline: SuspendingClock.Instant) {
        state.lastWatch += 1
        let mine = state.lastWatch
        state.watch = mine
        gate.awaitAlarm(within: SuspendingClock.now.duration(to: deadline))
        // Whoever called it ended its watch, and there may be another by now.
        if state.watch == mine { state.watch = nil }
    }

    /// Has somebody look at what is to be done: who waits for work, or who waits for an alarm, or a new thread.
    private func callOne() {
        if state.idle > 0 {
            state.idle -= 1
            state.called += 1
            gate.callWorker()
        } else if state.watch != nil {
            callWatcher()
        } else {
            startThread()
        }
    }

    /// Has the one who waits for an alarm look again.
    private func callWatcher() {
        guard state.watch != nil else { return }
        state.watch = nil
        gate.callWatchers()
    }

    /// Where no thread can be had, those that are there do it later.
    private func startThread() {
        guard state.threads < most else { return }
        var thread = pthread_t()
        let pool = Unmanaged.passRetained(self)
        let failure = pthread_create(
            &thread, nil,
            { pool in
                guard let pool else { return nil }
                Unmanaged<PooledExecutor>.fromOpaque(pool).takeRetainedValue().work()
                return nil
            }, pool.toOpaque())
        guard failure == 0 else { return pool.release() }
        pthread_detach(thread)
        state.threads += 1
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

internal import Glibc

/// A lock with two conditions on the clock that stands still while the machine sleeps: what the threads of a
/// ``ThreadPool`` wait at.
final class Gate: @unchecked Sendable {
    // Where they lie must not change.
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let work = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let alarm = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var calls = (workers: 0, watchers: false)

    init() {
        pthread_mutex_init(lock, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(work, &attributes)
        pthread_cond_init(alarm, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(work)
        pthread_cond_destroy(alarm)
        pthread_mutex_destroy(lock)
        lock.deallocate()
        work.deallocate()
        alarm.deallocate()
    }

    /// Does something that nobody else does meanwhile. Who is called by it is woken afterwards: called before, he would
    /// wake only to wait for the lock.
    func with<Value>(_ body: () -> Value) -> Value {
        pthread_mutex_lock(lock)
        let value = body()
        let calls = self.calls
        self.calls = (0, false)
        pthread_mutex_unlock(lock)
        for _ in 0..<calls.workers { pthread_cond_signal(work) }
        if calls.watchers { pthread_cond_broadcast(alarm) }
        return value
    }

    /// Waits inside ``with(_:)`` until one is called, or for no reason.
    func awaitWork() { pthread_cond_wait(work, lock) }

    /// Calls one who waits for work, inside ``with(_:)``.
    func callWorker() { calls.workers += 1 }

    /// Waits inside ``with(_:)`` until a moment, until those who watch are called, or for no reason.
    /// - Parameter pause: how long from now.
    func awaitAlarm(within pause: Duration) {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let (seconds, attoseconds) = (pause + .nanoseconds(time.tv_nsec)).components
        time.tv_sec += Int(seconds)
        time.tv_nsec = Int(attoseconds / 1_000_000_000)
        pthread_cond_timedwait(alarm, lock, &time)
    }

    /// Calls those who watch, inside ``with(_:)``.
    func callWatchers() { calls.watchers = true }
}

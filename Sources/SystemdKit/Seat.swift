internal import CSystemd
internal import Glibc

/// Where one thread of a ``ThreadPool`` sleeps until a moment that others may put off or bring forward. To set it wakes
/// nobody: it costs a system call, where a condition would cost a wake-up.
final class Seat: Sleeper, Sendable {
    private let timer: CInt

    /// - Throws: where the process may open no further file.
    init() throws {
        // SuspendingClock counts what this clock counts: not the time in which the machine sleeps.
        timer = timerfd_create(CLOCK_MONOTONIC, CInt(TFD_CLOEXEC))
        if timer < 0 {
            throw SystemdError(place: "timerfd_create", code: errno, remedy: "Raise LimitNOFILE= of the unit.")
        }
    }

    deinit { close(timer) }

    func wake(after pause: Duration?) {
        var setting = itimerspec()
        if let pause {
            // All zero would be never.
            let (seconds, attoseconds) = max(pause, .nanoseconds(1)).components
            setting.it_value.tv_sec = Int(seconds)
            setting.it_value.tv_nsec = Int(attoseconds / 1_000_000_000)
        }
        timerfd_settime(timer, 0, &setting, nil)
    }

    /// Sleeps until the moment that was set last, even if that went by meanwhile.
    func sleep() {
        var times: UInt64 = 0
        read(timer, &times, MemoryLayout.size(ofValue: times))
    }
}

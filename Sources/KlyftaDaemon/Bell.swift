import Synchronization

/// A bell that one loop waits for: until somebody pulls it, or a while is over. Nobody is woken in between, so an idle
/// daemon costs nothing.
package final class Bell: Sendable {
    private enum State {
        case still
        case pulled
        case awaited(CheckedContinuation<Void, Never>)
    }

    private let state = Mutex(State.still)

    package init() {}

    /// Wakes whoever waits, or lets the next one who would wait go on at once. Any number of pulls before that are one.
    package func pull() {
        state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard case .awaited(let waiter) = state else {
                state = .pulled
                return nil
            }
            state = .still
            return waiter
        }?.resume()
    }

    /// Returns at a pull, at once if there was one since the last wait; when the while is over; or when the task is
    /// cancelled. Whoever returns looks at everything, so it does not matter which it was.
    /// - Parameter duration: how long to wait; without one, only a pull wakes.
    package func wait(atMost duration: Duration?, on clock: any WallClock) async {
        guard let duration, !wasPulled() else { return await wait() }
        await withTaskGroup(of: Void.self) { group in
            // The end of the while is a pull too. One that comes too late makes the next wait short, which does no harm.
            group.addTask { if (try? await clock.sleep(for: duration)) != nil { self.pull() } }
            await self.wait()
            group.cancelAll()
        }
    }

    private func wasPulled() -> Bool {
        state.withLock { if case .pulled = $0 { true } else { false } }
    }

    private func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let isOver = state.withLock { state in
                    if case .pulled = state {
                        state = .still
                        return true
                    }
                    // A cancellation from here on finds the waiter; one before is seen.
                    guard !Task.isCancelled else { return true }
                    state = .awaited(waiter)
                    return false
                }
                if isOver { waiter.resume() }
            }
        } onCancel: {
            state.withLock { state -> CheckedContinuation<Void, Never>? in
                guard case .awaited(let waiter) = state else { return nil }
                state = .still
                return waiter
            }?.resume()
        }
    }
}

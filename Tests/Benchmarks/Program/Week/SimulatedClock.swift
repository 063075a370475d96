import CalendarEvents
import Foundation
import KlyftaDaemon
import Synchronization

/// A clock that stands still until it strikes, and then is as late as the first sleeper wants it to be.
final class SimulatedClock: WallClock {
    private struct Sleeper {
        let id: Int
        let end: UnixTime
        let wake: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: UnixTime
        var sleepers: [Sleeper] = []
        var lastID = 0
    }

    private let state: Mutex<State>

    init(at start: UnixTime) { state = Mutex(State(now: start)) }

    func now() -> UnixTime { state.withLock { $0.now } }

    func sleep(for duration: Duration) async throws {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wake in
                let isCancelled = state.withLock { state in
                    guard !Task.isCancelled else { return true }
                    state.sleepers.append(Sleeper(id: id, end: state.now.advanced(by: duration), wake: wake))
                    return false
                }
                if isCancelled { wake.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            take { $0.id == id }?.wake.resume(throwing: CancellationError())
        }
    }

    /// Goes on to the moment at which the first sleeper wakes, and wakes it.
    /// - Returns: whether anybody slept.
    func strike() -> Bool {
        let first = state.withLock { state -> Sleeper? in
            guard let first = state.sleepers.indices.min(by: { state.sleepers[$0].end < state.sleepers[$1].end })
            else { return nil }
            state.now = max(state.now, state.sleepers[first].end)
            return state.sleepers.remove(at: first)
        }
        first?.wake.resume()
        return first != nil
    }

    private func take(_ isMeant: (Sleeper) -> Bool) -> Sleeper? {
        state.withLock { state in state.sleepers.firstIndex(where: isMeant).map { state.sleepers.remove(at: $0) } }
    }
}

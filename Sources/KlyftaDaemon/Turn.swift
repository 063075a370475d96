import ServiceLifecycle
import Synchronization

/// The turn to lead: it comes once, or never. One waits for it.
final class Turn: Sendable {
    private let bell = Bell()
    private let state = Mutex(false)

    /// Whether it came.
    var hasCome: Bool { state.withLock(\.self) }

    /// It is here.
    func come() {
        state.withLock { $0 = true }
        bell.pull()
    }

    /// Returns when it comes, or when the task is cancelled.
    func wait(on clock: any WallClock) async {
        while !hasCome, !Task.isCancelled { await bell.wait(atMost: nil, on: clock) }
    }
}

/// A service that only a leader has: it runs when the turn has come, and not at all where that never happens.
struct LeadersService: Service {
    let turn: Turn
    let clock: any WallClock
    let service: any Service

    func run() async throws {
        await cancelWhenGracefulShutdown { await turn.wait(on: clock) }
        guard turn.hasCome else { return }
        try await service.run()
    }
}

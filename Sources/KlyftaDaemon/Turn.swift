import ServiceLifecycle
import Synchronization

/// The turn to lead: it comes, and it passes where another one has come to lead. One waits for it, and one gives it.
final class Turn: Sendable {
    /// Heard by who waits for the turn, or for its end.
    private let change = Bell()
    /// Heard by who takes it away.
    private let rest = Bell()
    private let state = Mutex((isHere: false, isUsed: false))

    /// Whether it is here.
    var isHere: Bool { state.withLock(\.isHere) }

    /// It is here.
    func come() {
        state.withLock { $0.isHere = true }
        change.pull()
    }

    /// It is over.
    /// - Returns: when nobody uses it any more, or when the task is cancelled.
    func pass(on clock: any WallClock) async {
        state.withLock { $0.isHere = false }
        change.pull()
        while state.withLock(\.isUsed), !Task.isCancelled { await rest.wait(atMost: nil, on: clock) }
    }

    /// Returns when it is here, or is not, or when the task is cancelled.
    func wait(until isHere: Bool, on clock: any WallClock) async {
        while self.isHere != isHere, !Task.isCancelled { await change.wait(atMost: nil, on: clock) }
    }

    /// Begins to use it.
    /// - Returns: whether it is here.
    func use() -> Bool {
        state.withLock { state in
            state.isUsed = state.isHere
            return state.isHere
        }
    }

    /// Uses it no more.
    func leave() {
        state.withLock { $0.isUsed = false }
        rest.pull()
    }
}

/// A service that only a leader has: it runs while it is this daemon's turn, and not at all where that never comes.
struct LeadersService: Service {
    let turn: Turn
    let clock: any WallClock
    let service: any Service

    func run() async throws {
        while true {
            await cancelWhenGracefulShutdown { await turn.wait(until: true, on: clock) }
            let isOver = Task.isCancelled || Task.isShuttingDownGracefully
            // Who leads at its end brings to an end what is there.
            guard turn.use() else {
                if isOver { return }
                continue
            }
            defer { turn.leave() }
            try await serve()
            // It ends by itself only with the daemon.
            if isOver || turn.isHere { return }
        }
    }

    /// Runs until the turn is over, or the service is.
    private func serve() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            group.addTask { await turn.wait(until: false, on: clock) }
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
    }
}

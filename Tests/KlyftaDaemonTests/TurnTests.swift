import ServiceLifecycle
import Synchronization
import Testing

@testable import KlyftaDaemon

@Suite("The turn to lead", .timeLimit(.minutes(10)))
struct TurnTests {
    /// What only a leader has: it works until it is cancelled.
    private final class Work: Service {
        private let state = Mutex((begun: 0, isUnderWay: false))

        var begun: Int { state.withLock(\.begun) }
        var isUnderWay: Bool { state.withLock(\.isUnderWay) }

        func run() async throws {
            state.withLock { $0 = ($0.begun + 1, true) }
            await Bell().wait(atMost: nil, on: SystemClock())
            // What is under way comes to its end.
            for _ in 0..<100 { await Task.yield() }
            state.withLock { $0.isUnderWay = false }
        }

        func begins(_ time: Int) async throws {
            while begun < time {
                try Task.checkCancellation()
                await Task.yield()
            }
        }
    }

    private let turn = Turn()
    private let work = Work()
    private let clock = SystemClock()

    private func leading() -> Task<Void, any Error> {
        Task { try await LeadersService(turn: turn, clock: clock, service: work).run() }
    }

    @Test
    func `work of a leader is under way while it is its turn, has ended when that has passed, and may begin again`()
        async throws
    {
        let service = leading()
        for time in 1...3 {
            turn.come()
            try await work.begins(time)
            #expect(turn.isHere && work.isUnderWay)
            await turn.pass(on: clock)
            #expect(!turn.isHere && !work.isUnderWay)
        }
        service.cancel()
        try await service.value
        #expect(work.begun == 3)
    }

    @Test
    func `a turn that passes before anybody heard of it waits for nobody`() async throws {
        turn.come()
        await turn.pass(on: clock)
        let service = leading()
        turn.come()
        try await work.begins(1)
        await turn.pass(on: clock)
        service.cancel()
        try await service.value
        #expect(work.begun == 1)
    }

    @Test
    func `who is cancelled while it waits for its turn never works`() async throws {
        let service = leading()
        service.cancel()
        try await service.value
        #expect(work.begun == 0)
    }
}

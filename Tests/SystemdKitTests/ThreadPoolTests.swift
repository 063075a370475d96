import Dispatch
import Synchronization
import Testing

@testable import SystemdKit

/// Threads of their own for asynchronous code. Each test runs its pool on a thread that it may hold.
@Suite("The pool of threads", .timeLimit(.minutes(10)))
struct ThreadPoolTests {
    private struct Broken: Error {}

    /// Runs a body on a pool, and lets the thread of the test go on meanwhile.
    private func onPool(atMost threads: Int = 4, _ body: @escaping @Sendable () async throws -> Void) async throws {
        try await withCheckedThrowingContinuation { done in
            DispatchQueue(label: "test").async {
                done.resume(with: Result { try ThreadPool.run(atMost: threads, body) })
            }
        }
    }

    @Test(arguments: [1, 2, 4]) func `all that a task starts and waits for runs, however few the threads`(threads: Int)
        async throws
    {
        let sum = Atomic<Int>(0)
        try await onPool(atMost: threads) {
            await withTaskGroup(of: Int.self) { group in
                for number in 1...200 {
                    group.addTask {
                        try? await Task.sleep(for: .microseconds(number % 7))
                        await Task.yield()
                        return number
                    }
                }
                for await number in group { sum.add(number, ordering: .relaxed) }
            }
        }
        #expect(sum.load(ordering: .relaxed) == 20_100)
    }

    @Test func `an error of the body is the pool's`() async throws {
        await #expect(throws: Broken.self) { try await onPool { throw Broken() } }
    }

    @Test func `who holds a thread holds up neither alarms nor others`() async throws {
        try await onPool {
            // It is let go by who comes after it and has slept meanwhile.
            let gate = DispatchSemaphore(value: 0)
            await withTaskGroup(of: Void.self) { group in
                group.addTask { expectOpening(of: gate) }
                group.addTask {
                    try? await Task.sleep(for: .milliseconds(1))
                    gate.signal()
                }
            }
        }
    }

    @Test func `the first alarm rings first, whoever was set first`() async throws {
        try await onPool {
            let rung = await withTaskGroup(of: String.self) { group in
                group.addTask {
                    try? await Task.sleep(for: .seconds(3_600))
                    return "late"
                }
                group.addTask {
                    try? await Task.sleep(for: .milliseconds(2))
                    return "early"
                }
                var rung = [await group.next()]
                // The other wakes because it is cancelled, an hour before its time.
                group.cancelAll()
                rung.append(await group.next())
                return rung
            }
            #expect(rung == ["early", "late"])
        }
    }

    @Test(arguments: [true, false]) func `a sleep that is cancelled ends, before it and in it`(isEarly: Bool)
        async throws
    {
        try await onPool {
            let asleep = DispatchSemaphore(value: 0)
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    if isEarly { withUnsafeCurrentTask { $0?.cancel() } }
                    asleep.signal()
                    do {
                        try await Task.sleep(for: .seconds(3_600))
                        Issue.record("it slept for an hour")
                    } catch {
                        #expect(error is CancellationError)
                    }
                }
                expectOpening(of: asleep)
                group.cancelAll()
            }
        }
    }

    @Test func `a sleep of each of Swift's clocks is as long as it is`() async throws {
        try await onPool {
            let (suspending, continuous) = (SuspendingClock.now, ContinuousClock.now)
            try await Task.sleep(for: .milliseconds(3), clock: .suspending)
            #expect(SuspendingClock.now - suspending >= .milliseconds(3))
            try await Task.sleep(for: .milliseconds(3), clock: .continuous)
            #expect(ContinuousClock.now - continuous >= .milliseconds(6))
        }
    }
}

/// Waits without giving up the thread, as a slow disk makes one wait. A pool that is not alone still sleeps by libdispatch, whose
/// threads other suites may hold for minutes.
private func expectOpening(of gate: DispatchSemaphore) {
    #expect(gate.wait(timeout: .now() + .seconds(540)) == .success)
}

/// The threads that the asynchronous code of a service runs on: few, started as they are needed, and asleep until there
/// is work or an alarm.
///
/// Swift's own executor rests on libdispatch, whose pool on Linux looks at its threads every second for the rest of the
/// process's life once it has run anything: sixty wake-ups a minute of a service that does nothing.
///
/// ```swift
/// try ThreadPool.run(atMost: 4) { try await service() }
/// ```
///
/// Child tasks and actors stay on the pool. What libraries start beside them, with `Task {}`, comes here too where the
/// program says that it has no other pool.
public enum ThreadPool {
    /// Runs asynchronous code to its end, on the calling thread and as many others as it keeps busy.
    /// - Parameters:
    ///   - threads: how many there are at most, the calling one among them. Code that waits without giving up its thread
    ///     has a few to spare.
    ///   - isAlone: whether all asynchronous code of the process is to run here, from now on to its end.
    /// - Throws: what the body throws, and where the process may open no further file.
    public static func run(
        atMost threads: Int, isAlone: Bool = false, _ body: @escaping @Sendable () async throws -> Void
    ) throws {
        let pool = try PooledExecutor(most: threads)
        if isAlone { pool.takeStrays() }
        let ending = Ending()
        Task(executorPreference: pool) {
            do {
                try await body()
            } catch {
                ending.error = error
            }
            pool.end()
        }
        pool.workToTheEnd()
        if let error = ending.error { throw error }
    }

    /// Written before the pool ends, read after that.
    private final class Ending: @unchecked Sendable {
        var error: (any Error)?
    }
}

import CGuard
import Foundation
import Glibc
import Synchronization

extension GuardedProgram {
    /// Runs the program to its end, and returns when nothing that descends from it is left.
    ///
    /// It is started by a guard, a process between this one and the program: should this process die, however, the
    /// guard ends the program and all its descendants, and should a descendant leave its group or its parent, the guard
    /// still finds it. Cancelling the task ends them too.
    /// - Parameters:
    ///   - input: what it reads on standard input.
    ///   - take: called with its output, piece by piece, on another thread. If it throws, everything is ended.
    /// - Throws: what `take` throws, or `CancellationError`.
    package func run(
        input: [UInt8], take: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Void
    ) async throws -> End {
        let control = Pipe()
        guard let control else { return .notStarted("open a pipe") }
        return try await withTaskCancellationHandler {
            let end = try await withCheckedThrowingContinuation { continuation in
                // The guard belongs to the thread that starts it, and waiting for it takes one.
                Thread.detachNewThread {
                    // A program that has read enough closes its input; that must not end this process.
                    var broken = sigset_t()
                    sigemptyset(&broken)
                    sigaddset(&broken, SIGPIPE)
                    pthread_sigmask(SIG_BLOCK, &broken, nil)
                    var run = GuardedRun(of: self, control: control, take)
                    continuation.resume(with: Result { try run.end(input) })
                }
            }
            try Task.checkCancellation()
            return end
        } onCancel: {
            control.closeWriting()
        }
    }
}

extension GuardedProgram.End {
    static func notStarted(_ step: String) -> Self {
        .init(way: .notStarted(step: step, reason: String(cString: strerror(errno))), complaint: "")
    }
}

/// A pipe whose ends are closed once, by whoever comes first.
final class Pipe: Sendable {
    let reading: CInt
    let writing: CInt
    private let isOpen = Mutex((reading: true, writing: true))

    init?() {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        closeReading()
        closeWriting()
    }

    func closeReading() {
        isOpen.withLock { isOpen in
            if isOpen.reading { close(reading) }
            isOpen.reading = false
        }
    }

    func closeWriting() {
        isOpen.withLock { isOpen in
            if isOpen.writing { close(writing) }
            isOpen.writing = false
        }
    }
}

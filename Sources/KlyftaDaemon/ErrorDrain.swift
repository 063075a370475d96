import Foundation
import Glibc
import Synchronization

/// Takes what a child says on standard error, so that it never waits for a reader, and keeps the beginning of it.
///
/// swift-subprocess 1.0.2 throws when a child says more than it may keep, and the release on the other stream is lost
/// with it. A complaint is no reason for that, however long.
final class ErrorDrain: Sendable {
    /// The end for the child; whoever starts it closes it here.
    let writeEnd: CInt
    private let readEnd: CInt
    private let stop: CInt
    private let stopper: CInt
    private let kept = Mutex<[UInt8]>([])
    private let limit: Int
    private let isDone = DispatchSemaphore(value: 0)

    /// - Parameter limit: how many bytes are kept.
    /// - Returns: `nil` if the system has no descriptors left.
    init?(limit: Int) {
        var (output, bell): ([CInt], [CInt]) = ([-1, -1], [-1, -1])
        guard pipe(&output) == 0 else { return nil }
        guard pipe(&bell) == 0 else {
            output.forEach { close($0) }
            return nil
        }
        // Children are started with no descriptor but the three they are given, so nobody inherits these meanwhile.
        for descriptor in output + bell { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        (readEnd, writeEnd, stop, stopper) = (output[0], output[1], bell[0], bell[1])
        self.limit = limit
        // A thread of its own: a read that waits would hold up the few that everything else runs on.
        Thread.detachNewThread { [self] in
            drain()
            isDone.signal()
        }
    }

    deinit {
        close(readEnd)
        close(stop)
        close(stopper)
    }

    /// The beginning of what was said, now that the child is over. What a process that it left behind may still say
    /// is not waited for.
    func finish() -> String {
        var bell: UInt8 = 1
        _ = write(stopper, &bell, 1)
        isDone.wait()
        return String(decoding: kept.withLock { $0 }, as: UTF8.self)
    }

    private func drain() {
        var descriptors = [
            pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0), pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
        ]
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            guard poll(&descriptors, 2, -1) >= 0 else {
                guard errno == EINTR else { return }
                continue
            }
            if descriptors[0].revents != 0 {
                let count = read(readEnd, &buffer, buffer.count)
                guard count > 0 else { return }
                kept.withLock { $0 += buffer[..<min(count, max(0, limit - $0.count))] }
            }
            // What was said before the end is in the pipe by now; one that never falls silent is not waited for.
            let isSilent = descriptors[0].revents == 0 || kept.withLock({ $0.count }) >= limit
            if descriptors[1].revents != 0, isSilent { return }
        }
    }
}

public import Glibc
internal import Synchronization

/// Standard error as a place for whole lines: one `write(2)` each.
public final class StandardErrorOutput: Sendable {
    /// What happens to a line that the reader has no room for.
    public enum WhenFull: Hashable, Sendable {
        /// Wait for the reader: right for a person at a pager, who wants every line.
        case wait
        /// Drop and count the line: right for a daemon, which a hanging reader must not stop.
        case drop
    }

    private let descriptor: Int32
    private let whenFull: WhenFull
    private let drops: DropCounter
    /// Between asking for room and writing, no other thread may take the room.
    private let turn = Mutex<Void>(())

    /// An output to an open descriptor, which is neither closed nor changed: making it non-blocking would change it for
    /// every process that shares it.
    public init(
        descriptor: Int32 = STDERR_FILENO, whenFull: WhenFull = .wait, drops: DropCounter = DropCounter()
    ) {
        self.descriptor = descriptor
        self.whenFull = whenFull
        self.drops = drops
    }

    /// The lines given up so far.
    public var dropped: Int {
        drops.count
    }

    /// False if the line was dropped, or only part of it was taken.
    @discardableResult
    func write(_ line: String) -> Bool {
        let bytes = Array(line.utf8)
        let written = turn.withLock { _ in
            whenFull == .wait || hasRoom() ? writeOnce(bytes) : -1
        }
        if written != bytes.count { drops.increment() }
        return written == bytes.count
    }

    private func writeOnce(_ bytes: [UInt8]) -> Int {
        while true {
            let written = Glibc.write(descriptor, bytes, bytes.count)
            if written >= 0 || errno != EINTR { return written }
        }
    }

    /// A pipe polls as writable when PIPE_BUF bytes fit. One whose reader is gone reports an error besides: writing to
    /// it would raise SIGPIPE.
    private func hasRoom() -> Bool {
        var question = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&question, 1, 0) == 1 && question.revents == Int16(POLLOUT)
    }
}

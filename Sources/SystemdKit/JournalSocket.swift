internal import Dispatch
internal import Glibc
internal import Synchronization

/// The way to journald: a datagram socket that never waits.
///
/// libsystemd's own `sd_journal_sendv` blocks for as long as journald hangs, and calls a message sent where there is no
/// journal at all. Here an entry for which journald has no room is held in a short queue and sent once there is room, in
/// order. What the queue has no room for, and what is sent where no journal is, is dropped and counted.
public final class JournalSocket: Sendable {
    /// Where journald listens for native entries.
    public static let systemPath = "/run/systemd/journal/socket"

    let descriptor: Int32
    private let address: UnixAddress
    private let drops: DropCounter
    private let queue: Mutex<JournalQueue>
    /// Not the global queue: once that has run anything, its pool wakes the process every second. See ``ThreadPool``.
    private let retries = DispatchQueue(label: "journal")

    /// How long after a failure journald is tried again.
    private static let pause = DispatchTimeInterval.milliseconds(200)

    /// Opens a socket for sending to `path`. Nothing is sent, so it succeeds without a journal: see
    /// ``isReachable(path:)``.
    /// - Parameter room: how many entries are held while journald has no room, and how many bytes in all.
    public init(
        path: String = systemPath, drops: DropCounter = DropCounter(), room: (entries: Int, bytes: Int) = (512, 1 << 20)
    ) throws(SystemdError) {
        address = try UnixAddress(path: path)
        self.drops = drops
        queue = Mutex(JournalQueue(entries: room.entries, bytes: room.bytes))
        descriptor = Self.open()
        guard descriptor >= 0 else {
            throw SystemdError(
                place: "socket for \(path)", code: errno,
                remedy: "Allow AF_UNIX in RestrictAddressFamilies= and enough descriptors in LimitNOFILE=.")
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The entries given up so far.
    public var dropped: Int {
        drops.count
    }

    /// True if somebody listens at `path` and this process may write to it. A sandbox may hide the journal, and a
    /// socket file outlives its owner: only connecting tells, and for datagrams it sends nothing.
    public static func isReachable(path: String = systemPath) -> Bool {
        guard let address = try? UnixAddress(path: path) else { return false }
        let descriptor = open()
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return address.withPointer { connect(descriptor, $0, $1) } == 0
    }

    /// False if the entry was dropped.
    @discardableResult
    func send(_ entry: JournalEntry) -> Bool {
        let datagram = entry.datagram()
        // Under the lock, so that no entry overtakes one that is held.
        let isKept = queue.withLock { queue in
            guard queue.isEmpty else { return hold(datagram, in: &queue) }
            var result = send(datagram)
            if result == EMSGSIZE { result = send(entry.datagram(limit: JournalEntry.smallLimit)) }
            return result == 0 || Self.isFull(result) && hold(datagram, in: &queue)
        }
        if !isKept { drops.increment() }
        return isKept
    }

    /// How many entries are held until journald has room for them.
    var held: Int { queue.withLock { $0.count } }

    private func hold(_ datagram: [UInt8], in queue: inout JournalQueue) -> Bool {
        let isFirst = queue.isEmpty
        guard queue.append(datagram) else { return false }
        if isFirst { retryLater() }
        return true
    }

    private func retryLater() {
        retries.asyncAfter(deadline: .now() + Self.pause) { [weak self] in self?.sendHeld() }
    }

    /// Sends what is held, as far as there is room.
    func sendHeld() {
        queue.withLock { queue in
            while let next = queue.first {
                let result = send(next)
                guard !Self.isFull(result) else { return retryLater() }
                queue.removeFirst()
                if result != 0 { drops.increment() }
            }
        }
    }

    /// Whether there is a journal that has no room.
    private static func isFull(_ code: Int32) -> Bool { code == EAGAIN || code == ENOBUFS }

    /// The address goes with every datagram: a connected socket would stay with a journal that has been replaced.
    private func send(_ datagram: [UInt8]) -> Int32 {
        let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
        let sent = address.withPointer { pointer, length in
            sendto(descriptor, datagram, datagram.count, flags, pointer, length)
        }
        return sent < 0 ? errno : 0
    }

    private static func open() -> Int32 {
        let kind = SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
        let descriptor = socket(AF_UNIX, Int32(kind), 0)
        // As libsystemd does: the kernel grants up to net.core.wmem_max, which lets a longer burst through. Refused,
        // the usual size must do.
        var size: Int32 = 8 << 20
        setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout.size(ofValue: size)))
        return descriptor
    }
}

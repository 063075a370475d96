import Glibc

/// A listening socket on this machine.
public struct LoopbackSocket: Sendable {
    /// The socket.
    public let descriptor: CInt
    /// The port it got.
    public let port: Int

    /// Listens on an address of the loopback, `127.0.0.1` or `::1`.
    /// - Parameters:
    ///   - port: 0 for any.
    ///   - backlog: how many connections may wait to be taken.
    /// - Throws: ``ChildProcess/CannotStart``.
    public init(address: String, port: Int = 0, backlog: CInt) throws {
        let isSix = address.contains(":")
        let descriptor = socket(isSix ? AF_INET6 : AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var yes: CInt = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
        var storage = sockaddr_storage()
        var size: socklen_t
        if isSix {
            setsockopt(descriptor, CInt(IPPROTO_IPV6), IPV6_V6ONLY, &yes, socklen_t(MemoryLayout<CInt>.size))
            var six = sockaddr_in6()
            six.sin6_family = sa_family_t(AF_INET6)
            six.sin6_port = in_port_t(port).bigEndian
            inet_pton(AF_INET6, address, &six.sin6_addr)
            size = socklen_t(MemoryLayout<sockaddr_in6>.size)
            withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: six, as: sockaddr_in6.self) }
        } else {
            var four = sockaddr_in()
            four.sin_family = sa_family_t(AF_INET)
            four.sin_port = in_port_t(port).bigEndian
            inet_pton(AF_INET, address, &four.sin_addr)
            size = socklen_t(MemoryLayout<sockaddr_in>.size)
            withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: four, as: sockaddr_in.self) }
        }
        let code = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard bind(descriptor, address, size) == 0, listen(descriptor, backlog) == 0 else { return errno }
                return getsockname(descriptor, address, &size) == 0 ? 0 : errno
            }
        }
        guard code == 0 else {
            close(descriptor)
            throw ChildProcess.CannotStart(program: "a server on \(address)", code: code)
        }
        self.descriptor = descriptor
        // The port is at the same place in both forms.
        self.port = withUnsafeBytes(of: storage) { Int($0[2]) << 8 | Int($0[3]) }
    }

    /// Whether somebody waits to be taken, or comes within a minute.
    public func hasVisitor() -> Bool {
        var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&poller, 1, 60_000) > 0
    }
}

/// Starts a thread for work that waits.
func spawnThread(_ work: @escaping @Sendable () -> Void) throws {
    let box = Unmanaged.passRetained(WorkBox(work))
    var thread = pthread_t()
    let code = pthread_create(
        &thread, nil,
        { argument in
            Unmanaged<WorkBox>.fromOpaque(argument!).takeRetainedValue().work()
            return nil
        }, box.toOpaque())
    guard code == 0 else {
        box.release()
        throw ChildProcess.CannotStart(program: "a thread", code: code)
    }
    pthread_detach(thread)
}

private final class WorkBox: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}

/// The next bytes; `nil` once there are none.
func receive(_ connection: CInt) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let count = recv(connection, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer[..<count]) : nil
}

/// Sends all bytes.
/// - Returns: whether the other side took them.
func send(_ bytes: [UInt8], to connection: CInt) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.send(connection, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
    }
    return true
}

/// Whether the other side has gone away, or does so within a time.
func isGone(_ connection: CInt, within milliseconds: CInt) -> Bool {
    var poller = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
    guard poll(&poller, 1, milliseconds) > 0 else { return false }
    var byte: UInt8 = 0
    return recv(connection, &byte, 1, CInt(MSG_PEEK)) <= 0
}

/// The head of a question up to its empty line, and what came behind it.
func readHead(_ connection: CInt) -> (head: String, rest: [UInt8])? {
    var bytes: [UInt8] = []
    let end: [UInt8] = [13, 10, 13, 10]
    while bytes.count < 1 << 16, let more = receive(connection) {
        bytes += more
        for index in bytes.indices.dropLast(3) where bytes[index] == 13 && bytes[index..<(index + 4)].elementsEqual(end)
        {
            return (String(decoding: bytes[..<index], as: UTF8.self), Array(bytes[(index + 4)...]))
        }
    }
    return nil
}

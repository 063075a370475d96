import Glibc

/// A connection that is under way to a server which never takes it.
public struct BlockedConnection: Sendable {
    private let descriptor: CInt

    /// Begins a connection to `::1` and does not wait for it.
    /// - Throws: ``ChildProcess/CannotStart`` if there is no socket.
    public init(to server: LoopbackSocket) throws {
        let kind = CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        descriptor = socket(AF_INET6, kind, 0)
        guard descriptor >= 0 else { throw ChildProcess.CannotStart(program: "a socket", code: errno) }
        var target = sockaddr_in6()
        target.sin6_family = sa_family_t(AF_INET6)
        target.sin6_port = in_port_t(server.port).bigEndian
        inet_pton(AF_INET6, "::1", &target.sin6_addr)
        _ = withUnsafePointer(to: target) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
            }
        }
    }

    /// Ends it.
    public func close() { _ = Glibc.close(descriptor) }
}

import Glibc
import KlyftaWeb
import Logging
import ServiceLifecycle
import SystemdKit

/// The sockets that the page is served on.
enum PageSocket {
    /// The name under which systemd hands one over.
    static let name = "page"

    /// Those that systemd handed over, or else the one that the configuration names.
    /// - Throws: ``DaemonFault`` if it cannot be made.
    static func listeners(of terms: PageTerms, handedOver passed: [ListenSocket]) throws(DaemonFault) -> [CInt] {
        let handed = passed.filter { $0.name == name }.map(\.descriptor)
        switch terms.listener {
        case .nowhere:
            for descriptor in handed { close(descriptor) }
            return []
        case .path(let path):
            return handed.isEmpty ? [try UnixSocket.claim(path, key: "page: { listen: }")] : handed
        case .port(let port):
            return handed.isEmpty ? [try loopback(port)] : handed
        }
    }

    /// The path of a socket that was made here, and is ours to remove.
    static func ownPath(of terms: PageTerms, handedOver passed: [ListenSocket]) -> String? {
        guard case .path(let path) = terms.listener, !passed.contains(where: { $0.name == name }) else { return nil }
        return path
    }

    private static func loopback(_ port: Int) throws(DaemonFault) -> CInt {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        var yes: CInt = 1
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard descriptor >= 0, isBound, listen(descriptor, 64) == 0 else {
            let code = errno
            if descriptor >= 0 { close(descriptor) }
            throw DaemonFault(
                at: "127.0.0.1:\(port)", "the page cannot listen here (\(String(cString: strerror(code))))",
                remedy: "Choose another port under 'page: { listen: }', or a path; under systemd, hand over a socket.")
        }
        return descriptor
    }
}

/// Serves the page, or waits for the end where none is wanted. A page that cannot be served ends nothing: alerts matter
/// more.
struct PageService: Service {
    let listeners: [CInt]
    /// The path that goes with the end; `nil` where the socket is somebody else's.
    let path: String?
    let hosts: [String]
    let logger: Logger
    let respond: @Sendable (Request) -> Reply

    func run() async throws {
        guard !listeners.isEmpty else {
            try? await gracefulShutdown()
            return
        }
        defer { if let path { unlink(path) } }
        do {
            try await WebServer(listeners: listeners, hosts: HostNames(hosts), logger: logger, respond: respond).run()
        } catch {
            logger.error("The page is not served", metadata: [LogKey.error: "\(error)"])
            try? await gracefulShutdown()
        }
    }
}

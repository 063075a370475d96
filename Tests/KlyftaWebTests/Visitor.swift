import Dispatch
import Glibc
import KlyftaTestKit
import Logging
import ServiceLifecycle
import Testing

@testable import KlyftaWeb

/// Somebody who connects to a server and says what a test wants, byte for byte.
struct Visitor: Sendable {
    let descriptor: CInt

    init(port: Int) throws {
        descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(code == 0)
        // A suite that runs beside this one may keep the server from starting for a minute and more.
        var bound = timeval(tv_sec: 540, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &bound, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &bound, socklen_t(MemoryLayout<timeval>.size))
    }

    func say(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Says no more, and still listens.
    func endSaying() { shutdown(descriptor, CInt(SHUT_WR)) }

    /// Everything until the server closes.
    func hearAll() -> String {
        var heard: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            heard += buffer.prefix(count)
        }
        return String(decoding: heard, as: UTF8.self)
    }

    /// What comes until a text is in it.
    func hear(until end: String) -> String {
        var heard: [UInt8] = []
        var byte: UInt8 = 0
        while !String(decoding: heard, as: UTF8.self).contains(end), read(descriptor, &byte, 1) == 1 {
            heard.append(byte)
        }
        return String(decoding: heard, as: UTF8.self)
    }

    func leave() { close(descriptor) }
}

/// Runs a server on a port of its own, and a test beside it, whose visitors may block.
func withServer(
    _ limits: Limits = .standard, respond: @escaping @Sendable (Request) -> Reply = plainAnswer,
    _ body: @escaping @Sendable (Int) throws -> Void
) async throws {
    let socket = try LoopbackSocket(address: "127.0.0.1", port: 0, backlog: 64)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let server = WebServer(listeners: [socket.descriptor], limits: limits, logger: logger, respond: respond)
    let group = ServiceGroup(services: [server], logger: logger)
    try await withThrowingTaskGroup { tasks in
        tasks.addTask { try await group.run() }
        let port = socket.port
        do {
            try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
                DispatchQueue.global().async { done.resume(with: Result { try body(port) }) }
            }
        } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}

/// Says back what was asked.
@Sendable func plainAnswer(_ request: Request) -> Reply {
    Reply(type: "text/plain", text: "<\(request.path)>", tag: "\"tag\"")
}

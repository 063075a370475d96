import Foundation
import Glibc
import Logging
import ServiceLifecycle
import SystemdKit
import Testing

@testable import KlyftaDaemon

@Suite("Where the control socket comes from", .timeLimit(.minutes(10)))
struct ControlListenerTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func listener(
        at path: String, from sockets: [ListenSocket] = []
    ) throws -> ControlListener {
        try ControlListener(at: path, from: HandedSockets(sockets), notifier: Notifier())
    }

    @Test(arguments: [ControlListener.name, ControlListener.keptName])
    func `one that systemd hands over is taken, and its file outlives the daemon`(name: String) async throws {
        try await withTemporaryDirectory { directory in
            let path = "\(directory)/control"
            let socket = ListenSocket(name: name, descriptor: try UnixSocket.listen(path))
            let held = dup(socket.descriptor)
            defer { close(held) }
            let listener = try listener(at: path, from: [socket])
            #expect(listener.descriptor == socket.descriptor)
            listener.end()
            close(try UnixSocket.connect(path))
        }
    }

    @Test func `without one it is made, and its file goes with the daemon`() async throws {
        try await withTemporaryDirectory { directory in
            let path = "\(directory)/control"
            try listener(at: path).end()
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func `a socket unit that listens elsewhere is a fault that names both`() async throws {
        try await withTemporaryDirectory { directory in
            let socket = ListenSocket(name: "control", descriptor: try UnixSocket.listen("\(directory)/other"))
            let fault = #expect(throws: DaemonFault.self) { try listener(at: "\(directory)/control", from: [socket]) }
            #expect(fault?.problem == "systemd hands over a socket 'control' that does not listen here")
            #expect(fault?.remedy.contains("klyfta.socket") == true)
        }
    }

    @Test(arguments: ["elsewhere", "gone"])
    func `one that was kept and that nobody can reach is replaced`(reason: String) async throws {
        try await withTemporaryDirectory { directory in
            let path = "\(directory)/control"
            let kept = reason == "gone" ? path : "\(directory)/other"
            let socket = ListenSocket(name: ControlListener.keptName, descriptor: try UnixSocket.listen(kept))
            unlink(kept)
            let listener = try listener(at: path, from: [socket])
            close(try UnixSocket.connect(path))
            listener.end()
        }
    }

    @Test func `who asks between two daemons waits, and the second answers`() async throws {
        try await withTemporaryDirectory { directory in
            let path = "\(directory)/control"
            let held = try UnixSocket.listen(path)
            defer { close(held) }
            func daemon(_ name: String) throws -> ServiceGroup {
                let socket = ListenSocket(name: ControlListener.name, descriptor: dup(held))
                let control = ControlSocket(on: try listener(at: path, from: [socket]), logger: logger) { _, _ in
                    ControlSocket.Answer(isSuccess: true, text: name)
                }
                return ServiceGroup(services: [control], logger: logger)
            }
            for name in ["first", "second"] {
                // Connected while nobody serves.
                let early = Task { try await blocking { try ControlClient.ask("who", at: path).text } }
                let group = try daemon(name)
                let running = Task { try await group.run() }
                #expect(try await early.value == name)
                await group.triggerGracefulShutdown()
                try await running.value
            }
        }
    }
}

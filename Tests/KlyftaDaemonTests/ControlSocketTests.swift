import Foundation
import Glibc
import KlyftaModel
import Logging
import Testing

@testable import KlyftaDaemon

@Suite("The control socket", .timeLimit(.minutes(10)))
struct ControlSocketTests {
    /// Runs a daemon's end of a socket, which succeeds at everything but `no`, and a test beside it.
    private func withSocket(
        at path: String, patience: Duration = .seconds(60), _ body: () async throws -> Void
    ) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let socket = ControlSocket(on: try ControlListener(at: path), patience: patience, logger: logger) {
            command, _ in
            ControlSocket.Answer(isSuccess: command != "no", text: command == "quiet" ? "" : "<\(command)>\nÅ")
        }
        try await withThrowingTaskGroup { group in
            group.addTask { try await socket.run() }
            try await body()
            group.cancelAll()
        }
    }

    private func ask(_ command: String, at path: String) async throws -> ControlSocket.Answer {
        try await blocking { try ControlClient.ask(command, at: path) }
    }

    @Test(arguments: [
        (command: "reload", isSuccess: true, text: "<reload>\nÅ"),
        ("no", false, "<no>\nÅ"),
        ("quiet", true, ""),
        ("", true, "<>\nÅ"),
        ("två ord", true, "<två ord>\nÅ"),
    ])
    func `who asks gets the answer, with the word whether it was done`(
        command: String, isSuccess: Bool, text: String
    ) async throws {
        try await withTemporaryDirectory { directory in
            try await withSocket(at: "\(directory)/control") {
                let answer = try await ask(command, at: "\(directory)/control")
                #expect(answer.isSuccess == isSuccess)
                #expect(answer.text == text)
            }
        }
    }

    @Test
    func `many may ask at once, and each gets an answer of its own`() async throws {
        try await withTemporaryDirectory { directory in
            let path = "\(directory)/control"
            try await withSocket(at: path) {
                let answers = try await withThrowingTaskGroup { group in
                    for number in 1...10 { group.addTask { try await ask("\(number)", at: path).text } }
                    return try await group.reduce(into: Set<String>()) { $0.insert($1) }
                }
                #expect(answers == Set((1...10).map { "<\($0)>\nÅ" }))
            }
        }
    }

    @Test
    func `who says nothing, leaves early or rambles holds nobody up`() async throws {
        try await withTemporaryDirectory { directory in
            let path = "\(directory)/control"
            try await withSocket(at: path, patience: .milliseconds(50)) {
                let silent = try UnixSocket.connect(path)
                defer { close(silent) }
                let half = try UnixSocket.connect(path)
                defer { close(half) }
                UnixSocket.write("rel", to: half)
                let early = try UnixSocket.connect(path)
                UnixSocket.write("reload\n", to: early)
                close(early)
                await #expect(throws: DaemonFault.self) {
                    try await ask(String(repeating: "x", count: 32 << 10), at: path)
                }
                let answer = try await ask("reload", at: path)
                #expect(answer.text == "<reload>\nÅ")
            }
        }
    }

    @Test
    func `the socket is for its owner and group alone`() async throws {
        try await withTemporaryDirectory { directory in
            try await withSocket(at: "\(directory)/control") {
                var status = stat()
                #expect(stat("\(directory)/control", &status) == 0)
                #expect(status.st_mode & 0o777 == 0o660)
                #expect(status.st_mode & S_IFMT == S_IFSOCK)
            }
        }
    }

    @Test
    func `a socket that a dead daemon left is replaced`() async throws {
        try await withTemporaryDirectory { directory in
            let path = "\(directory)/control"
            close(try UnixSocket.listen(path))
            let fault = await #expect(throws: DaemonFault.self) { try await ask("reload", at: path) }
            #expect(fault?.problem == "no klyfta listens on this control socket (Connection refused)")
            try await withSocket(at: path) {
                let answer = try await ask("reload", at: path)
                #expect(answer.isSuccess)
            }
        }
    }

    @Test
    func `a socket on which a daemon answers is not taken from it`() async throws {
        try await withTemporaryDirectory { directory in
            let path = "\(directory)/control"
            try await withSocket(at: path) {
                let fault = await #expect(throws: DaemonFault.self) { try await withSocket(at: path) {} }
                #expect(fault?.problem == "another klyfta listens on this control socket")
                #expect(fault?.place == path)
                let answer = try await ask("reload", at: path)
                #expect(answer.isSuccess)
            }
        }
    }

    @Test
    func `what is no socket is left alone`() async throws {
        try await withTemporaryDirectory { directory in
            let path = "\(directory)/control"
            try Data("precious".utf8).write(to: URL(filePath: path))
            let fault = await #expect(throws: DaemonFault.self) { try await withSocket(at: path) {} }
            #expect(fault?.problem == "the control socket cannot be made (Address already in use)")
            #expect(try Data(contentsOf: URL(filePath: path)) == Data("precious".utf8))
        }
    }

    @Test
    func `a path has at most 107 bytes`() async throws {
        try await withTemporaryDirectory { directory in
            let longest = "\(directory)/" + String(repeating: "x", count: 106 - directory.utf8.count)
            try await withSocket(at: longest) {
                let answer = try await ask("reload", at: longest)
                #expect(answer.isSuccess)
            }
            let fault = await #expect(throws: DaemonFault.self) { try await withSocket(at: longest + "x") {} }
            #expect(fault?.problem == "the path of a socket has at most 107 bytes")
            #expect(fault?.remedy == "Name a shorter one with 'control:'.")
        }
    }

    @Test
    func `a directory that is not there is a fault`() async throws {
        try await withTemporaryDirectory { directory in
            let path = "\(directory)/missing/control"
            let listening = await #expect(throws: DaemonFault.self) { try await withSocket(at: path) {} }
            #expect(listening?.problem == "the control socket cannot be made (No such file or directory)")
            let asking = await #expect(throws: DaemonFault.self) { try await ask("reload", at: path) }
            #expect(asking?.problem == "no klyfta listens on this control socket (No such file or directory)")
            #expect(asking?.remedy == "Start the daemon, or name its configuration with --config.")
        }
    }
}

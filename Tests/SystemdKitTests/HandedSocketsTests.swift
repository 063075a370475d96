import Glibc
import Testing

@testable import SystemdKit

@Suite struct HandedSocketsTests {
    /// A socket that listens at a path.
    private func listener(at path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        try #require(try UnixAddress(path: path).withPointer { bind(descriptor, $0, $1) } == 0)
        try #require(listen(descriptor, 1) == 0)
        return descriptor
    }

    @Test func `each part takes its own by name, once and in order`() {
        let (first, page, second) = (
            ListenSocket(name: "control", descriptor: 1_003), ListenSocket(name: "page", descriptor: 1_004),
            ListenSocket(name: "control", descriptor: 1_005)
        )
        let handed = HandedSockets([first, page, second])
        #expect(handed.take("control") == [first, second])
        #expect(handed.take("control") == [])
        #expect(handed.take("page") == [page])
        #expect(handed.letGo(telling: Notifier()) == [], "nothing is left")
    }

    @Test func `a socket listens at the path that it was bound to, and nowhere else`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/a"
        let socket = ListenSocket(name: "a", descriptor: try listener(at: path))
        defer { close(socket.descriptor) }
        #expect(socket.listens(at: path))
        #expect(!socket.listens(at: directory.path + "/b"))
        #expect(!ListenSocket(name: "a", descriptor: STDERR_FILENO).listens(at: path))
    }

    @Test func `what nobody took is closed, and its name told`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/a"
        let handed = HandedSockets([ListenSocket(name: "old", descriptor: try listener(at: path))])
        #expect(handed.letGo(telling: Notifier()) == ["old"])
        let caller = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(caller) }
        #expect(try UnixAddress(path: path).withPointer { connect(caller, $0, $1) } != 0, "nobody listens any more")
    }
}

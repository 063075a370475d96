import Glibc
import Testing

@testable import SystemdKit

extension ProcessState {
    @Suite struct NotifierTests {
        typealias Call = @Sendable (Notifier) -> Notifier.Delivery

        static let calls: [(call: Call, text: String)] = [
            ({ $0.ready(status: "up") }, "READY=1\nSTATUS=up"),
            ({ $0.ready() }, "READY=1"),
            ({ $0.status("run 1") }, "STATUS=run 1"),
            ({ $0.stopping(status: "down") }, "STOPPING=1\nSTATUS=down"),
            ({ $0.extendTimeout(by: .milliseconds(250)) }, "EXTEND_TIMEOUT_USEC=250000"),
            ({ $0.watchdog() }, "WATCHDOG=1"),
            ({ $0.keep(STDERR_FILENO, named: "control") }, "FDSTORE=1\nFDNAME=control"),
            ({ $0.forget("control") }, "FDSTOREREMOVE=1\nFDNAME=control"),
        ]

        @Test(arguments: calls.indices)
        func `every message reaches the socket in NOTIFY_SOCKET`(index: Int) throws {
            let manager = try DatagramReceiver()
            let delivery = ProcessState.with(["NOTIFY_SOCKET": manager.path]) { Self.calls[index].call(Notifier()) }
            #expect(delivery == .told)
            #expect(manager.receiveText() == Self.calls[index].text)
        }

        @Test func `a reload carries a reading of CLOCK_MONOTONIC taken at the call`() throws {
            let manager = try DatagramReceiver()
            let before = Duration.monotonicNow.wholeMicroseconds
            ProcessState.with(["NOTIFY_SOCKET": manager.path]) { _ = Notifier().reloading() }
            let after = Duration.monotonicNow.wholeMicroseconds

            let lines = try #require(manager.receiveText()).split(separator: "\n")
            #expect(lines.first == "RELOADING=1")
            let clock = try #require(lines.last?.split(separator: "="))
            #expect(clock.first == "MONOTONIC_USEC")
            let reading = try #require(clock.last.flatMap { Int64($0) })
            #expect((before...after).contains(reading))
        }

        @Test(arguments: calls.indices)
        func `without NOTIFY_SOCKET nobody is told and nothing fails`(index: Int) {
            let delivery = ProcessState.with(["NOTIFY_SOCKET": nil]) { Self.calls[index].call(Notifier()) }
            #expect(delivery == .notManaged)
        }

        @Test func `a socket that is not there is reported with its errno`() throws {
            let directory = try TemporaryDirectory()
            let delivery = ProcessState.with(["NOTIFY_SOCKET": directory.path + "/absent"]) { Notifier().ready() }
            #expect(delivery == .failed(errno: ENOENT))
        }
    }
}

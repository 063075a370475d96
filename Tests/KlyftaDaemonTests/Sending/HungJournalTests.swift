import Glibc
import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import Logging
import KlyftaStore
import KlyftaTestKit
import SystemdKit
import Testing

@testable import KlyftaDaemon

/// journald hangs: its socket is there, and nobody reads it.
@Suite(.onEveryStore)
struct HungJournalTests {
    private func bind(_ path: String) throws -> CInt {
        let listener = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(code == 0)
        return listener
    }

    @Test(.timeLimit(.minutes(10)))
    func `fault 36: a journal that is never read costs a round nothing, and what was dropped is counted`() async throws
    {
        try await withTemporaryDirectory { directory in
            let listener = try bind("\(directory)/journal")
            defer { close(listener) }
            let drops = DropCounter()
            let socket = try JournalSocket(
                path: "\(directory)/journal", drops: drops, room: (entries: 8, bytes: 65_536))
            let logger = Logger(label: "test") { label in
                JournalLogHandler(label: label, identifier: "klyfta", fieldPrefix: "KLYFTA", socket: socket)
            }
            // Before the round, what the kernel and the queue hold is used up.
            while drops.count == 0 { logger.info("chatter") }

            let hook = Receiver("hook")
            let bench = try SendingBench(in: directory, [hook])
            bench.outlets.inForce.outlets.append(Outlet(Route(to: "log", in: .english), LogSink(logger: logger)))
            try await bench.round([2024: 60])
            await bench.send()
            #expect(hook.told == ["a fired"])
            #expect(try bench.store.waiting(for: "log").isEmpty, "the journal is a copy, never the record")
            #expect(drops.count >= 2)
        }
    }
}

struct SituationTests {
    @Test func `the status says how many log entries were dropped, if any were`() {
        var situation = Situation(sources: 1, failing: [], rules: 2, firing: 0, pending: 0, blind: 0)
        #expect(situation.description == "ready; 1 sources, 2 rules; 0 firing, 0 pending; outbox 0")
        situation.droppedEntries = 12
        #expect(situation.description.hasSuffix("0 firing, 0 pending; outbox 0; 12 log entries dropped"))
    }
}

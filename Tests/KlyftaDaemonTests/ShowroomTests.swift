import KlyftaAlerting
import KlyftaModel
import KlyftaPublishing
import KlyftaWeb
import Synchronization
import Testing

@testable import KlyftaDaemon

struct ShowroomTests {
    /// Makes editions, each under the next number as its version; the first ones cannot be made.
    private final class Press: Sendable {
        private let tries = Mutex(0)
        private let failures: Int

        init(failures: Int = 0) { self.failures = failures }

        func make() throws -> Edition? {
            let number = tries.withLock { tries in
                tries += 1
                return tries
            }
            guard number > failures else { throw Busy() }
            return Edition(
                version: "\(number)", committed: CommitTime(milliseconds: 0), state: Self.stand(0), subjects: [],
                told: [],
                names: [:])
        }

        struct Busy: Error {}

        static func stand(_ seq: Int64) -> CurrentState {
            CurrentState(asOfSeq: seq, changedAt: "2026-11-27T08:00:00.000Z", alerts: [])
        }
    }

    /// Looks until an edition is shown that is wanted, and returns its version, which its pages have for a tag.
    private func look(
        _ room: Showroom, at path: String = "/a", after seq: Int64 = 0, until isWanted: (String) -> Bool = { _ in true }
    ) throws -> String {
        let end = ContinuousClock.now + .seconds(60)
        while true {
            let look = room.look(at: path, now: Press.stand(seq), next: nil) { Self.page($0.version) }
            if case .reply(let reply) = look, let page = reply.tag, isWanted(page) { return page }
            try #require(ContinuousClock.now < end, "no such edition within a minute: \(look)")
        }
    }

    private static func page(_ version: String) -> Reply { Reply(type: nil, text: "", tag: version) }

    @Test func `an edition that could not be made is made at a later look`() throws {
        let press = Press(failures: 2)
        #expect(try look(Showroom(make: press.make)) == "3")
    }

    @Test func `while a newer edition is made the one before stands`() throws {
        let room = Showroom(make: Press().make)
        #expect(try look(room) == "1")
        let first = room.look(at: "/a", now: Press.stand(1), next: nil) { Self.page($0.version) }
        guard case .reply = first else {
            Issue.record("\(first)")
            return
        }
        #expect(try look(room, after: 1) { $0 == "2" } == "2")
    }

    @Test func `what was drawn of the edition before is not kept for the next, though one round made both`() throws {
        let room = Showroom(make: Press().make)
        #expect(try look(room) == "1")
        // While this page is drawn, another edition takes the place of its own.
        let late = room.look(at: "/late", now: Press.stand(0), next: nil) { edition in
            _ = try? look(room, after: 1) { $0 == "2" }
            return Self.page(edition.version)
        }
        guard case .reply(let reply) = late else {
            Issue.record("\(late)")
            return
        }
        #expect(reply.tag == "1")
        #expect(try look(room, at: "/late", after: 1) == "2")
    }
}

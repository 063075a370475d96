import Dispatch
import KlyftaAlerting
import KlyftaModel
import KlyftaPublishing
import KlyftaWeb
import Synchronization
import Testing

@testable import KlyftaDaemon

/// What readers look at while editions are made.
@Suite(.timeLimit(.minutes(10)))
struct ShowroomTests {
    /// A maker of editions, as a test wants them.
    private final class Press: Sendable {
        struct Jam: Error, CustomStringConvertible { let description = "the store is busy" }

        let made = Mutex(0)
        let now = Mutex(SuspendingClock.now)
        let isJammed = Mutex(false)
        let clock = HeldClock()
        /// How often memory was given back.
        let rests = Mutex(0)

        /// Editions of one commit time, each of another version of the program.
        func make() throws -> Edition? {
            if isJammed.withLock({ $0 }) { throw Jam() }
            let number = made.withLock { made in
                made += 1
                return made
            }
            return ShowroomTests.edition(number)
        }

        func room() -> Showroom {
            Showroom(
                now: { self.now.withLock { $0 } }, clock: clock, giveBack: { self.rests.withLock { $0 += 1 } },
                make: make)
        }

        /// Returns when so many whiles were begun.
        func wait(for whiles: Int) async {
            while clock.asked.count < whiles { await Task.yield() }
        }
    }

    private static func edition(_ number: Int) -> Edition {
        Edition(
            version: "edition \(number)", committed: CommitTime(milliseconds: 0), state: state(0), subjects: [],
            told: [],
            names: [:])
    }

    private static func state(_ seq: Int64) -> CurrentState {
        CurrentState(asOfSeq: seq, changedAt: "2026-01-01T00:00:00.000Z", alerts: [])
    }

    /// Looks once and waits for what is being made; then what a look comes to.
    private func look(in room: Showroom, now seq: Int64) async -> String {
        func text() -> String {
            let look = room.look(at: "/en/about", now: Self.state(seq), next: nil) { edition in
                Reply(type: nil, text: "", tag: edition.version)
            }
            return switch look {
            case .reply(let reply): reply.tag ?? "no tag"
            case .nothing: "no such page"
            case .soon: "soon"
            case .fault(let why): why
            }
        }
        _ = text()
        await withCheckedContinuation { made in room.whenMade { made.resume() } }
        return text()
    }

    @Test func `the first reader waits for the first edition, and has its page`() async throws {
        let press = Press()
        #expect(await look(in: press.room(), now: 1) == "edition 1")
        #expect(press.made.withLock { $0 } == 1)
    }

    @Test func `another edition has other pages, though it was committed in the same moment`() async throws {
        let press = Press()
        let room = press.room()
        #expect(await look(in: room, now: 1) == "edition 1")
        #expect(await look(in: room, now: 2) == "edition 2")
        #expect(await look(in: room, now: 2) == "edition 2")
        #expect(press.made.withLock { $0 } == 2)
    }

    @Test func `an edition that could not be made is made again, but not at once`() async throws {
        let press = Press()
        let room = press.room()
        press.isJammed.withLock { $0 = true }
        #expect(await look(in: room, now: 1) == "the store is busy")
        press.isJammed.withLock { $0 = false }
        #expect(await look(in: room, now: 1) == "the store is busy", "it is left alone for a while")
        press.now.withLock { $0 += Showroom.rest }
        #expect(await look(in: room, now: 1) == "edition 1")
    }

    @Test func `while a newer edition cannot be made the one before stands`() async throws {
        let press = Press()
        let room = press.room()
        #expect(await look(in: room, now: 1) == "edition 1")
        press.isJammed.withLock { $0 = true }
        #expect(await look(in: room, now: 2) == "edition 1")
    }

    @Test func `what was drawn of the edition before is not kept for the next, though one round made both`()
        async throws
    {
        let press = Press()
        let room = press.room()
        #expect(await look(in: room, now: 1) == "edition 1")
        // While this page is drawn, another edition takes the place of its own. Drawn on a thread that may wait.
        let late = await withCheckedContinuation { drawn in
            DispatchQueue.global().async {
                drawn.resume(
                    returning: room.look(at: "/late", now: Self.state(1), next: nil) { edition in
                        _ = room.look(at: "/en/about", now: Self.state(2), next: nil) { _ in nil }
                        let made = DispatchSemaphore(value: 0)
                        room.whenMade { made.signal() }
                        #expect(made.wait(timeout: .now() + 300) == .success)
                        return Reply(type: nil, text: "", tag: edition.version)
                    })
            }
        }
        guard case .reply(let reply) = late else {
            Issue.record("\(late)")
            return
        }
        #expect(reply.tag == "edition 1")
        let kept = room.look(at: "/late", now: Self.state(2), next: nil) { Reply(type: nil, text: "", tag: $0.version) }
        guard case .reply(let reply) = kept else {
            Issue.record("\(kept)")
            return
        }
        #expect(reply.tag == "edition 2")
    }

    @Test func `an edition that nobody looks at is forgotten, and made again for the next reader`() async throws {
        let press = Press()
        let room = press.room()
        let keeper = Task { try await room.run() }
        #expect(await look(in: room, now: 1) == "edition 1")
        for number in 1...2 {
            await press.wait(for: number)
            press.clock.door.pull()
        }
        while press.rests.withLock({ $0 }) < 2 { await Task.yield() }
        #expect(press.clock.asked == [Showroom.patience, Showroom.patience], "it is waited for no longer")
        #expect(await look(in: room, now: 1) == "edition 2", "though nothing has changed")
        keeper.cancel()
        try await keeper.value
    }

    @Test func `an edition that is looked at now and then is kept`() async throws {
        let press = Press()
        let room = press.room()
        let keeper = Task { try await room.run() }
        #expect(await look(in: room, now: 1) == "edition 1")
        for number in 1...4 {
            await press.wait(for: number)
            #expect(await look(in: room, now: 1) == "edition 1")
            press.clock.door.pull()
        }
        await press.wait(for: 5)
        #expect(await look(in: room, now: 1) == "edition 1")
        #expect(press.rests.withLock { $0 } == 1, "memory was given back when it was made")
        keeper.cancel()
        try await keeper.value
    }
}

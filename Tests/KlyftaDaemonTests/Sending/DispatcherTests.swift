import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import KlyftaStore
import KlyftaTestKit
import Testing

@testable import KlyftaDaemon

@Suite("Sending", .onEveryStore)
struct DispatcherTests {
    @Test func `fault 33: one sink that is down holds up no other`() async throws {
        try await withTemporaryDirectory { directory in
            let (bad, good) = (Receiver("bad"), Receiver("good"))
            bad.answers { _ in .down(retryAfter: nil) }
            let bench = try SendingBench(in: directory, [bad, good])
            try await bench.round([2024: 60], rules: ["a", "b"])
            await bench.send()
            #expect(good.told == ["a fired", "b fired"])
            #expect(bad.tries == 1, "a receiver that is not to be had is tried once, not once an event")
        }
    }

    @Test func `after each failure the pause is twice as long, up to an hour`() {
        let pauses = (1...14).map { Redelivery.pause(after: $0, longest: .seconds(3_600), chance: 1) }
        #expect(pauses.prefix(4) == [.seconds(1), .seconds(2), .seconds(4), .seconds(8)])
        #expect(pauses.suffix(2) == [.seconds(3_600), .seconds(3_600)])
        #expect(Redelivery.pause(after: 10, longest: .seconds(3_600), chance: 0.5) == .seconds(256))
        #expect(Redelivery.pause(after: 99, longest: .seconds(3_600), chance: 0) == .milliseconds(200))
    }

    @Test func `a sink is left alone during its pause, and gets all in order after it`() async throws {
        try await withTemporaryDirectory { directory in
            let hook = Receiver("hook")
            hook.answers { _ in .down(retryAfter: nil) }
            let bench = try SendingBench(in: directory, [hook])
            try await bench.round([2024: 60])
            await bench.send()
            try await bench.round([2024: 60, 2025: 85])
            await bench.send()
            #expect(hook.tries == 1)
            hook.answers { _ in nil }
            bench.clock.move(by: .seconds(1))
            await bench.send()
            #expect(hook.told == ["a fired", "a resolved"])
        }
    }

    @Test(arguments: [
        (asked: Duration.seconds(600), waited: Duration.seconds(600)), (.seconds(320_000_000), .seconds(86_400)),
    ])
    func `fault 22: Retry-After is honoured, up to a day`(asked: Duration, waited: Duration) async throws {
        try await withTemporaryDirectory { directory in
            let hook = Receiver("hook")
            hook.answers { _ in .down(retryAfter: asked) }
            let bench = try SendingBench(in: directory, [hook])
            try await bench.round([2024: 60])
            await bench.send()
            bench.clock.move(by: waited - .seconds(1))
            await bench.send()
            #expect(hook.tries == 1)
            bench.clock.move(by: .seconds(1))
            await bench.send()
            #expect(hook.tries == 2)
        }
    }

    @Test func `fault 34: an event that is refused is tried again once an hour, and holds up its own alert only`()
        async throws
    {
        try await withTemporaryDirectory { directory in
            let hook = Receiver("hook")
            hook.answers { $0[0].rule == "a" ? .refused : nil }
            let bench = try SendingBench(in: directory, [hook])
            try await bench.round([2024: 60], rules: ["a", "b"])
            try await bench.round([2024: 60, 2025: 85], rules: ["a", "b"])
            await bench.send()
            #expect(hook.told == ["b fired", "b resolved"])
            #expect(hook.tries == 3)
            bench.clock.move(by: .seconds(3_599))
            await bench.send()
            #expect(hook.tries == 3)
            hook.answers { _ in nil }
            bench.clock.move(by: .seconds(1))
            await bench.send()
            #expect(hook.told.suffix(2) == ["a fired", "a resolved"])
        }
    }

    @Test func `fault 34: a 410 ends the sending until somebody asks for it`() async throws {
        try await withTemporaryDirectory { directory in
            let hook = Receiver("hook")
            hook.answers { _ in .gone }
            let bench = try SendingBench(in: directory, [hook])
            try await bench.round([2024: 60])
            await bench.send()
            bench.clock.move(by: .seconds(86_400))
            await bench.send()
            #expect(hook.tries == 1)
            #expect(try bench.store.standing(of: "hook").isDisabled)
            hook.answers { _ in nil }
            #expect(try bench.store.retry("hook", only: nil, by: Doer("anna", because: "mended"), at: bench.now) == 1)
            await bench.send()
            #expect(hook.told == ["a fired"])
        }
    }

    @Test func `fault 32: a receiver that is down for a day gets everything in order, each once`() async throws {
        try await withTemporaryDirectory { directory in
            let hook = Receiver("hook")
            hook.answers { _ in .down(retryAfter: nil) }
            let bench = try SendingBench(in: directory, [hook])
            for figures in [[2024: 60.0], [2024: 85], [2024: 60, 2025: 60]] {
                try await bench.round(figures)
                for _ in 1...40 {
                    await bench.send()
                    bench.clock.move(by: .seconds(720))
                }
            }
            #expect(hook.tries < 60, "no storm")
            hook.answers { _ in nil }
            bench.clock.move(by: .seconds(3_600))
            await bench.send()
            let seqs = hook.messages.flatMap { $0.map(\.seq) }
            #expect(seqs == seqs.sorted() && Set(seqs).count == seqs.count)
            #expect(try seqs == bench.store.events().map(\.seq))
        }
    }

    @Test func `what is not taken for a week is given up, and others are told`() async throws {
        try await withTemporaryDirectory { directory in
            let (hook, mail) = (Receiver("hook"), Receiver("mail", isDigest: true))
            hook.answers { _ in .down(retryAfter: nil) }
            let bench = try SendingBench(in: directory, [hook, mail])
            try await bench.round([2024: 60])
            for _ in 0..<8 * 24 {
                await bench.send()
                bench.clock.move(by: .seconds(3_601))
            }
            #expect(mail.told == ["a fired", "klyfta-delivery undeliverable"])
            let notice = try #require(mail.messages.last?.first)
            #expect(notice.alert == Fingerprint(of: ["alertname": "KlyftaDeliveryDead", "sink": "hook"]).description)
            #expect(try bench.store.waiting(for: "hook").isEmpty)
            #expect(try bench.store.waiting(for: "hook", given: true).map(\.record.rule) == ["a"])
            hook.answers { _ in nil }
            _ = try bench.store.retry("hook", only: nil, by: Doer("anna", because: "mended"), at: bench.now)
            await bench.send()
            #expect(hook.told == ["a fired"])
            // The notice is in the ledger, and no rule of anybody.
            try await bench.round([2024: 85])
            await bench.send()
            #expect(mail.told.last == "a retracted")
        }
    }

    @Test func `a file is never given up`() async throws {
        try await withTemporaryDirectory { directory in
            let file = Receiver("file", isRecord: true)
            file.answers { _ in .down(retryAfter: nil) }
            let bench = try SendingBench(in: directory, [file])
            try await bench.round([2024: 60])
            for _ in 0..<20 {
                await bench.send()
                bench.clock.move(by: .seconds(86_400))
            }
            file.answers { _ in nil }
            await bench.send()
            #expect(file.told == ["a fired"])
        }
    }

    /// A clock that once stood in the year 2099 must not keep a sink waiting until then.
    @Test func `fault 14: a pause that no failure can have set is no pause`() async throws {
        try await withTemporaryDirectory { directory in
            let hook = Receiver("hook")
            hook.answers { _ in .down(retryAfter: nil) }
            let bench = try SendingBench(in: directory, [hook])
            bench.clock.move(by: .seconds(60 * 365 * 86_400))
            try await bench.round([2024: 60])
            await bench.send()
            bench.clock.move(by: .seconds(-60 * 365 * 86_400))
            hook.answers { _ in nil }
            await bench.send()
            #expect(hook.told == ["a fired"])
        }
    }
}

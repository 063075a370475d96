import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import KlyftaStore
import KlyftaTestKit
import Logging
import Testing

@testable import KlyftaDaemon

@Suite("Handling", .onEveryStore)
struct HandlerTests {
    private func withBench(
        _ receivers: [Receiver] = [], _ work: (SendingBench, Handler) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { directory in
            let bench = try SendingBench(in: directory, receivers)
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            try await work(
                bench, Handler(store: bench.store, outlets: bench.outlets, clock: bench.clock, logger: logger))
        }
    }

    private func acknowledging(_ alert: String, until: String? = "resolved", moment: CommitTime? = nil) -> HandlingOrder
    {
        var order = HandlingOrder(.acknowledge, because: "asked the office")
        (order.alert, order.until, order.moment) = (alert, until, moment?.milliseconds)
        return order
    }

    @Test func `every act is written down with who, when and why`() async throws {
        try await withBench { bench, handler in
            try await bench.round([2024: 60])
            #expect(await handler.perform(acknowledging("a"), by: "anna").isSuccess)
            let act = try #require(bench.store.acts().first)
            #expect(act.author == "anna" && act.comment == "asked the office" && act.verb == "acknowledge")
            #expect(act.time == bench.now.description)
        }
    }

    @Test func `an act without a reason is refused`() async throws {
        try await withBench { bench, handler in
            try await bench.round([2024: 60])
            var order = acknowledging("a")
            order.comment = " \n"
            #expect(await !handler.perform(order, by: "anna").isSuccess)
            #expect(try bench.store.acts().isEmpty)
        }
    }

    @Test func `an acknowledgement until the episode is over ends with it`() async throws {
        try await withBench { bench, handler in
            try await bench.round([2024: 60])
            _ = await handler.perform(acknowledging("a"), by: "anna")
            #expect(try bench.store.acknowledgements(at: bench.now).map(\.until) == ["resolved"])
            try await bench.round([2024: 60, 2025: 85])
            #expect(try bench.store.acknowledgements(at: bench.now).isEmpty)
        }
    }

    @Test func `an acknowledgement until the next release ends with other figures`() async throws {
        try await withBench { bench, handler in
            try await bench.round([2024: 60])
            bench.clock.move(by: .seconds(1))
            _ = await handler.perform(acknowledging("a", until: "next-release"), by: "anna")
            bench.clock.move(by: .seconds(1))
            try await bench.round([2024: 60])
            #expect(try bench.store.acknowledgements(at: bench.now).count == 1, "the same figures are no release")
            try await bench.round([2024: 60, 2025: 60])
            #expect(try bench.store.acknowledgements(at: bench.now).isEmpty)
        }
    }

    @Test func `an acknowledgement until a day ends on that day`() async throws {
        try await withBench { bench, handler in
            try await bench.round([2024: 60])
            let end = try HandlingMoment.read("2d", after: bench.now)
            _ = await handler.perform(acknowledging("a", until: nil, moment: end), by: "anna")
            #expect(try bench.store.acknowledgements(at: bench.now).count == 1)
            bench.clock.move(by: .seconds(2 * 86_400))
            #expect(try bench.store.acknowledgements(at: bench.now).isEmpty)
        }
    }

    @Test func `it can be taken back, and a new one takes the place of the old`() async throws {
        try await withBench { bench, handler in
            try await bench.round([2024: 60])
            _ = await handler.perform(acknowledging("a"), by: "anna")
            _ = await handler.perform(acknowledging("a", until: "next-release"), by: "bo")
            #expect(try bench.store.acknowledgements(at: bench.now).map(\.author) == ["bo"])
            var order = HandlingOrder(.unacknowledge, because: "not so")
            order.alert = "a"
            #expect(await handler.perform(order, by: "anna").isSuccess)
            #expect(try bench.store.acknowledgements(at: bench.now).isEmpty)
            #expect(await !handler.perform(order, by: "anna").isSuccess)
        }
    }

    @Test(arguments: [("b", "Did you mean a"), ("nothing-like-it", "See 'klyfta alerts'")])
    func `what does not fire cannot be acknowledged`(name: String, hint: String) async throws {
        try await withBench { bench, handler in
            try await bench.round([2024: 60])
            let answer = await handler.perform(acknowledging(name), by: "anna")
            #expect(!answer.isSuccess)
        }
    }

    @Test func `what people did shows in the current file`() async throws {
        try await withBench { bench, handler in
            try await bench.round([2024: 60])
            _ = await handler.perform(acknowledging("a"), by: "anna")
            var order = HandlingOrder(.silence, because: "moving house")
            order.match = LabelMatch(["severity": ["warning"]])
            order.moment = (bench.now + .seconds(60)).milliseconds
            _ = await handler.perform(order, by: "bo")
            let rows = try bench.store.handled(bench.store.current()?.alerts ?? [], at: bench.now)
            #expect(rows[0].handling?.map(\.kind) == ["acknowledged", "silenced"])
            #expect(rows[0].handling?.map(\.by) == ["anna", "bo"])
        }
    }

    @Test func `a silence can be ended before its time, once`() async throws {
        try await withBench { bench, handler in
            var order = HandlingOrder(.silence, because: "moving house")
            order.match = LabelMatch(["rule": ["a"]])
            order.moment = (bench.now + .seconds(60)).milliseconds
            #expect(await handler.perform(order, by: "bo").isSuccess)
            var end = HandlingOrder(.expire, because: "done")
            end.silence = try bench.store.silences(at: bench.now).first?.id
            #expect(await handler.perform(end, by: "bo").isSuccess)
            #expect(try bench.store.silences(at: bench.now).isEmpty)
            #expect(await !handler.perform(end, by: "bo").isSuccess)
        }
    }

    @Test(arguments: [("ruel", "did you mean 'rule'?"), ("colour", "Labels are alert, indicator, kind, rule")])
    func `a silence by a label that no alert has is refused`(name: String, hint: String) async throws {
        try await withBench { bench, handler in
            try await bench.round([2024: 60])
            var order = HandlingOrder(.silence, because: "moving house")
            order.match = LabelMatch([name: ["x"]])
            order.moment = (bench.now + .seconds(60)).milliseconds
            let answer = await handler.perform(order, by: "bo")
            #expect(!answer.isSuccess && answer.text.contains(hint), "\(answer.text)")
        }
    }

    @Test func `a silence by a label of the operator's own keeps what it names`() async throws {
        let hook = Receiver("hook")
        try await withBench([hook]) { bench, handler in
            try await bench.round([2024: 85], labels: ["team": "digital"])
            var order = HandlingOrder(.silence, because: "moving house")
            order.match = LabelMatch(["team": ["digital"]])
            order.moment = (bench.now + .seconds(3_600)).milliseconds
            #expect(await handler.perform(order, by: "bo").isSuccess)
            try await bench.round([2024: 60], labels: ["team": "digital"])
            await bench.send()
            #expect(hook.told.isEmpty)
            #expect(
                try bench.store.handled(bench.store.current()?.alerts ?? [], at: bench.now)[0].handling?.count == 1)
        }
    }

    @Test func `a silence of everything, or without an end, is refused`() async throws {
        try await withBench { bench, handler in
            var order = HandlingOrder(.silence, because: "quiet")
            order.moment = (bench.now + .seconds(60)).milliseconds
            order.match = LabelMatch()
            #expect(await !handler.perform(order, by: "bo").isSuccess)
        }
    }

    @Test func `a drill goes through every sink, is told sink by sink, and is no alert`() async throws {
        let (good, bad) = (Receiver("good"), Receiver("bad"))
        bad.answers { _ in .refused }
        try await withBench([good, bad]) { bench, handler in
            let answer = await handler.perform(HandlingOrder(.drill, because: "monthly"), by: "anna")
            #expect(answer.text.split(separator: "\n").map { $0.prefix(9) } == ["good: sen", "bad: NOT "])
            #expect(good.messages[0][0].message.hasPrefix("[TEST]"))
            let (events, acts) = (try bench.store.events(), try bench.store.acts())
            #expect(events.isEmpty)
            #expect(acts.map(\.verb) == ["drill"])
        }
    }

    @Test func `what waits can be dropped, and stays in the history`() async throws {
        let hook = Receiver("hook")
        hook.answers { _ in .down(retryAfter: nil) }
        try await withBench([hook]) { bench, handler in
            try await bench.round([2024: 60])
            await bench.send()
            var order = HandlingOrder(.drop, because: "old receiver")
            order.sink = "hook"
            #expect(await handler.perform(order, by: "anna").text.hasPrefix("1 dropped"))
            #expect(try bench.store.waiting(for: "hook").isEmpty)
            #expect(try bench.store.events().count == 1)
        }
    }

    @Test(arguments: ["yesterday", "0", "2001-01-01", "-2h"])
    func `a time that is over or none is refused`(text: String) {
        let now = CommitTime(milliseconds: 1_793_000_000_000)
        #expect(throws: InvalidText.self) { try HandlingMoment.read(text, after: now) }
    }
}

import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import KlyftaStore
import KlyftaTestKit
import Testing

@testable import KlyftaDaemon

@Suite("Who is told", .onEveryStore)
struct RoutingTests {
    @Test func `people get one message a round, programs one an event`() async throws {
        try await withTemporaryDirectory { directory in
            let (mail, hook) = (Receiver("mail", isDigest: true), Receiver("hook"))
            let bench = try SendingBench(in: directory, [mail, hook])
            try await bench.round([2024: 60], rules: ["a", "b", "c"])
            try await bench.round([2024: 60, 2025: 85], rules: ["a", "b", "c"])
            await bench.send()
            #expect(mail.messages.map(\.count) == [3, 3])
            #expect(hook.messages.map(\.count) == [1, 1, 1, 1, 1, 1])
        }
    }

    @Test func `nothing is sent where nothing changed`() async throws {
        try await withTemporaryDirectory { directory in
            let mail = Receiver("mail", isDigest: true)
            let bench = try SendingBench(in: directory, [mail])
            try await bench.round([2024: 60])
            await bench.send()
            try await bench.round([2024: 60])
            await bench.send()
            #expect(mail.messages.count == 1)
        }
    }

    @Test func `a route takes what its labels ask for`() async throws {
        try await withTemporaryDirectory { directory in
            let (one, other) = (Receiver("one"), Receiver("other"))
            let bench = try SendingBench(
                in: directory, [one, other],
                routes: [
                    "one": Route(to: "one", in: .english, match: LabelMatch(["rule": ["a"], "severity": ["warning"]])),
                    "other": Route(to: "other", in: .english, match: LabelMatch(["source": ["elsewhere"]])),
                ])
            try await bench.round([2024: 60], rules: ["a", "b"])
            await bench.send()
            #expect(one.told == ["a fired"])
            #expect(other.told.isEmpty)
        }
    }

    @Test func `the end is told to exactly those who were told that it fired, whatever the routes are now`()
        async throws
    {
        try await withTemporaryDirectory { directory in
            let (told, later) = (Receiver("told"), Receiver("later"))
            let none = LabelMatch(["rule": ["none"]])
            let bench = try SendingBench(
                in: directory, [told, later], routes: ["later": Route(to: "later", in: .english, match: none)])
            try await bench.round([2024: 60])
            bench.outlets.inForce = Outlets.Set([
                Outlet(Route(to: "told", in: .english, match: none), told),
                Outlet(Route(to: "later", in: .english), later),
            ])
            try await bench.round([2024: 85])
            await bench.send()
            #expect(told.messages.count == 2 && told.messages[1][0].isClosing)
            #expect(later.messages.isEmpty)
        }
    }

    @Test(arguments: [Language.swedish, .norwegian, .english])
    func `each sink gets its own language`(language: Language) async throws {
        try await withTemporaryDirectory { directory in
            let (mail, log) = (Receiver("mail"), Receiver("log"))
            let bench = try SendingBench(in: directory, [mail, log], routes: ["mail": Route(to: "mail", in: language)])
            try await bench.round([2024: 60])
            await bench.send()
            let word = [Language.swedish: "procentenheter", .norwegian: "prosentpoeng", .english: "percentage points"]
            #expect(mail.messages[0][0].message.contains(word[language] ?? ""))
            #expect(log.messages[0][0].message.contains("percentage points"))
            #expect(mail.messages[0][0].id == log.messages[0][0].id)
            #expect(try mail.messages[0][0].letter == bench.store.letter(on: 1, in: language))
        }
    }

    @Test func `a silence keeps events from people until it is over, and nothing from the record`() async throws {
        try await withTemporaryDirectory { directory in
            let (mail, file) = (Receiver("mail", isDigest: true), Receiver("file", isRecord: true))
            let bench = try SendingBench(in: directory, [mail, file])
            _ = try bench.store.silence(
                LabelMatch(["rule": ["a"]]), from: bench.now, to: bench.now + .seconds(3_600),
                by: Doer("anna", because: "moving house"), at: bench.now)
            try await bench.round([2024: 60], rules: ["a", "b"])
            await bench.send()
            #expect(mail.told == ["b fired"])
            #expect(file.told == ["a fired", "b fired"])
            bench.clock.move(by: .seconds(3_600))
            await bench.send()
            #expect(mail.told == ["b fired", "a fired"])
        }
    }
}

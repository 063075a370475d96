import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import KlyftaStore

@Suite("What of the past is forgotten, and what never is", .onEveryStore)
struct ForgettingTests {
    /// Rounds of which the second says nothing, an alert that is over by Tuesday, and one that is open; everything told.
    private func story(in directory: String) throws -> Store {
        let store = try openStore(directory)
        try store.commit([AlertEvent(.fired, of: "over"), AlertEvent(.fired, of: "open")], at: .monday)
        try store.commit([], standings: [Standing(of: "one")], at: .monday + 1)
        try store.commit([], standings: [Standing(of: "two")], at: .monday + 2)
        try store.commit([AlertEvent(.resolved, of: "over", references: ["over-1-fired"])], at: .monday + 3)
        try store.commit([], standings: [Standing(of: "three")], at: .monday + 4)
        for sink in ["file", "log"] { try store.delivered([1, 2, 3], to: sink, at: .monday + 5) }
        for answer in 0..<5 {
            var record = SourceRecord()
            record.asked = CommitTime.monday.milliseconds + Int64(answer)
            try store.remember(record, of: .office, at: .monday + answer)
        }
        return store
    }

    @Test func `rounds that said nothing, answers and the letters on closed alerts go`() throws {
        try withTemporaryDirectory { directory in
            let store = try story(in: directory)
            #expect(try store.count("telling") == 9)
            // Two rounds, three answers, and the letters on the two events of the alert that is over.
            #expect(try store.forgetHistory(before: .tuesday) == 2 + 3 + 6)
            #expect(try store.count("round") == 3 && store.count("source_history") == 2 && store.count("telling") == 3)
            #expect(try store.forgetHistory(before: .tuesday) == 0, "nothing is left to forget")
        }
    }

    @Test func `what an open alert, a figure and the next round need stays, byte for byte`() throws {
        try withTemporaryDirectory { directory in
            let store = try story(in: directory)
            _ = try store.take(.fibre(), at: .monday)
            let tables = [
                "event", "event_reference", "outbox", "delivery", "release", "adoption", "line", "sheet", "test",
            ]
            let before = try store.rows().filter { row in tables.contains { row.hasPrefix("\($0) ") } }
            let (current, known) = (try store.current(), try store.knownEpisodes())
            let letter = try store.letter(on: 2, in: .swedish)
            _ = try store.forgetHistory(before: .wednesday)
            #expect(try store.rows().isSuperset(of: before))
            #expect(try store.current() == current && store.knownEpisodes() == known)
            #expect(try store.letter(on: 2, in: .swedish) == letter && letter != nil)
            #expect(try store.release(of: .office) != nil)
            #expect(try store.sourceRecords()[.office]?.asked == CommitTime.monday.milliseconds + 4)
            #expect(try store.lastRecords(of: .office, 2).count == 2)
        }
    }

    @Test func `a letter that somebody has yet to get stays`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try store.commit([AlertEvent(.fired, of: "over")], at: .monday)
            try store.commit([AlertEvent(.resolved, of: "over")], at: .monday + 1)
            try store.delivered([1, 2], to: "file", at: .monday + 2)
            try store.delivered([1], to: "log", at: .monday + 2)
            #expect(try store.forgetHistory(before: .tuesday) == 3)
            #expect(try store.letter(on: 1, in: .english) == nil && store.letter(on: 2, in: .english) != nil)
        }
    }

    @Test func `an alert that ended after the moment keeps its letters`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try store.commit([AlertEvent(.fired, of: "over")], at: .monday)
            try store.commit([AlertEvent(.resolved, of: "over")], at: .tuesday)
            for sink in ["file", "log"] { try store.delivered([1, 2], to: sink, at: .tuesday) }
            #expect(try store.forgetHistory(before: .tuesday) == 0)
        }
    }

    @Test func `who asks for what was forgotten is told so, and from the moment on everything is as it was`() throws {
        try withTemporaryDirectory { directory in
            let store = try story(in: directory)
            let later = store.asKnown(at: .monday + 3)
            let before = (try later.current(), try later.sourceRecords())
            _ = try store.forgetHistory(before: .monday + 3)
            #expect(try later.current() == before.0 && later.sourceRecords() == before.1)
            let earlier = store.asKnown(at: .monday + 2)
            let fault = #expect(throws: StoreFault.self) { try earlier.current() }
            #expect(fault?.kind == .forgotten && fault?.problem.contains("\(CommitTime.monday + 3)") == true)
            #expect(throws: StoreFault.self) { try earlier.sourceRecords() }
            // Events are kept for ever.
            #expect(try earlier.events().count == 2)
        }
    }
}

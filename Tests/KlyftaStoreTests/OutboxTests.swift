import KlyftaAlerting
import KlyftaModel
import KlyftaTestKit
import Testing

@testable import KlyftaStore

@Suite("The outbox and the jobs", .onEveryStore)
struct OutboxTests {
    @Test(arguments: [
        (reason: AlertEvent.Reason.newPeriod, waiting: 1),
        (.revision, 1),
        (.ruleRemoved, 1),
        (.history, 0),
    ])
    func `an announced event waits once for each sink, history for none`(
        reason: AlertEvent.Reason, waiting: Int
    ) throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try store.commit([AlertEvent(.fired, of: "a", because: reason)])
            #expect(try store.waiting(for: "file").count == waiting)
            #expect(try store.waiting(for: "log").count == waiting)
            #expect(try store.waiting(for: "stranger").isEmpty)
            #expect(try store.count("outbox") == 2 * waiting)
            #expect(try store.events().count == 1)
        }
    }

    @Test
    func `what is delivered to one sink still waits for the other, in order`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try store.commit([AlertEvent(.fired, of: "b"), AlertEvent(.fired, of: "a")])
            try store.commit([AlertEvent(.resolved, of: "b")], at: .tuesday)
            try store.delivered([2], to: "file", at: .tuesday)
            #expect(try store.waiting(for: "file").map(\.record.id) == ["b-1-fired", "b-1-resolved"])
            #expect(try store.waiting(for: "log").map(\.record.id) == ["b-1-fired", "a-1-fired", "b-1-resolved"])
            #expect(try store.waiting(for: "log").map(\.record) == store.events())
        }
    }

    @Test(arguments: [AlertEvent.Kind.amended, .resolved, .retracted, .restated])
    func `what changes an alert goes to exactly those who were to get it, whatever is configured by then`(
        kind: AlertEvent.Kind
    ) throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            func commit(_ event: AlertEvent, to sinks: [String]) throws {
                _ = try store.commit(
                    [event], standings: [], routes: sinks.map { Route(to: $0, in: .english) }, language: .english,
                    at: .monday)
            }
            try commit(AlertEvent(.fired, of: "a"), to: ["mail", "file"])
            try commit(AlertEvent(kind, of: "a", references: ["a-1-fired"]), to: ["file", "chat"])
            let change = try #require(try store.events().last)
            for (sink, isTold) in [("mail", true), ("file", true), ("chat", false)] {
                #expect(try store.waiting(for: sink).map(\.record).contains(change) == isTold)
            }
        }
    }

    @Test
    func `an alert that fires anew goes to everybody, whatever it takes back`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try store.commit([AlertEvent(.fired, of: "a")])
            try store.commit([AlertEvent(.retracted, of: "a", references: ["a-1-fired"])])
            let again = AlertEvent(.fired, of: "a", episode: 2, references: ["a-1-retracted"])
            _ = try store.commit(
                [again], standings: [], routes: [Route(to: "chat", in: .english)], language: .english, at: .tuesday)
            #expect(try store.waiting(for: "chat").map(\.record.id) == ["a-2-fired"])
        }
    }

    @Test
    func `an announced event has a letter in each language, history has none`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try store.commit([AlertEvent(.fired, of: "a"), AlertEvent(.fired, of: "b", because: .history)])
            let subjects = try Language.allCases.map { try store.letter(on: 1, in: $0)?.subject }
            #expect(subjects == ["Larm: regel rule-a", "Varsel: regel rule-a", "Alert: rule rule-a"])
            #expect(try store.letter(on: 2, in: .english) == nil)
        }
    }

    @Test(arguments: Language.allCases)
    func `what waits for a sink comes with the letter in its language, and in no other words`(language: Language) throws
    {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try store.commit([AlertEvent(.fired, of: "a")])
            let record = try #require(try store.waiting(for: "file", in: language).first?.record)
            #expect(try record.letter == store.letter(on: 1, in: language) && record.letter != nil)
            #expect(record.message == record.letter?.sentence)
        }
    }

    @Test(arguments: [
        (limit: 9, told: ["c-1-fired", "a-1-resolved", "a-1-fired"]), (2, ["c-1-fired", "a-1-resolved"]),
    ])
    func `what people were told last is the newest first, with its letters and without history`(
        limit: Int, told: [String]
    ) throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try store.commit([AlertEvent(.fired, of: "a"), AlertEvent(.fired, of: "b", because: .history)])
            try store.commit([AlertEvent(.resolved, of: "a"), AlertEvent(.fired, of: "c")], at: .tuesday)
            let events = try store.told(atMost: limit)
            #expect(events.map(\.record.id) == told)
            for (record, letters) in events {
                #expect(try store.events().contains(record))
                for language in Language.allCases {
                    #expect(try letters[language] == store.letter(on: record.seq, in: language))
                    #expect(letters[language] != nil)
                }
            }
            #expect(try store.told(atMost: 0).isEmpty)
        }
    }

    @Test
    func `a delivery is noted once and stays noted`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try store.commit([AlertEvent(.fired, of: "a")])
            try store.delivered([1], to: "file", at: .monday)
            let rows = try store.rows()
            try store.delivered([1], to: "file", at: .tuesday)
            #expect(try store.rows() == rows)
            #expect(try store.waiting(for: "file").isEmpty)
        }
    }

    @Test(arguments: [(event: 2, sink: "file"), (1, "stranger")])
    func `a delivery that was never due is refused`(event: Int, sink: String) throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try store.commit([AlertEvent(.fired, of: "a")])
            #expect(throws: StoreFault.self) { try store.delivered([Int64(event)], to: sink, at: .monday) }
            #expect(try store.count("delivery") == 0)
        }
    }

    @Test(arguments: [
        (faults: [nil], status: Store.JobStatus(lastRun: .monday, lastSuccess: .monday)),
        (["down"], Store.JobStatus(lastRun: .monday, fault: "down")),
        ([nil, "down"], Store.JobStatus(lastRun: .tuesday, lastSuccess: .monday, fault: "down")),
        (["down", nil], Store.JobStatus(lastRun: .tuesday, lastSuccess: .tuesday)),
        ([nil, "down", "still"], Store.JobStatus(lastRun: .wednesday, lastSuccess: .monday, fault: "still")),
    ])
    func `a job keeps when it last succeeded through the failures after it`(
        faults: [String?], status: Store.JobStatus
    ) throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            for (fault, time) in zip(faults, [CommitTime.monday, .tuesday, .wednesday]) {
                try store.jobRan("fetch office", at: time, fault: fault)
            }
            try store.jobRan("recompute", at: .monday, fault: nil)
            #expect(
                try store.jobs() == [
                    "fetch office": status, "recompute": Store.JobStatus(lastRun: .monday, lastSuccess: .monday),
                ])
        }
    }
}

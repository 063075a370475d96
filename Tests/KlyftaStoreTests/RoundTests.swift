import KlyftaAlerting
import KlyftaModel
import KlyftaTestKit
import Testing

@testable import KlyftaStore

@Suite("Rounds in the store", .onEveryStore)
struct RoundTests {
    @Test
    func `a round with nothing new writes nothing`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            #expect(try store.commit([], standings: [Standing(of: "a")], at: .monday))
            let rows = try store.rows()
            #expect(try !store.commit([], standings: [Standing(of: "a")], at: .tuesday))
            #expect(try store.rows() == rows)
            #expect(try store.current()?.changedAt == CommitTime.monday.description)
        }
    }

    @Test(arguments: [
        (events: [AlertEvent(.fired, of: "a")], standings: [Standing(of: "a")]),
        ([], [Standing(of: "a"), Standing(of: "b")]),
        ([], [Standing(of: "a", severity: .critical)]),
        ([], []),
    ])
    func `a round with an event or another standing is written beside the last`(
        events: [AlertEvent], standings: [Standing]
    ) throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try store.commit([], standings: [Standing(of: "a")], at: .monday)
            let rows = try store.rows()
            #expect(try store.commit(events, standings: standings, at: .tuesday))
            #expect(try store.rows().isStrictSuperset(of: rows))
            let current = CurrentState(
                asOfSeq: Int64(events.count), changedAt: CommitTime.tuesday.description, alerts: standings)
            #expect(try store.current() == current)
        }
    }

    @Test
    func `a store without a round has no current state`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            #expect(try store.current() == nil)
        }
    }

    @Test
    func `events are numbered without a gap, through rounds and restarts`() throws {
        try withTemporaryDirectory { directory in
            try openStore(directory).commit([AlertEvent(.fired, of: "a"), AlertEvent(.fired, of: "b")])
            let store = try openStore(directory)
            #expect(throws: StoreFault.self) {
                try store.commit([AlertEvent(.fired, of: "c"), AlertEvent(.fired, of: "a")])
            }
            try store.commit([AlertEvent(.resolved, of: "a"), AlertEvent(.fired, of: "c")], at: .tuesday)
            #expect(try store.events().map(\.seq) == [1, 2, 3, 4])
            #expect(try store.events().map(\.id) == ["a-1-fired", "b-1-fired", "a-1-resolved", "c-1-fired"])
            #expect(try store.events().map(\.ts).last == CommitTime.tuesday.description)
        }
    }

    @Test(arguments: [
        [AlertEvent(.fired, of: "b"), AlertEvent(.fired, of: "a")],
        [AlertEvent(.fired, of: "a"), AlertEvent(.fired, of: "b")],
        [AlertEvent(.fired, of: "b"), AlertEvent(.fired, of: "b")],
    ])
    func `an event that was told before is refused, and its whole round with it`(round: [AlertEvent]) throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try store.commit([AlertEvent(.fired, of: "a")], standings: [Standing(of: "a")])
            let (rows, current) = (try store.rows(), try store.current())
            let fault = #expect(throws: StoreFault.self) {
                try store.commit(round, standings: [Standing(of: "b")], at: .tuesday)
            }
            #expect(fault?.problem.contains(/event[._]id/) == true)
            #expect(try store.rows() == rows)
            #expect(try store.current() == current)
        }
    }

    @Test
    func `events are found by their alert`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try store.commit([AlertEvent(.fired, of: "a"), AlertEvent(.fired, of: "b")])
            try store.commit([AlertEvent(.resolved, of: "a")])
            #expect(try store.events(of: "a").map(\.id) == ["a-1-fired", "a-1-resolved"])
            #expect(try store.events(of: "c").isEmpty)
        }
    }

    @Test
    func `an episode is known from its start and closed by its end`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try store.commit([
                AlertEvent(.fired, of: "a", because: .history, in: .year(2019)),
                AlertEvent(.resolved, of: "a", because: .history, in: .year(2020)),
                AlertEvent(.fired, of: "a", episode: 2, in: try Period("2023H1")),
                AlertEvent(.fired, of: "b"),
            ])
            try store.commit([AlertEvent(.resolved, of: "b", because: .ruleRemoved, in: nil)])
            let known = [
                ("a", 1, "2019", true, []), ("a", 2, "2023H1", false, ["a-2-fired"]),
                ("b", 1, "2024", true, ["b-1-fired", "b-1-resolved"]),
            ]
            #expect(
                try store.knownEpisodes()
                    == known.map { alert, number, fired, isClosed, tellings in
                        KnownEpisode(
                            alertID: alert, ruleID: "rule-\(alert)", ruleRevision: "1", number: number,
                            fired: try Period(fired), isClosed: isClosed,
                            resolved: number == 1 && alert == "a" ? .year(2020) : nil,
                            isAnnounced: !tellings.isEmpty, tellings: tellings)
                    })
        }
    }
}

import KlyftaAlerting
import KlyftaModel
import KlyftaTestKit
import Testing

@testable import KlyftaStore

@Suite("What is read of the ledger again", .onEveryStore)
struct WrittenEpisodesTests {
    /// Rounds one after another: alerts open, an old one ends, one is amended, one fires anew, and nothing happens.
    static let rounds: [[AlertEvent]] = [
        [AlertEvent(.fired, of: "a"), AlertEvent(.fired, of: "b")],
        [AlertEvent(.resolved, of: "a")],
        [],
        [AlertEvent(.fired, of: "c"), AlertEvent(.amended, of: "b", references: ["b-1-fired"])],
        [AlertEvent(.resolved, of: "b"), AlertEvent(.retracted, of: "c", references: ["c-1-fired"])],
    ]

    @Test
    func `who reads on knows what one knows who reads from the beginning`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            var read = try store.writtenEpisodes()
            #expect(read.known.all.isEmpty)
            for (day, events) in Self.rounds.enumerated() {
                try store.commit(events, standings: [Standing(of: "\(day)")], at: .monday + day)
                read = try store.writtenEpisodes(after: read)
                #expect(try read.known.all == store.knownEpisodes())
                #expect(read.known.open == read.known.all.filter { !$0.isClosed })
                #expect(read.known["b"] == read.known.all.filter { $0.alertID == "b" })
            }
            #expect(read.known.all.map(\.alertID) == ["a", "b", "c"])
        }
    }

    @Test
    func `a state that is not the one that was read is read from the beginning`() throws {
        try withTemporaryDirectory { directory in
            var read: WrittenEpisodes?
            try withTemporaryDirectory { other in
                let store = try openStore(other)
                try store.commit([AlertEvent(.fired, of: "a"), AlertEvent(.fired, of: "b")])
                read = try store.writtenEpisodes()
            }
            let store = try openStore(directory)
            try store.commit([AlertEvent(.fired, of: "x"), AlertEvent(.fired, of: "y"), AlertEvent(.fired, of: "z")])
            #expect(try store.writtenEpisodes(after: read).known.all.map(\.alertID) == ["x", "y", "z"])
        }
    }

    @Test
    func `where rules stand is compared anew once another round was written`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            func commit(_ text: String, _ known: WrittenStandings?, _ day: Int) throws -> (last: RoundMark, isNew: Bool)
            {
                try store.commit(
                    [], standings: [Standing(of: text)], knowing: known, routes: [], language: .english,
                    at: .monday + day)
            }
            let first = try commit("a", nil, 0)
            let known = WrittenStandings(by: first.last, [Standing(of: "a")])
            #expect(try first.isNew && store.lastRound() == first.last)
            #expect(try !commit("a", known, 1).isNew && commit("b", known, 2).isNew)
            #expect(try store.current(knowing: known)?.alerts == [Standing(of: "b")])
            let again = try commit("a", known, 3)
            #expect(try again.isNew && store.current(knowing: known)?.alerts == [Standing(of: "a")])
            #expect(try store.lastRound() == again.last && again.last != first.last)
        }
    }
}

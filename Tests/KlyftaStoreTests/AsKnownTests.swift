import KlyftaAlerting
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import KlyftaStore

@Suite("What was known when", .onEveryStore)
struct AsKnownTests {
    private static let before = CommitTime(milliseconds: CommitTime.monday.milliseconds - 1)

    /// What one municipality's value was in 2024, of three days on which the office said 60, 61 and 60 again.
    private static func revised(_ store: Store) throws {
        _ = try store.take(.fibre(small: 60), at: .monday)
        _ = try store.take(.fibre(small: 61), at: .tuesday)
        _ = try store.take(.fibre(small: 60), at: .wednesday)
    }

    @Test(
        arguments: [
            (before, nil), (.monday, 60), (CommitTime(milliseconds: CommitTime.tuesday.milliseconds - 1), 60),
            (.tuesday, 61), (.wednesday, 60),
        ] as [(CommitTime, Double?)])
    func `the release of a moment is the one that was adopted last by then`(
        moment: CommitTime, value: Double?
    ) throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try Self.revised(store)
            let known = try store.release(of: .office, asOf: moment)
            #expect(known.map(ReleaseWriter.lines) == value.map { ReleaseWriter.lines(of: .fibre(small: $0)) })
            #expect(try store.asKnown(at: moment).vintages()[.office] == known.map { try store.vintage(of: $0) })
        }
    }

    @Test
    func `a vintage that came back is told twice, and once as of the day before`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try Self.revised(store)
            let all = try store.vintages(of: .office)
            #expect(all.map(\.time) == [.monday, .tuesday, .wednesday])
            #expect(all[0].vintage == all[2].vintage && all[0].vintage != all[1].vintage)
            #expect(try store.asKnown(at: .tuesday).vintages(of: .office) == Array(all.prefix(2)))
        }
    }

    @Test
    func `a vintage that was not taken yet is not known by its name either`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try Self.revised(store)
            let second = try store.vintages(of: .office)[1].vintage
            #expect(try store.release(of: .office, second) != nil)
            #expect(try store.asKnown(at: .monday).release(of: .office, second) == nil)
            #expect(try store.asKnown(at: .monday).vintageCounts().all == 1)
        }
    }

    @Test
    func `of a clock that was set back, the last adoption by the moment counts`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            _ = try store.take(.fibre(small: 60), at: .wednesday)
            _ = try store.take(.fibre(small: 61), at: .monday)
            let values = try [CommitTime.monday, .wednesday].map { moment in
                try store.release(of: .office, asOf: moment)?.observations.contains { $0.outcome == .value(61) }
            }
            #expect(values == [true, true])
        }
    }

    @Test
    func `standings, events and tests are those of the rounds by then`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try store.commit([AlertEvent(.fired, of: "a")], standings: [Standing(of: "one")], at: .monday)
            try store.commit(
                [AlertEvent(.resolved, of: "a")], standings: [Standing(of: "one"), Standing(of: "two")], at: .tuesday)
            let past = store.asKnown(at: .monday)
            #expect(try past.events().map(\.id) == ["a-1-fired"])
            #expect(try past.told(atMost: 9).map(\.record.id) == ["a-1-fired"])
            #expect(try past.events(of: "a").map(\.id) == ["a-1-fired"])
            #expect(try past.current()?.alerts.map(\.rule) == ["one"])
            #expect(try past.current()?.asOfSeq == 1)
            #expect(try past.current()?.changedAt == CommitTime.monday.description)
            #expect(try store.asKnown(at: Self.before).current() == nil)
            #expect(try store.asKnown(at: Self.before).events().isEmpty)
            #expect(try store.current()?.alerts.count == 2)
        }
    }

    @Test
    func `what people did, their silences and what waited are those of then`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            let doer = Doer("anna", because: "a reason")
            try store.commit([AlertEvent(.fired, of: "a")], at: .monday)
            let silence = try store.silence(
                LabelMatch(["rule": ["a"]]), from: .monday, to: .wednesday, by: doer, at: .monday)
            _ = try store.expire(silence, by: doer, at: .tuesday)
            try store.delivered([1], to: "file", at: .tuesday)
            _ = try store.drop("log", only: nil, by: doer, at: .wednesday)

            let (monday, tuesday, wednesday) = (
                store.asKnown(at: .monday), store.asKnown(at: .tuesday), store.asKnown(at: .wednesday)
            )
            #expect(try store.asKnown(at: Self.before).acts().isEmpty)
            #expect(try [monday, tuesday, wednesday].map { try $0.acts().count } == [1, 2, 3])
            #expect(try monday.silences(at: .monday).map(\.id) == [silence])
            #expect(try tuesday.silences(at: .monday).isEmpty && store.silences(at: .monday).isEmpty)
            #expect(try store.asKnown(at: Self.before).waitingThen().isEmpty)
            #expect(
                try [monday, tuesday, wednesday].map { try $0.waitingThen().map(\.sink) } == [
                    ["file", "log"], ["log"], [],
                ])
        }
    }

    @Test
    func `a notice of what could not be delivered is known from when it was written`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            try store.commit([AlertEvent(.fired, of: "a")], at: .monday)
            try store.refused([1], by: "log", "no", at: .monday, next: .tuesday)
            let count = try store.giveUp(
                on: "log", before: .wednesday, telling: [Route(to: "file", in: .english)], language: .english,
                at: .wednesday)
            #expect(count == 1)
            #expect(try store.asKnown(at: .tuesday).events().map(\.kind) == ["fired"])
            #expect(try store.asKnown(at: .wednesday).events().map(\.kind) == ["fired", DeadLetter.kind])
            #expect(
                try store.asKnown(at: .tuesday).waitingThen().filter { $0.sink == "file" }.map(\.event.kind) == [
                    "fired"
                ])
        }
    }

    @Test
    func `how a source fared is remembered for every time it was asked`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            var record = SourceRecord()
            record.delivered(.fibre(), "a", wishes: "", at: CommitTime.monday.milliseconds)
            try store.remember(record, of: .office, at: .monday)
            let fresh = record
            record.failed(
                SourceFault(at: "office", "it is down", remedy: "Wait."), at: CommitTime.tuesday.milliseconds)
            try store.remember(record, of: .office, at: .tuesday)
            #expect(try store.asKnown(at: Self.before).sourceRecords().isEmpty)
            #expect(try store.asKnown(at: .monday).sourceRecords() == [.office: fresh])
            #expect(try store.asKnown(at: .wednesday).sourceRecords() == [.office: record])
            #expect(try store.sourceRecords() == [.office: record])
        }
    }

    @Test
    func `the first commit is that of the first figures or the first round`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            #expect(try store.firstCommit() == nil)
            try store.commit([], standings: [Standing(of: "one")], at: .tuesday)
            #expect(try store.firstCommit() == .tuesday)
            _ = try store.take(.fibre(), at: .monday)
            #expect(try store.firstCommit() == .monday)
        }
    }
}

import CalendarEvents
import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Logging
import Synchronization
import Testing

@testable import KlyftaDaemon
@testable import KlyftaStore

/// The state is refused, or gone, for a while, beneath a daemon that runs.
@Suite("A state that cannot be used for a while", .timeLimit(.minutes(10)), .onEveryStore)
struct StoreOutageTests {
    private let clock = StillClock("2026-11-21T10:00:00Z")
    private let sources = AskedSources()
    /// What an operator sees of the log.
    private let log = KeptLog(logLevel: .notice)
    private let told = Told()

    private var situation: Situation? { told.situation }

    private func withScheduler(_ work: (Scheduler, Store) async throws -> Void) async throws {
        try await withTemporaryDirectory { directory in
            let text = """
                state: \(directory)
                recompute: { schedule: "daily UTC" }
                sources: { skl: { schedule: "daily UTC" }, ssb: { schedule: "daily UTC" } }
                """
            let configuration = try Configuration.read(text, named: "test", registry: Shipped.registry)
            let store = try openStore(directory)
            let logger = Logger(label: "test") { [log] _ in log }
            let engine = try Engine(store: store, configuration, sources: sources, clock: clock, logger: logger)
            let scheduler = Scheduler(
                engine: engine, store: store, settings: Settings(configuration), clock: clock, host: "host",
                heartbeat: Heartbeat(), logger: logger, report: { [told] in told.situation = $0 })
            try await work(scheduler, store)
        }
    }

    /// Looks as the loop does: each minute at the clock, and at everything where something is due.
    private func pass(minutes: Int, _ scheduler: Scheduler) async {
        for _ in 0..<minutes {
            clock.move(by: .seconds(60))
            while scheduler.settings.nextMoment.map({ $0 <= clock.now() }) ?? true { await scheduler.tick() }
        }
    }

    @Test
    func `what the state could not take is asked for within minutes once it can, and nobody is asked meanwhile`()
        async throws
    {
        try await withScheduler { scheduler, store in
            try store.refuseRows(of: "release", "job")
            await scheduler.tick()
            let first = sources.asked.count
            // Side by side; who would begin after it is known does not.
            #expect((1...2).contains(first))
            await pass(minutes: 150, scheduler)
            #expect(sources.asked.count == first)
            try store.takeRows(of: "release", "job")
            await pass(minutes: 2, scheduler)
            #expect(try store.vintages().count == 2)
            #expect(sources.asked.count == first + 2)
            #expect(situation?.failing == [])
        }
    }

    @Test
    func `a source did nothing wrong where the state could not take what it sent`() async throws {
        try await withScheduler { scheduler, store in
            try store.refuseRows(of: "release")
            await scheduler.tick()
            #expect(try store.sourceRecords().isEmpty)
            #expect(try store.jobs().keys.sorted() == ["recompute"], "after a restart it is due at once")
        }
    }

    @Test
    func `an office is asked ever more seldom for what the state takes no time, while all else works`() async throws {
        try await withScheduler { scheduler, store in
            try store.refuseRows(of: "release")
            await scheduler.tick()
            await pass(minutes: 360, scheduler)
            let count = sources.asked.count { $0 == "skl" }
            // After 1, 2, 4, 8, 16 and 32 minutes, then hourly, each up to a few minutes late.
            #expect((8...12).contains(count), "\(count)")
            #expect(situation?.failing.map(\.text) == ["skl", "ssb"])
            try store.takeRows(of: "release")
            await pass(minutes: 62, scheduler)
            #expect(try store.vintages().count == 2)
            #expect(situation?.failing == [])
        }
    }

    @Test
    func `the log has a line when the state goes away and a line when it is back, with how long it was`() async throws {
        try await withScheduler { scheduler, store in
            await scheduler.tick()
            let before = log.lines.count
            try store.hide("job", "round")
            clock.move(by: .seconds(86_400))
            await scheduler.tick()
            await pass(minutes: 120, scheduler)
            #expect(log.lines.count == before + 1, "\(log.lines)")
            #expect(
                log.lines.last?.hasPrefix("The state cannot be used; until it can, no source is asked error=") == true)
            #expect(sources.asked.count == 2)
            try store.show("job", "round")
            await pass(minutes: 1, scheduler)
            #expect(log.lines.dropFirst(before + 1) == ["The state can be used again store.away=7260 s"])
            #expect(sources.asked.count == 4)
        }
    }

    @Test
    func `a clock that is set back meanwhile does not put off the end`() async throws {
        try await withScheduler { scheduler, store in
            await scheduler.tick()
            try store.hide("job", "round")
            clock.move(by: .seconds(86_400))
            await scheduler.tick()
            await pass(minutes: 5, scheduler)
            try store.show("job", "round")
            clock.move(by: .seconds(-172_800))
            // The loop notices that the clock has jumped.
            await scheduler.tick()
            #expect(log.lines.contains("The state can be used again"), "how long it was is not known: \(log.lines)")
        }
    }

    @Test
    func `the status says that the state cannot be used, and what it knew before`() async throws {
        try await withScheduler { scheduler, store in
            await scheduler.tick()
            let before = try #require(situation)
            #expect(before.description.hasPrefix("ready; "))
            try store.hide("job", "round")
            clock.move(by: .seconds(86_400))
            await scheduler.tick()
            let during = try #require(situation)
            #expect(during.description.hasPrefix("not ready; the database cannot be used ("), "\(during)")
            #expect(during.description.contains(#/no such table|does not exist/#), "the reason: \(during)")
            #expect((during.sources, during.rules) == (before.sources, before.rules))
            #expect(during.isLeader == nil, "nobody knows")
            try store.show("job", "round")
            await pass(minutes: 1, scheduler)
            #expect(situation?.description.hasPrefix("ready; ") == true, "\(String(describing: situation))")
        }
    }

    /// Of a directory nobody asks: it is not away by itself.
    @Test
    func `an idle leader finds out that the database is away, and that it is back, before anything is due`()
        async throws
    {
        try await withScheduler { scheduler, store in
            await scheduler.tick()
            guard isStoreShared else { return }
            try store.hide("term")
            scheduler.confirmLead()
            #expect(scheduler.isWanted)
            await scheduler.tick()
            #expect(situation?.description.hasPrefix("not ready; the database cannot be used (") == true)
            scheduler.confirmLead()
            #expect(!scheduler.isWanted, "it is told once")
            try store.show("term")
            scheduler.confirmLead()
            #expect(scheduler.isWanted)
            await scheduler.tick()
            #expect(situation?.description.hasPrefix("ready; leads since ") == true)
            #expect(log.lines.last == "The state can be used again store.away=0 s", "\(log.lines)")
        }
    }
}

extension Store {
    /// Has the database refuse each row that comes to some tables, as for want of room.
    fileprivate func refuseRows(of tables: String...) throws {
        for table in tables {
            try run(
                isStoreShared
                    ? "ALTER TABLE \(table) ADD CONSTRAINT refused CHECK (false) NOT VALID"
                    : "CREATE TRIGGER refused_\(table) BEFORE INSERT ON \(table) BEGIN SELECT RAISE(ABORT, 'no'); END")
        }
    }

    /// Has it take them again.
    fileprivate func takeRows(of tables: String...) throws {
        for table in tables {
            try run(
                isStoreShared ? "ALTER TABLE \(table) DROP CONSTRAINT refused" : "DROP TRIGGER refused_\(table)")
        }
    }

    /// Takes tables away: they can neither be read nor written.
    fileprivate func hide(_ tables: String...) throws {
        for table in tables { try run("ALTER TABLE \(table) RENAME TO hidden_\(table)") }
    }

    /// Brings them back.
    fileprivate func show(_ tables: String...) throws {
        for table in tables { try run("ALTER TABLE hidden_\(table) RENAME TO \(table)") }
    }

    private func run(_ statement: String) throws {
        try base.write { try $0.execute(sql: statement) }
    }
}

/// Sources that deliver at once, and who was asked.
private final class AskedSources: SourceRunner {
    private let names = Mutex<[String]>([])

    var asked: [String] { names.withLock(\.self) }

    func release(of source: SourceConfiguration) async throws -> Release {
        names.withLock { $0.append(source.id.text) }
        let indicator = Indicator(
            id: try IndicatorID("\(source.id).x"), title: LocalizedText(sv: "x", nb: "x", en: "x"), unit: .percent,
            direction: .higherIsBetter, nature: .register, attribution: Attribution(raw: "r", derived: "d"))
        return Release(source: source.id, indicators: [indicator])
    }
}

/// What was told last.
private final class Told: Sendable {
    private let latest = Mutex<Situation?>(nil)

    var situation: Situation? {
        get { latest.withLock(\.self) }
        set { latest.withLock { $0 = newValue } }
    }
}

import CalendarEvents
import Foundation
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Logging
import Synchronization
import Testing

@testable import KlyftaDaemon

/// A clock that stands still until it is moved.
final class StillClock: WallClock {
    private let moment: Mutex<UnixTime>

    init(_ text: String) {
        let date = try! Date(text, strategy: .iso8601)
        moment = Mutex(UnixTime(microseconds: Int64(date.timeIntervalSince1970) * 1_000_000))
    }

    func now() -> UnixTime { moment.withLock { $0 } }

    func sleep(for duration: Duration) async throws { try await Task.sleep(for: .seconds(3_600)) }

    func move(by duration: Duration) { moment.withLock { $0 = $0.advanced(by: duration) } }
}

/// Counts who was asked, and fails on demand.
private final class CountingSources: SourceRunner {
    private let state = Mutex((asked: [String](), isBroken: false))

    var asked: [String] { state.withLock { $0.asked } }

    func breakDown(_ isBroken: Bool) { state.withLock { $0.isBroken = isBroken } }

    func release(of source: SourceConfiguration) async throws -> Release {
        try state.withLock { state in
            state.asked.append(source.id.text)
            if state.isBroken { throw SourceFault(at: "source \(source.id)", "broken", remedy: "None.") }
        }
        let indicator = Indicator(
            id: try IndicatorID("\(source.id).x"), title: LocalizedText(sv: "x", nb: "x", en: "x"), unit: .percent,
            direction: .higherIsBetter, nature: .register, attribution: Attribution(raw: "r", derived: "d"))
        return Release(source: source.id, indicators: [indicator])
    }
}

/// What the scheduler told.
private final class Reports: Sendable {
    private let all = Mutex<[Situation]>([])

    var last: Situation? { all.withLock { $0.last } }

    func add(_ situation: Situation) { all.withLock { $0.append(situation) } }
}

/// Something that is made later.
private final class Held<Value: Sendable>: Sendable {
    private let held = Mutex<Value?>(nil)

    var value: Value? {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }
}

/// The daemon's loop, with a clock of its own.
@Suite(.onEveryStore)
struct SchedulerTests {
    private let directory = FileManager.default.temporaryDirectory.appending(path: "klyfta-\(UUID().uuidString)")
    private let clock = StillClock("2026-11-21T10:00:00Z")
    private let sources = CountingSources()
    private let reports = Reports()
    private let settings = Held<Settings>()

    private func withScheduler(
        _ schedule: String, _ work: (Scheduler, Store) async throws -> Void
    ) async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let text = """
            state: \(directory.path)
            recompute: { schedule: "\(schedule) UTC" }
            sources: { skl: { schedule: "\(schedule) UTC" }, ssb: { schedule: "\(schedule) UTC" } }
            """
        let configuration = try Configuration.read(text, named: "test", registry: Shipped.registry)
        let store = try openStore(directory.path)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let engine = try Engine(store: store, configuration, sources: sources, clock: clock, logger: logger)
        settings.value = Settings(configuration)
        let scheduler = Scheduler(
            engine: engine, store: store, settings: try #require(settings.value), clock: clock, host: "host",
            heartbeat: Heartbeat(), logger: logger, report: reports.add)
        try await work(scheduler, store)
    }

    private func fault(of job: String, in store: Store) throws -> String? { try store.jobs()[job]?.fault }

    private func lastRound(in store: Store) throws -> CommitTime? { try store.jobs()["recompute"]?.lastRun }

    @Test func `the first look asks every source once and tells the situation`() async throws {
        try await withScheduler("daily") { scheduler, _ in
            await scheduler.tick()
            await scheduler.tick()
            // Side by side, so in either order.
            #expect(sources.asked.sorted() == ["skl", "ssb"])
            // Of several that share a state one leads.
            let description = try #require(reports.last?.description)
            let leads = #/leads since \S+ \(epoch 1\); /#
            #expect(description.contains(leads) == isStoreShared)
            #expect(
                description.replacing(leads, with: "") == """
                    ready; 2 sources, 0 rules; 0 firing, 0 pending; outbox 0; last 2026-11-21T10:00Z ok; \
                    next 2026-11-22T00:00Z
                    """)
        }
    }

    @Test func `a job runs once each time it is due, however often the loop looks`() async throws {
        try await withScheduler("daily") { scheduler, _ in
            for _ in 0..<(24 * 30) {
                await scheduler.tick()
                clock.move(by: .seconds(3_600))
            }
            // The first look, and thirty midnights.
            #expect(sources.asked.count { $0 == "skl" } == 31)
        }
    }

    @Test func `what was missed in a month of sleep is made up once`() async throws {
        try await withScheduler("daily") { scheduler, _ in
            await scheduler.tick()
            clock.move(by: .seconds(30 * 86_400))
            await scheduler.tick()
            await scheduler.tick()
            #expect(sources.asked.count { $0 == "skl" } == 2)
        }
    }

    @Test func `a source that fails is told, tried again after an hour, and forgiven`() async throws {
        try await withScheduler("daily") { scheduler, store in
            sources.breakDown(true)
            await scheduler.tick()
            #expect(reports.last?.failing.map(\.text) == ["skl", "ssb"])
            let told = try fault(of: "source:skl", in: store)
            #expect(told == "source skl: broken. None.")
            clock.move(by: .seconds(1_800))
            await scheduler.tick()
            #expect(sources.asked.count == 2)
            sources.breakDown(false)
            clock.move(by: .seconds(1_800))
            await scheduler.tick()
            #expect(sources.asked.count == 4)
            #expect(reports.last?.failing == [])
            let forgiven = try fault(of: "source:skl", in: store)
            #expect(forgiven == nil)
        }
    }

    @Test func `a changed configuration makes a round although nothing is due`() async throws {
        try await withScheduler("daily") { scheduler, store in
            await scheduler.tick()
            let before = try lastRound(in: store)
            clock.move(by: .seconds(60))
            await scheduler.tick()
            #expect(try lastRound(in: store) == before)
            scheduler.recomputeSoon()
            await scheduler.tick()
            #expect(try lastRound(in: store) != before)
            #expect(sources.asked.count == 2)
        }
    }

    @Test(arguments: [2, 3_650])
    func `fault 14: a clock that was set back does not starve the jobs`(days: Int) async throws {
        try await withScheduler("daily") { scheduler, _ in
            await scheduler.tick()
            clock.move(by: .seconds(-86_400 * days))
            for _ in 0..<(24 * 3) {
                await scheduler.tick()
                clock.move(by: .seconds(3_600))
            }
            // Nothing is run again for having run in what is the future now; then three midnights.
            #expect(sources.asked.count { $0 == "skl" } == 4)
        }
    }

    @Test func `a source whose options changed is asked at once, and not again for it`() async throws {
        try await withScheduler("daily") { scheduler, _ in
            await scheduler.tick()
            var configuration = settings.value?.configuration
            configuration?.sources[0].options = SourceOptions(["indicators": ["N07900"]])
            settings.value?.configuration = try #require(configuration)
            await scheduler.tick()
            await scheduler.tick()
            #expect(sources.asked.sorted() == ["skl", "skl", "ssb"])
        }
    }
}

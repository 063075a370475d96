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

/// A clock that stands still until it is moved, and wakes whoever waits for what has passed then.
private final class StrikingClock: WallClock {
    private let still = StillClock("2026-11-21T10:00:00Z")

    func now() -> UnixTime { still.now() }

    func sleep(for duration: Duration) async throws {
        let end = now().advanced(by: duration)
        while now() < end {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    func move(by duration: Duration) { still.move(by: duration) }
}

/// Sources that deliver at once, but for the ones behind a door.
private final class DoorSources: SourceRunner {
    private let state: Mutex<(closed: Set<String>, asked: [String], delivered: [String], mostAtOnce: Int)>

    init(closed: Set<String> = []) { state = Mutex((closed, [], [], 0)) }

    var asked: [String] { state.withLock { $0.asked } }
    var delivered: [String] { state.withLock { $0.delivered } }
    var mostAtOnce: Int { state.withLock { $0.mostAtOnce } }

    func open() { state.withLock { $0.closed = [] } }

    func release(of source: SourceConfiguration) async throws -> Release {
        let name = source.id.text
        state.withLock { state in
            state.asked.append(name)
            state.mostAtOnce = max(state.mostAtOnce, state.asked.count - state.delivered.count)
        }
        while state.withLock({ $0.closed.contains(name) }) {
            try Task.checkCancellation()
            await Task.yield()
        }
        state.withLock { $0.delivered.append(name) }
        let indicator = Indicator(
            id: try IndicatorID("\(name).x"), title: LocalizedText(sv: "x", nb: "x", en: "x"), unit: .percent,
            direction: .higherIsBetter, nature: .register, attribution: Attribution(raw: "r", derived: "d"))
        let town = try Municipality("SE-0001")
        return Release(
            source: source.id, indicators: [indicator],
            observations: [Observation(indicator.id, town, .year(2024), .value(Double(name.count)))])
    }
}

private func source(_ name: String, asking hosts: Set<String> = []) -> SourceConfiguration {
    var source = SourceConfiguration(
        id: try! SourceID(name), schedule: try! CalendarEvent("daily UTC"), deadline: .seconds(60),
        options: SourceOptions())
    source.hosts = hosts
    return source
}

@Suite("Sources side by side", .timeLimit(.minutes(10)), .onEveryStore)
struct SideBySideTests {
    private let clock = StrikingClock()

    private func withScheduler(
        _ names: [String], _ sources: DoorSources, _ work: (Scheduler, Store) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { directory in
            var configuration = Configuration.watching([], in: directory)
            configuration.sources = names.map { source($0) }
            let store = try openStore("\(directory)/state")
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let engine = Engine(
                store: store, sources: sources, outlets: Outlets(Outlets.Set([])),
                pictures: Pictures(CurrentFile(path: "\(directory)/current.json")),
                clock: clock, logger: logger)
            let scheduler = Scheduler(
                engine: engine, store: store, settings: Settings(configuration), clock: clock, host: "host",
                heartbeat: Heartbeat(), logger: logger)
            try await work(scheduler, store)
        }
    }

    /// Waits for something; meanwhile time passes a little, if it passes.
    ///
    /// Never inlined: the optimiser of Swift 6.3 ends with a signal over the loop inside a closure that awaits.
    @inline(never)
    private func until(passing little: Duration = .zero, _ isSo: () throws -> Bool) async throws {
        while try !isSo() {
            try Task.checkCancellation()
            clock.move(by: little)
            await Task.yield()
        }
    }

    @Test func `a slow source holds up neither the others, nor their round, nor what becomes due meanwhile`()
        async throws
    {
        let sources = DoorSources(closed: ["slow"])
        try await withScheduler(["quick", "slow"], sources) { scheduler, store in
            let tick = Task { await scheduler.tick() }
            try await until { try store.jobs()["source:quick"] != nil }
            #expect(try store.jobs()["recompute"] == nil, "for a minute the round waits for both")
            clock.move(by: .seconds(61))
            try await until(passing: .seconds(1)) { try store.jobs()["recompute"] != nil }
            clock.move(by: .seconds(86_400))
            try await until(passing: .seconds(1)) { sources.delivered.count == 2 }
            #expect(sources.asked.sorted() == ["quick", "quick", "slow"])
            sources.open()
            await tick.value
            #expect(try store.vintages().count == 2)
            #expect(sources.asked.count { $0 == "slow" } == 1)
        }
    }

    @Test func `what is given up at the end is not taken`() async throws {
        let sources = DoorSources(closed: ["slow"])
        try await withScheduler(["quick", "slow"], sources) { scheduler, store in
            let tick = Task { await scheduler.tick() }
            try await until { try store.jobs()["source:quick"] != nil }
            tick.cancel()
            await tick.value
            #expect(try store.vintages().keys.map(\.text) == ["quick"])
            #expect(try store.jobs()["source:slow"] == nil, "it is asked anew after the next start")
        }
    }

    @Test func `many sources at once are stored as if they came one by one`() async throws {
        let sources = DoorSources()
        let names = (1...24).map { "source-\($0)" }
        try await withScheduler(names, sources) { scheduler, store in
            await scheduler.tick()
            #expect(sources.asked.sorted() == names.sorted())
            #expect(sources.mostAtOnce <= FetchLanes.most)
            #expect(try store.vintages().keys.map(\.text).sorted() == names.sorted())
            for name in names {
                let release = try #require(try store.release(of: try SourceID(name)))
                #expect(release.observations.map(\.outcome) == [.value(Double(name.count))])
            }
            #expect(try store.jobs().values.allSatisfy { $0.fault == nil })
        }
    }
}

extension SideBySideTests {
    @Test func `a command asks in the same lanes: a slow source holds up no other, and one host is asked by one`()
        async throws
    {
        let sources = DoorSources(closed: ["slow"])
        try await withScheduler([], sources) { scheduler, _ in
            let all = [
                source("slow", asking: ["a"]), source("waits", asking: ["a"]), source("quick", asking: ["b"]),
            ]
            var ended: [String] = []
            try await scheduler.engine.fetch(all) { source, result in
                #expect((try? result.get())?.refusal == nil)
                ended.append(source.id.text)
                if source.id.text == "quick" {
                    #expect(sources.asked.sorted() == ["quick", "slow"])
                    sources.open()
                }
            }
            #expect(ended == ["quick", "slow", "waits"])
        }
    }
}

struct FetchLanesTests {
    @Test func `no more than four are asked at once`() {
        var lanes = FetchLanes()
        for number in 1...6 { lanes.add(source("s\(number)")) }
        let first = (1...6).compactMap { _ in lanes.next()?.id.text }
        #expect(first == ["s1", "s2", "s3", "s4"])
        lanes.done(try! SourceID("s2"))
        #expect(lanes.next()?.id.text == "s5" && lanes.next() == nil && !lanes.isEmpty)
    }

    @Test func `two that ask one host are asked one after the other, and others pass by`() {
        var lanes = FetchLanes()
        lanes.add(source("one", asking: ["data.ssb.no"]))
        lanes.add(source("two", asking: ["api.kolada.se", "data.ssb.no"]))
        lanes.add(source("three", asking: ["api.kolada.se"]))
        #expect(lanes.next()?.id.text == "one" && lanes.next()?.id.text == "three" && lanes.next() == nil)
        lanes.done(try! SourceID("one"))
        #expect(lanes.next() == nil, "the other host is still being asked")
        lanes.done(try! SourceID("three"))
        #expect(lanes.next()?.id.text == "two" && lanes.next() == nil)
        lanes.done(try! SourceID("two"))
        #expect(lanes.isEmpty)
    }

    @Test func `who waits or is being asked is not asked again`() {
        var lanes = FetchLanes()
        for _ in 1...3 { lanes.add(source("one")) }
        #expect(lanes.next() != nil && lanes.next() == nil)
        lanes.add(source("one"))
        #expect(lanes.next() == nil)
    }
}

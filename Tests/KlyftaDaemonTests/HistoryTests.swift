import CalendarEvents
import Foundation
import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import KlyftaStatistics
import KlyftaStore
import KlyftaTestKit
import Logging
import Synchronization
import Testing

/// What is asked as of a moment is what a run at that moment stored, whatever happened before and after it.
@Suite("Histories by chance", .onEveryStore)
struct HistoryTests {
    private static let isSlow = ProcessInfo.processInfo.environment["KLYFTA_SLOW"] == "1"

    @Test(arguments: 0..<(isSlow ? 100 : 4))
    func `as of a moment, all is as a run at that moment left it`(batch: Int) async throws {
        for number in 0..<(Self.isSlow ? 100 : 10) {
            try await inMemory { directory in
                var history = try History(in: directory, seed: UInt64(batch * 100 + number))
                for _ in 0..<8 { try await history.step() }
                try history.check()
            }
        }
    }

    /// Runs in a directory that costs no disk, where there is one.
    private func inMemory(_ body: (String) async throws -> Void) async throws {
        let isThere = FileManager.default.isWritableFile(atPath: "/dev/shm")
        let parent = isThere ? "/dev/shm" : FileManager.default.temporaryDirectory.path
        let directory = "\(parent)/klyfta-history-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try await body(directory)
    }
}

/// Two offices whose figures arrive, are revised and are reverted, and a daemon that looks now and then.
private struct History {
    private var random: SeededGenerator
    private let store: Store
    private let engine: Engine
    private let offices = Offices()
    private let clock = StillClock("2026-10-26T06:13:20Z")
    private let configuration: Configuration
    /// By office the editions of the years it has, the newest last.
    private var editions: [String: [[Int: Double]]] = [:]
    /// What a run left at each moment; of two runs at one moment, the last.
    private var left: [CommitTime: Knowledge] = [:]

    private static let names = ["one", "two"]

    init(in directory: String, seed: UInt64) throws {
        random = SeededGenerator(seed: seed)
        store = try openStore(directory)
        configuration = Configuration(
            stateDirectory: directory, alertFile: "\(directory)/alerts.jsonl", controlSocket: "\(directory)/control",
            language: .english, jitter: .zero, recompute: try CalendarEvent("daily"),
            sources: Self.names.map(Self.source),
            rules: Self.names.flatMap(Self.rules))
        engine = Engine(
            store: store, sources: offices, outlets: Outlets(Outlets.Set([])),
            pictures: Pictures(CurrentFile(path: "\(directory)/current.json")),
            clock: clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// An office says something, which is fetched; mostly, a round follows.
    mutating func step() async throws {
        clock.move(by: .seconds(Int.random(in: 0...2, using: &random) * 50_000))
        let name = Self.names.randomElement(using: &random)!
        try offices.say(release(of: name, next(name)))
        _ = try await engine.fetch(Self.source(name))
        if Int.random(in: 0..<4, using: &random) > 0 { _ = try engine.recompute(configuration) }
        left[clock.now().commitTime] = try Knowledge(of: store)
    }

    /// Holds what every run left against what is known as of its moment, and of the last moment before the next run.
    func check() throws {
        let moments = left.keys.sorted()
        let nothing = store.asKnown(at: CommitTime(milliseconds: moments[0].milliseconds - 1))
        #expect(try Knowledge(of: nothing) == Knowledge())
        for (place, moment) in moments.enumerated() {
            #expect(try Knowledge(of: store.asKnown(at: moment)) == left[moment])
            guard place + 1 < moments.count else { continue }
            let last = CommitTime(milliseconds: moments[place + 1].milliseconds - 1)
            #expect(try Knowledge(of: store.asKnown(at: last)) == left[moment])
        }
        #expect(try Knowledge(of: store) == left[moments[moments.count - 1]])
    }

    /// The next edition of an office: a year more, a revision, the edition before it, or the same again.
    private mutating func next(_ name: String) -> [Int: Double] {
        var all = editions[name] ?? []
        var edition = all.last ?? [:]
        let value = [60.0, 75, 85, 88].randomElement(using: &random)!
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where !edition.isEmpty: edition[edition.keys.randomElement(using: &random)!] = value
        // An office that takes a whole year back is refused: that is no revision.
        case 1 where all.count > 1 && all[all.count - 2].count == edition.count: edition = all[all.count - 2]
        case 2 where !edition.isEmpty: break
        default: edition[(edition.keys.max() ?? 2_009) + 1] = value
        }
        all.append(edition)
        editions[name] = all
        return edition
    }

    private static func source(_ name: String) -> SourceConfiguration {
        SourceConfiguration(
            id: try! SourceID(name), schedule: try! CalendarEvent("daily"), deadline: .seconds(60),
            options: SourceOptions([:]))
    }

    private static func rules(_ name: String) -> [GapRule] {
        let classes = SizeScale(cuts: [10_000]).classes
        let question = GapQuestion(
            try! IndicatorID("\(name).fibre"),
            .sizeClasses(low: classes[0], high: classes[1], .municipality, .current))
        return [
            GapRule(
                id: "\(name)-level", question: question, condition: .level(above: 10), patience: 1, severity: .warning),
            GapRule(
                id: "\(name)-patient", question: question, condition: .level(above: 20), patience: 2,
                severity: .warning),
        ]
    }

    private func release(of name: String, _ years: [Int: Double]) throws -> Release {
        let office = Release.fibre(years)
        let id = try IndicatorID("\(name).fibre")
        let indicator = Indicator(
            id: id, title: office.indicators[0].title, unit: .percent, direction: .higherIsBetter, nature: .register,
            attribution: office.indicators[0].attribution)
        return Release(
            source: try SourceID(name), indicators: [indicator],
            observations: office.observations.map { Observation(id, $0.municipality, $0.period, $0.outcome) },
            populations: office.populations)
    }
}

/// All that can be asked of a state.
private struct Knowledge: Equatable {
    var vintages: [SourceID: Vintage] = [:]
    var releases: [[String]] = []
    var adoptions: [[Store.Adoption]] = []
    var gaps: [[Double?]] = []
    var current: CurrentState?
    var events: [AlertRecord] = []
    var records: [SourceID: SourceRecord] = [:]
    var changes: [[FigureChange]] = []

    init() {}

    init(of store: Store) throws {
        vintages = try store.vintages()
        for source in vintages.keys.sorted() {
            releases.append(try store.release(of: source).map(ReleaseWriter.lines) ?? [])
            adoptions.append(try store.vintages(of: source))
            let indicator = try IndicatorID("\(source).fibre")
            let classes = SizeScale(cuts: [10_000]).classes
            let question = GapQuestion(
                indicator, .sizeClasses(low: classes[0], high: classes[1], .municipality, .current))
            let series = GapSeries(answering: question, from: try store.figures(of: [source]))
            gaps.append(series?.gaps.map(\.difference.value) ?? [])
            changes += try store.revisions(of: indicator).map(\.changes)
        }
        current = try store.current()
        events = try store.events()
        records = try store.sourceRecords()
    }
}

/// Offices that answer what they were told to.
private final class Offices: SourceRunner {
    private let releases = Mutex([SourceID: Release]())

    func say(_ release: Release) { releases.withLock { $0[release.source] = release } }

    func release(of source: SourceConfiguration) async throws -> Release {
        try releases.withLock { try #require($0[source.id]) }
    }
}

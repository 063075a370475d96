import CalendarEvents
import Foundation
import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import KlyftaStore
import Logging

/// What a round of the daemon costs at scale, through its own engine and store: cold, with nothing new, after one
/// revised value, and after a new year of one indicator; then what comes again and again, while the ledger grows.
/// Milliseconds, a line each; the release is written before, which `klyfta-bench store` measures by itself.
struct RoundBenchmark {
    private let release: Release
    private let directory: String
    private let configuration: Configuration

    /// - Parameters:
    ///   - data: a folder of `gen.py --formats bin`.
    ///   - directory: where a state is made anew.
    init(_ data: String, in directory: String) throws {
        self.directory = directory
        let source = try SourceID("bench")
        release = try FolderRelease.release(of: source, from: data)
        configuration = Configuration(
            stateDirectory: directory, alertFile: "\(directory)/alerts.jsonl", controlSocket: "\(directory)/control",
            language: .english, jitter: .zero, recompute: try CalendarEvent("daily"),
            sources: [
                SourceConfiguration(
                    id: source, schedule: try CalendarEvent("daily"), deadline: .seconds(60), options: SourceOptions())
            ],
            rules: Self.rules(on: release.indicators.map(\.id), count: 1_000))
    }

    func run(rounds: Int) throws {
        print("rules \(configuration.rules.count), observations \(release.observations.count)")
        for _ in 0..<rounds {
            try? FileManager.default.removeItem(atPath: directory)
            let store = try Store.open(directory)
            let engine = Engine(
                store: store, sources: NoSources(), outlets: Outlets(Outlets.Set([])),
                pictures: Pictures(CurrentFile(path: "\(directory)/current.json")),
                logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
            try play(store, engine)
        }
    }

    private func play(_ store: Store, _ engine: Engine) throws {
        var current = release
        func take(_ moment: Int64) throws { _ = try store.take(current, at: CommitTime(milliseconds: moment)) }
        try take(1)
        let told = try timed("cold", engine).events
        try timed("nothing-new", engine)
        let last = current.observations.count - 1
        current.observations[last] = current.observations[last].revised
        try take(2)
        try timed("one-revision", engine)
        current = try withNewYear(current)
        try take(3)
        try timed("new-year-of-one", engine)
        var written = told.count
        for size in [told.count, 500, 5_000] {
            try age(store, from: written, to: size, like: told)
            written = size
            try repeated(engine, ledger: size)
        }
    }

    @discardableResult
    private func timed(_ name: String, _ engine: Engine) throws -> Round {
        let start = ContinuousClock.now
        let round = try engine.recompute(configuration)
        print("\(name) \(Self.text(ContinuousClock.now - start)) events \(round.events.count)")
        return round
    }

    /// What a daemon does again and again while nothing happens: a round, a look at its sources, and what stands drawn.
    private func repeated(_ engine: Engine, ledger size: Int) throws {
        _ = try engine.recompute(configuration)
        let works: [(name: String, work: () throws -> Void)] = [
            ("round-again", { _ = try engine.recompute(configuration) }),
            ("sources-looked-at", { _ = try engine.watchSources(configuration) }),
            ("drawn", { if let fault = engine.draw().first { throw fault } }),
        ]
        for (name, work) in works {
            let times = try (0..<9).map { _ in
                let start = ContinuousClock.now
                try work()
                return ContinuousClock.now - start
            }
            print("\(name) \(Self.text(times.sorted()[times.count / 2])) events-written \(size)")
        }
    }

    /// Writes down alerts of rules that went, each fired and over, with the numbers of others.
    private func age(_ store: Store, from written: Int, to size: Int, like events: [AlertEvent]) throws {
        guard written < size, !events.isEmpty else { return }
        let past = (written..<size).map { number in
            let (model, alert) = (events[number / 2 % events.count], "past-\(number / 2)")
            return AlertEvent(
                alertID: alert, ruleID: alert, ruleRevision: model.ruleRevision, episode: 1,
                kind: number.isMultiple(of: 2) ? .fired : .resolved, reason: .newPeriod, period: model.period,
                alert: model.alert, references: number.isMultiple(of: 2) ? [] : ["\(alert)-1-fired"])
        }
        _ = try store.commit(
            past, standings: try store.current()?.alerts ?? [], routes: [], language: configuration.language,
            at: SystemClock().now().commitTime)
    }

    private static func text(_ duration: Duration) -> String {
        "\((duration / .microseconds(1)).rounded() / 1_000)"
    }

    /// The year after the last, of the first indicator, with the figures and inhabitants of the last.
    private func withNewYear(_ release: Release) throws -> Release {
        var grown = release
        let first = release.indicators[0].id
        guard let year = release.observations.map(\.period).max(), let next = Int(year.description).map({ $0 + 1 })
        else {
            return release
        }
        let period = try Period("\(next)")
        grown.observations += release.observations.filter { $0.indicator == first && $0.period == year }.map {
            Observation($0.indicator, $0.municipality, period, $0.outcome)
        }
        grown.populations += release.populations.filter { $0.day == year.lastDay }.map {
            Population($0.municipality, on: period.lastDay, $0.inhabitants)
        }
        return grown
    }

    /// Rules of three kinds, each indicator and measure in turn.
    private static func rules(on indicators: [IndicatorID], count: Int) -> [GapRule] {
        let scale = SizeScale(cuts: [5_000, 10_000, 20_000, 50_000, 100_000, 200_000])
        let measures = DistributionMeasure.watchable
        return (0..<count).map { number in
            let condition: GapRule.Condition =
                switch number % 3 {
                case 0: .level(above: 60)
                case 1: .low(below: 5)
                default: .widened(by: 5, since: .previous)
                }
            let question = GapQuestion(
                indicators[number % indicators.count], .all(measures[number / indicators.count % measures.count], scale)
            )
            return GapRule(
                id: "rule-\(number)", question: question, condition: condition, patience: 1 + number % 3,
                severity: .warning)
        }
    }
}

/// Nobody is asked here: releases are written to the store.
private struct NoSources: SourceRunner {
    func release(of source: SourceConfiguration) async throws -> Release {
        throw SourceFault(at: "source \(source.id)", "nobody is asked here", remedy: "Write releases to the store.")
    }
}

extension Observation {
    /// The same with another value.
    fileprivate var revised: Observation {
        Observation(indicator, municipality, period, .value((outcome.value ?? 0) + 1))
    }
}

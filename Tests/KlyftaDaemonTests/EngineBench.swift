import CalendarEvents
import Foundation
import KlyftaAlerting
import KlyftaDaemon
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Logging
import Synchronization
import Testing

/// An engine with a store of its own, a source that says what the test says, and two sinks that remember.
struct EngineBench {
    let store: Store
    let office = FakeOffice()
    let clock = StillClock("2026-10-26T06:13:20Z")
    let file = FakeSink("file")
    let log = FakeSink("log")
    let engine: Engine
    let configuration: Configuration
    let currentPath: String

    init(in directory: String, warmLimit: Int? = nil) throws {
        store = try openStore("\(directory)/state")
        currentPath = "\(directory)/current.json"
        configuration = .watching(in: directory)
        engine = Engine(
            store: store, sources: office,
            outlets: Outlets(Outlets.Set([file, log].map { Outlet(Route(to: $0.name, in: .english), $0) })),
            pictures: Pictures(CurrentFile(path: currentPath)),
            clock: clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, warmLimit: warmLimit)
    }

    /// Fetches, recomputes and delivers.
    func round(on release: Release, faults: Int = 0) async throws {
        office.answer = .success(release)
        _ = try await engine.fetch(.office())
        _ = try engine.recompute(configuration)
        #expect(await engine.deliver().count == faults)
    }

    /// What the sink `file` was told.
    var told: [String] {
        file.delivered.map { "\($0.rule) \($0.kind) \($0.reason) \($0.period ?? "-")" }
    }

    /// Where the only rule stands.
    func standing() throws -> String {
        let alerts = try #require(try store.current()).alerts
        try #require(alerts.count == 1)
        return "\(alerts[0].state) since \(alerts[0].since ?? "-")"
    }

    /// The standings of the store as `current.json` shows them: with how their data fare.
    func drawn() throws -> [Standing]? {
        let sources = try store.sourceStandings(at: clock.now().commitTime, in: .english)
        return try store.current()?.with(sources).alerts
    }

    func currentFile() throws -> CurrentState {
        try JSONDecoder().decode(CurrentState.self, from: Data(contentsOf: URL(filePath: currentPath)))
    }
}

/// A source that answers what it is told to.
final class FakeOffice: SourceRunner {
    private let state = Mutex(Result<Release, SourceFault>.success(.fibre([:])))

    var answer: Result<Release, SourceFault> {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    func release(of source: SourceConfiguration) async throws -> Release { try answer.get() }
}

/// A sink that remembers what it took.
final class FakeSink: AlertSink {
    let name: String
    private let state = Mutex(State())

    private struct State {
        var delivered: [AlertRecord] = []
        var isDown = false
        var forgetsToSayThanks = false
    }

    init(_ name: String) {
        self.name = name
    }

    var delivered: [AlertRecord] { state.withLock { $0.delivered } }

    var isDown: Bool {
        get { state.withLock { $0.isDown } }
        set { state.withLock { $0.isDown = newValue } }
    }

    /// Whether it takes an event and then fails, as one that is killed in between.
    var forgetsToSayThanks: Bool {
        get { state.withLock { $0.forgetsToSayThanks } }
        set { state.withLock { $0.forgetsToSayThanks = newValue } }
    }

    func deliver(_ records: [AlertRecord]) throws {
        try state.withLock { state in
            if !state.isDown { state.delivered += records }
            if state.isDown || state.forgetsToSayThanks { throw SinkFault(at: name, "down", remedy: "Wait.") }
        }
    }
}

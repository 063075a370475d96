import CalendarEvents
import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Logging
import Synchronization

@testable import KlyftaDaemon

/// A receiver that does with each message what the test says.
final class Receiver: AlertSink {
    let name: String
    let isDigest: Bool
    let isRecord: Bool
    private let state = Mutex((messages: [[AlertRecord]](), tries: 0))
    private let answer: Mutex<@Sendable ([AlertRecord]) -> DeliveryFault.Kind?>

    init(_ name: String, isDigest: Bool = false, isRecord: Bool = false) {
        self.name = name
        self.isDigest = isDigest
        self.isRecord = isRecord
        answer = Mutex { _ in nil }
    }

    /// What it took, message by message.
    var messages: [[AlertRecord]] { state.withLock { $0.messages } }
    /// The ids of what it took, in order.
    var told: [String] { messages.flatMap { $0.map { "\($0.rule) \($0.kind)" } } }
    /// How often it was tried.
    var tries: Int { state.withLock { $0.tries } }

    /// From now on it answers so.
    func answers(_ answer: @escaping @Sendable ([AlertRecord]) -> DeliveryFault.Kind?) {
        self.answer.withLock { $0 = answer }
    }

    func deliver(_ records: [AlertRecord]) throws {
        let kind = answer.withLock { $0 }(records)
        try state.withLock { state in
            state.tries += 1
            if let kind { throw DeliveryFault(kind, at: name, "no", remedy: "Wait.") }
            state.messages.append(records)
        }
    }
}

/// A store with rounds in it, a clock that a test moves, and receivers.
struct SendingBench {
    let store: Store
    let clock = StillClock("2026-10-26T06:13:20Z")
    let outlets: Outlets
    let engine: Engine
    private let office = FakeOffice()
    private let directory: String

    init(in directory: String, _ receivers: [Receiver], routes: [String: Route] = [:]) throws {
        self.directory = directory
        store = try openStore("\(directory)/state")
        outlets = Outlets(
            Outlets.Set(receivers.map { Outlet(routes[$0.name] ?? Route(to: $0.name, in: .english), $0) }))
        engine = Engine(
            store: store, sources: office, outlets: outlets,
            pictures: Pictures(CurrentFile(path: "\(directory)/current.json")), clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// A round of rules on figures; nothing is sent.
    func round(
        _ figures: [Int: Double], rules: [String] = ["a"], labels: [String: String] = [:]
    ) async throws {
        office.answer = .success(.fibre(figures))
        _ = try await engine.fetch(.office())
        _ = try engine.recompute(.watching(rules.map { .fibre($0, labels: labels) }, in: directory))
    }

    /// One look at every sink, as the daemon takes it.
    func send() async {
        let dispatcher = Dispatcher(
            store: store, outlets: outlets, clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            chance: { 1 })
        for outlet in outlets.inForce.outlets { _ = await dispatcher.serve(outlet, language: .english) }
    }

    var now: CommitTime { clock.now().commitTime }
}

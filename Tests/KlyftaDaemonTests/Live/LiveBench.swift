import CalendarEvents
import Foundation
import KlyftaDaemon
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Logging
import Synchronization
import Testing

/// An engine whose only source asks an office that the test plays, in a process of its own.
struct LiveBench {
    let store: Store
    let office: PlayedOffice
    let process = SourceProcess(executable: Self.specimen)
    let log = KeptLog()
    private let engine: Engine
    private let source: SourceConfiguration

    /// The program with the live module lies beside the test bundle.
    static let specimen: String = {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = URL(filePath: bundle).deletingLastPathComponent().appending(path: "LiveSpecimen").path
        let built = FileManager.default.currentDirectoryPath + "/.build/debug/LiveSpecimen"
        return FileManager.default.isExecutableFile(atPath: beside) ? beside : built
    }()

    /// - Parameter name: what the source is called in place of its module's name.
    init(in directory: String, named name: SourceID = .office, contact: String? = "it@kommun.example") throws {
        store = try openStore("\(directory)/state")
        office = try PlayedOffice()
        source = SourceConfiguration(
            id: name, module: .office, schedule: try CalendarEvent("daily"), deadline: .seconds(60),
            options: SourceOptions(["office": [office.server.url("")]]),
            network: NetworkTerms(contact: contact, privateNetworks: ["127.0.0.0/8"]))
        engine = Engine(
            store: store, sources: process, outlets: Outlets(Outlets.Set([])),
            pictures: Pictures(CurrentFile(path: "\(directory)/current.json")),
            logger: Logger(label: "test") { [log] _ in log })
    }

    /// Fetches once.
    @discardableResult
    func fetch() async throws -> Store.Taken { try await engine.fetch(source).taken }

    /// What was asked since the last time this was called.
    func asked() -> [String] { office.takeQuestions() }

    func verify() async throws -> Verification.Report { try await Verification(of: store, by: process).run() }

    /// Forgets what is older than some days.
    func prune(keepingDays days: Int64) throws -> Int {
        let now = CommitTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000) + 1)
        return try store.prunePayloads(before: CommitTime(milliseconds: now.milliseconds - days * 86_400_000))
    }
}

/// An office with one table in two pages. Everything it says can be changed.
final class PlayedOffice: Sendable {
    let server: HTTPServer

    struct State {
        var updated = "2026-11-01"
        var small = 60.0
        var secondPage: [HTTPServer.Step]?
        var questions: [String] = []
    }

    private final class Box: Sendable {
        let state = Mutex(State())
    }

    private let box: Box

    init() throws {
        let box = Box()
        self.box = box
        server = try HTTPServer { question in
            box.state.withLock { state in
                state.questions.append(question.target)
                return Self.answer(to: question.target, state)
            }
        }
    }

    func change(_ body: @Sendable (inout State) -> Void) { box.state.withLock { body(&$0) } }

    func takeQuestions() -> [String] {
        box.state.withLock { state in
            defer { state.questions = [] }
            return state.questions
        }
    }

    private static func answer(to target: String, _ state: State) -> [HTTPServer.Step] {
        switch target {
        case "/table": .answer(#"{"updated":"\#(state.updated)"}"#)
        case "/data":
            .answer(
                #"{"values":[{"municipality":"SE-0001","year":2024,"value":\#(state.small)}],"next":"/data?page=2"}"#)
        case "/data?page=2":
            state.secondPage ?? .answer(#"{"values":[{"municipality":"SE-0002","year":2025,"value":91}]}"#)
        default: .answer("{}", status: "404 Not Found")
        }
    }
}

/// A log that keeps what it is told: the message and its metadata in order of the keys.
struct KeptLog: LogHandler {
    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
    }

    private let kept = Lines()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    var lines: [String] { kept.all.withLock(\.self) }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
        kept.all.withLock { $0.append("\(event.message)\(fields.joined())") }
    }
}

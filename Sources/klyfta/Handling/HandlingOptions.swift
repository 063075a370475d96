import ArgumentParser
import Glibc
import KlyftaAlerting
import KlyftaDaemon
import KlyftaModel
import KlyftaStore
import Logging
import SystemdKit

/// Where an order goes: to the daemon if one runs, to the store itself if not.
struct HandlingOptions: ParsableArguments {
    @OptionGroup var daemon: DaemonOptions

    @Option(help: "Why. It is written down with your name and the time.")
    var comment: String

    /// Has an order carried out, and tells what came of it.
    func carryOut(_ order: HandlingOrder) async throws {
        let configuration = try daemon.file.load()
        let answer: ControlSocket.Answer
        do {
            answer = try ControlClient.ask(order, at: daemon.control ?? configuration.controlSocket)
        } catch {
            guard !error.isForbidden else { throw error }
            answer = try await alone(order, configuration, ifNot: error)
        }
        guard answer.isSuccess else {
            writeError("klyfta: \(answer.text)")
            throw ExitCode.failure
        }
        try writeOutput(answer.text)
    }

    /// Without a daemon: with the state's lock in hand.
    private func alone(
        _ order: HandlingOrder, _ configuration: KlyftaDaemon.Configuration, ifNot fault: DaemonFault
    ) async throws -> ControlSocket.Answer {
        let store: Store
        do {
            store = try configuration.state.open()
        } catch let held where held.kind == .held {
            // Somebody runs whom we cannot reach: why not is what helps.
            throw fault
        }
        LoggingSystem.bootstrap(
            LoggingBackend.choose(identifier: "klyfta", fieldPrefix: "KLYFTA"), metadataProvider: nil)
        let logger = Logger(label: "klyfta")
        let outlets = Outlets(try configuration.outlets(logger: logger))
        let engine = try Engine(
            store: store, configuration, sources: SourceProcess(), outlets: outlets, logger: logger)
        return await Handler(store: store, outlets: outlets, logger: logger) {
            for fault in engine.draw() { writeError("klyfta: \(fault)") }
        }.perform(order, by: Peer.current.name)
    }

    /// The moment now.
    static var now: CommitTime { SystemClock().now().commitTime }
}

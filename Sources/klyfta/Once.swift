import ArgumentParser
import KlyftaAlerting
import KlyftaDaemon
import KlyftaModel
import KlyftaStore
import Logging
import SystemdKit

struct Once: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes one round: asks every source, recomputes, delivers, and ends",
        discussion: """
            Ends with 1 if a source failed or something could not be delivered; what could be done is done. A sink that \
            failed a moment ago is left alone as long as the daemon would leave it alone; what waits for it is kept.
            """)

    @OptionGroup var file: ConfigurationOptions

    @Flag(help: "Try every sink that something waits for, also those that are left alone after a failure.")
    var now = false

    func run() async throws {
        let configuration = try file.load()
        LoggingSystem.bootstrap(
            LoggingBackend.choose(identifier: "klyfta", fieldPrefix: "KLYFTA"), metadataProvider: nil)
        let store = try configuration.state.open()
        let logger = Logger(label: "klyfta")
        let engine = try Engine(store: store, configuration, sources: SourceProcess(), logger: logger)
        var faults: [String] = []
        try await engine.fetch(configuration.sources) { _, result in
            do {
                if let refusal = try result.get().refusal { faults.append("\(refusal)") }
            } catch {
                faults.append("\(error)")
            }
        }
        var failure: (any Error)?
        do {
            let round = try engine.recompute(configuration)
            try writeOutput(
                RoundText(round, sources: configuration.sources.count, in: configuration.language).summary)
            _ = try engine.watchSources(configuration)
        } catch {
            failure = error
        }
        engine.keepHouse(configuration)
        faults += await engine.deliver(language: configuration.language, isHurried: now).map(\.description)
        if let failure {
            for fault in faults { writeError("klyfta: \(fault)") }
            throw failure
        }
        guard faults.isEmpty else {
            for fault in faults { writeError("klyfta: \(fault)") }
            throw ExitCode.failure
        }
    }
}

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
        discussion: "Ends with 1 if a source failed or something could not be delivered; what could be done is done.")

    @OptionGroup var file: ConfigurationOptions

    func run() async throws {
        let configuration = try file.load()
        LoggingSystem.bootstrap(
            LoggingBackend.choose(identifier: "klyfta", fieldPrefix: "KLYFTA"), metadataProvider: nil)
        let store = try Store.open(configuration.stateDirectory)
        let logger = Logger(label: "klyfta")
        let engine = Engine(store: store, configuration, sources: SourceProcess(), logger: logger)
        var faults: [String] = []
        for source in configuration.sources {
            do { _ = try await engine.fetch(source) } catch { faults.append("\(error)") }
        }
        let round = try engine.recompute(configuration)
        faults += engine.deliver().map(\.description)
        try writeOutput(summary(of: round, configuration))
        guard faults.isEmpty else {
            for fault in faults { writeError("klyfta: \(fault)") }
            throw ExitCode.failure
        }
    }

    /// What was looked at and what came of it: no news is said as such.
    private func summary(of round: Round, _ configuration: KlyftaDaemon.Configuration) -> String {
        let announced = round.events.filter(\.isAnnounced)
        let blind = round.standings.count { $0.verdict != "assessed" }
        let header =
            "\(round.standings.count) rules on \(configuration.sources.count) sources; "
            + "\(announced.count) announced, \(round.standings.count { $0.state == "firing" }) firing, "
            + "\(blind) without a verdict"
        let lines = announced.map { event in
            let sentence = event.alert.map { Explanation(of: $0, event.kind, in: configuration.language).sentence }
            return "  \(event.kind.rawValue) \(event.ruleID)\(sentence.map { ": \($0)" } ?? "")"
        }
        return ([header] + lines).joined(separator: "\n")
    }
}

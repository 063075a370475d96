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
        var failure: (any Error)?
        do {
            try writeOutput(summary(of: engine.recompute(configuration), configuration))
        } catch {
            failure = error
        }
        engine.prune(configuration)
        faults += engine.deliver().map(\.description)
        if let failure {
            for fault in faults { writeError("klyfta: \(fault)") }
            throw failure
        }
        guard faults.isEmpty else {
            for fault in faults { writeError("klyfta: \(fault)") }
            throw ExitCode.failure
        }
    }

    /// What was looked at and what came of it: no news is said as such.
    private func summary(of round: Round, _ configuration: KlyftaDaemon.Configuration) -> String {
        let announced = round.events.filter(\.isAnnounced)
        let blind = round.standings.count(where: \.isBlind)
        let header =
            "\(round.standings.count) rules on \(configuration.sources.count) sources; "
            + "\(announced.count) announced, \(round.standings.count(where: \.isFiring)) firing, "
            + "\(blind) without a verdict"
        let lines = announced.map { event in
            let record = AlertRecord(event, at: CommitTime(milliseconds: 0), in: configuration.language)
            return "  \(event.kind.rawValue) \(event.ruleID): \(record.message)"
        }
        let silent = round.standings.filter(\.isBlind).map { "  no verdict \($0.rule): \($0.obstacle ?? "")" }
        return ([header] + lines + silent).joined(separator: "\n")
    }
}

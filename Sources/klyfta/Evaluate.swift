import ArgumentParser
import CalendarEvents
import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import KlyftaStore
import Logging
import SystemdKit

struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Recomputes on the figures that are stored, without asking any source",
        discussion: """
            With --dry-run it shows what a round would say now: nothing is written, nobody is told, and a daemon may run \
            meanwhile; with --as-of, what a round would have said on the figures and alerts of then, by the rules of \
            now. Without, it makes the round, and ends with 1 if something could not be delivered.
            """)

    @OptionGroup var file: ConfigurationOptions

    @Flag(help: "Only show it.")
    var dryRun = false

    @OptionGroup var asOf: AsOfOptions

    func validate() throws {
        guard dryRun || asOf.text == nil else {
            throw ValidationError("--as-of only with --dry-run: no round can be made in the past.")
        }
    }

    func run() async throws {
        let configuration = try file.load()
        let round = dryRun ? try rehearsed(configuration) : try await made(configuration)
        try writeOutput(RoundText(round, sources: configuration.sources.count, in: configuration.language).summary)
    }

    private func rehearsed(_ configuration: KlyftaDaemon.Configuration) throws -> Round {
        let moment = try asOf.moment()
        let store = try asOf.applied(to: configuration.state.read())
        var rehearsal = Rehearsal(
            of: configuration.ruleSet, in: configuration.language, written: try store.writtenEvents(),
            looks: Standing.looks(try store.current()?.alerts ?? []), tests: try store.tests())
        let releases = try configuration.sources.compactMap { try store.release(of: $0.id) }
        return rehearsal.round(
            on: Figures(releases), vintages: try store.vintageNames(),
            today: (moment?.time ?? SystemClock().now().commitTime).day)
    }

    private func made(_ configuration: KlyftaDaemon.Configuration) async throws -> Round {
        LoggingSystem.bootstrap(
            LoggingBackend.choose(identifier: "klyfta", fieldPrefix: "KLYFTA"), metadataProvider: nil)
        let engine = try Engine(
            store: try configuration.state.open(), configuration, sources: SourceProcess(),
            logger: Logger(label: "klyfta"))
        let round = try engine.recompute(configuration)
        _ = try engine.watchSources(configuration)
        let faults = await engine.deliver(language: configuration.language)
        for fault in faults { writeError("klyfta: \(fault)") }
        guard faults.isEmpty else { throw ExitCode.failure }
        return round
    }
}

import ArgumentParser
import KlyftaDaemon
import KlyftaModel
import KlyftaSources
import KlyftaStore
import Logging
import SystemdKit

struct Fetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Asks sources now, as the daemon would, and stores what they deliver",
        discussion: """
            Without a source: all that are on. Nothing is recomputed and nobody is alerted; 'klyfta once' does all of \
            it. Ends with 1 if a source failed or an indicator was refused; what else was delivered is stored.
            """)

    @Argument(help: "Sources of the configuration, such as 'skl'.")
    var sources: [String] = []

    @Flag(help: "Show what would be asked, without asking anybody.")
    var dryRun = false

    @OptionGroup var file: ConfigurationOptions

    func run() async throws {
        let configuration = try file.load()
        let chosen = try chosen(of: configuration)
        if dryRun {
            try writeOutput(try chosen.map { try plan(of: $0, configuration) }.joined(separator: "\n"))
        } else {
            try await fetch(chosen, configuration)
        }
    }

    private func chosen(of configuration: KlyftaDaemon.Configuration) throws -> [SourceConfiguration] {
        let names = configuration.sources.map(\.id.text)
        if let stranger = sources.first(where: { !names.contains($0) }) {
            throw UsageFault(
                at: stranger, "the configuration has no source of this name that is on",
                remedy: "Choose among \(names.joined(separator: ", ")).")
        }
        return configuration.sources.filter { sources.isEmpty || sources.contains($0.id.text) }
    }

    private func fetch(_ chosen: [SourceConfiguration], _ configuration: KlyftaDaemon.Configuration) async throws {
        LoggingSystem.bootstrap(
            LoggingBackend.choose(identifier: "klyfta", fieldPrefix: "KLYFTA"), metadataProvider: nil)
        var engine = try Engine(
            store: try open(configuration), configuration, sources: SourceProcess(), logger: Logger(label: "klyfta"))
        engine.progress = ProgressLine.show
        var isWhole = true
        try await engine.fetch(chosen) { source, result in
            do {
                let fetched = try result.get()
                let news = if case .adopted = fetched.taken { "new figures" } else { "nothing new" }
                try writeOutput("\(source.id): \(news), vintage \(fetched.taken.vintage.short)")
                if let refusal = fetched.refusal {
                    writeError("klyfta: \(source.id): \(refusal)")
                    isWhole = false
                }
            } catch let fault as any Fault where !(fault is OutputFault) {
                writeError("klyfta: \(source.id): \(fault)")
                isWhole = false
            }
        }
        if !isWhole { throw ExitCode.failure }
    }

    /// The state to write to.
    private func open(_ configuration: KlyftaDaemon.Configuration) throws -> Store {
        do {
            return try configuration.state.open()
        } catch let fault where fault.kind == .held {
            throw StoreFault(
                .held, at: fault.place, fault.problem,
                remedy:
                    "It fetches by itself, at the times of 'schedule:'. To fetch now, stop it, fetch, start it again.")
        }
    }
}

// MARK: - What would be asked

extension Fetch {
    private func plan(of source: SourceConfiguration, _ configuration: KlyftaDaemon.Configuration) throws -> String {
        let registry = try SourceRegistry(builtInSources)
        let module = try registry.source(
            source.id, of: source.module, source.options, shipped: shippedFigures(of: source.module))
        guard let live = module as? any LiveSource, live.isLive else {
            return "\(source.id): asks nobody over the network"
        }
        let store = try configuration.state.readIfPresent()
        let (steps, mayFollow) = try DryRun(
            of: live, known: try store?.knownPayloads(of: source.id) ?? [], archive: store?.archive
        ).steps()
        let asked = steps.filter { !$0.isSpared }
        var lines = ["\(source.id): \(asked.count) questions, \(asked.map(\.request.cells).reduce(0, +)) cells"]
        if source.network.contact == nil { lines.append("  not before 'contact:' is set in the configuration") }
        lines += type(of: live).hosts(for: source.options).map { host in
            "  \(host.host): at most \(host.quota.requests / 2) questions in \(host.quota.seconds) s, "
                + "half of what the office allows"
        }
        lines += steps.map(Self.line(of:))
        if mayFollow { lines.append("  more may follow, by what these answer") }
        return lines.joined(separator: "\n")
    }

    private static func line(of step: DryRun.Step) -> String {
        let cells = step.request.cells > 0 ? ", \(step.request.cells) cells" : ""
        let held = step.held.map { " (held since \($0.description.prefix(10)))" } ?? ""
        let verb = step.isSpared ? "held" : step.request.body == nil ? "GET" : "POST"
        return "  \(verb) \(step.request.address)\(cells)\(held)"
    }
}

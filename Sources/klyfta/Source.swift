import ArgumentParser
import KlyftaDaemon
import KlyftaSources

struct Source: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs one module: a request in on standard input, its release out as JSON lines",
        discussion: """
            The daemon runs this as a child process. By hand: klyfta source skl </dev/null. Without a request, what the \
            configuration says of the source is asked for.
            """)

    @Argument(help: "The source, such as 'skl'.")
    var id: String

    @OptionGroup var file: ConfigurationOptions

    func run() async throws {
        let id = try SourceID(id)
        let request = readLine(strippingNewline: true) ?? ""
        let isWhole = await SourceServer.answer(
            request.isEmpty ? try configured(id)?.line ?? "" : request, from: id,
            registry: try SourceRegistry(builtInSources), shipped: shippedFigures,
            // What cannot be written has nobody to read it.
            say: { try? writeOutput($0) }, show: ProgressLine.show)
        if !isWhole { throw ExitCode.failure }
    }

    /// What the daemon would ask.
    private func configured(_ id: SourceID) throws -> SourceRequest? {
        let source = try file.loadIfPresent()?.sources.first { $0.id == id }
        return source.map { SourceRequest(options: $0.options, module: $0.ownModule) }
    }
}

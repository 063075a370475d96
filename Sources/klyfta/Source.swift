import ArgumentParser
import KlyftaDaemon
import KlyftaSources

struct Source: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs one module: a request in on standard input, its release out as JSON lines",
        discussion: """
            The daemon runs this as a child process, or asks it over the socket of klyfta-source@.socket, which systemd \
            hands to this. By hand: klyfta source skl </dev/null. Without a request, what the configuration says of the \
            source is asked for.
            """)

    @Argument(help: "The source, such as 'skl'.")
    var id: String

    @OptionGroup var file: ConfigurationOptions

    func run() async throws {
        let id = try SourceID(id)
        if let seat = try SourceSeat.handed() {
            let request = try seat.request()
            seat.leaveWithTheDaemon()
            guard try await answer(request, from: id, { seat.say($0) }) else { throw ExitCode.failure }
            return
        }
        let request = readLine(strippingNewline: true) ?? ""
        let isWhole = try await answer(
            request.isEmpty ? try configured(id)?.line ?? "" : request, from: id,
            // What cannot be written has nobody to read it.
            { try? writeOutput($0) })
        if !isWhole { throw ExitCode.failure }
    }

    private func answer(
        _ request: String, from id: SourceID, _ say: @escaping @Sendable (String) -> Void
    ) async throws -> Bool {
        await SourceServer.answer(
            request, from: id, registry: try SourceRegistry(builtInSources), shipped: shippedFigures, say: say,
            show: ProgressLine.show)
    }

    /// What the daemon would ask.
    private func configured(_ id: SourceID) throws -> SourceRequest? {
        let source = try file.loadIfPresent()?.sources.first { $0.id == id }
        return source.map { SourceRequest(options: $0.options, module: $0.ownModule) }
    }
}

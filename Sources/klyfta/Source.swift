import ArgumentParser
import KlyftaDaemon
import KlyftaSources

struct Source: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs one module: a request in on standard input, its release out as JSON lines",
        discussion: "The daemon runs this as a child process. By hand: klyfta source skl </dev/null")

    @Argument(help: "The module, such as 'skl'.")
    var id: String

    func run() async throws {
        let id = try SourceID(id)
        let request = readLine(strippingNewline: true) ?? ""
        let isWhole = await SourceServer.answer(
            request, from: id, registry: try SourceRegistry(builtInSources), shipped: shippedFigures(of: id),
            // What cannot be written has nobody to read it.
            say: { try? writeOutput($0) }, show: ProgressLine.show)
        if !isWhole { throw ExitCode.failure }
    }
}

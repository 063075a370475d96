import ArgumentParser
import KlyftaDaemon
import KlyftaSources
import Logging
import SystemdKit

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the daemon until it is told to end",
        discussion: """
            SIGHUP reloads the configuration or keeps the old one; 'klyfta reload' does the same and tells the outcome. \
            SIGTERM ends it.
            """)

    @OptionGroup var file: ConfigurationOptions

    func run() async throws {
        let configuration = try file.load()
        let (drops, threshold) = (DropCounter(), LogThreshold(configuration.logLevel))
        LoggingSystem.bootstrap(
            LoggingBackend.choose(identifier: "klyfta", fieldPrefix: "KLYFTA", threshold: threshold, drops: drops),
            metadataProvider: nil)
        try await Daemon(
            configuration: configuration, path: file.path, registry: SourceRegistry(builtInSources),
            sources: SourceProcess(), drops: drops, threshold: threshold, logger: Logger(label: "klyfta")
        ).run()
    }
}

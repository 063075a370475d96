import ArgumentParser
import KlyftaDaemon
import KlyftaSources

struct CheckConfig: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config",
        abstract: "Checks a configuration without touching network or state",
        discussion: "Ends with 0 if it is good, with 78 if not; all errors are told at once.")

    @OptionGroup var file: ConfigurationOptions

    @Flag(help: "Print every value in force and where it comes from.")
    var effective = false

    @Flag(help: "Say nothing if it is good.")
    var quiet = false

    func run() throws {
        let registry = try SourceRegistry(builtInSources)
        let reading = try ConfigurationReading(of: file.path, registry: registry)
        let configuration = reading.configuration
        if effective {
            try writeOutput(reading.effective())
        } else if !quiet {
            try writeOutput(
                """
                \(file.path) is good: \
                \(configuration.sources.count) sources (\(configuration.sources.map(\.id.text).joined(separator: ", "))), \
                \(configuration.ruleCount) rules
                """)
        }
    }
}

import ArgumentParser
import Foundation
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

    /// How it is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(help: "With --effective: text, which is YAML and can be read again, or json.")
    var format = Format.text

    @Flag(help: "Print what may stand in a configuration, as a JSON Schema for editors, and check nothing.")
    var schema = false

    @Flag(help: "Say nothing if it is good.")
    var quiet = false

    func run() throws {
        let registry = try SourceRegistry(builtInSources)
        if schema { return try writeOutput(ConfigurationSchema(of: registry).text) }
        let reading = try ConfigurationReading(of: file.path, registry: registry)
        let configuration = reading.configuration
        if effective, format == .json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try writeOutput(String(decoding: try encoder.encode(reading.values), as: UTF8.self))
        } else if effective {
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

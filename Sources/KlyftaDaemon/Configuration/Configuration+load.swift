import KlyftaSources

extension Configuration {
    /// Reads a configuration file and the drop-ins beside it, `<path>.d/*.yaml`.
    /// - Parameter registry: the source modules of this build.
    /// - Throws: ``ConfigurationFaults`` with everything that is wrong, also if a file cannot be read.
    package static func load(_ path: String, registry: SourceRegistry) throws -> Configuration {
        try ConfigurationReading(of: path, registry: registry).configuration
    }

    /// Reads a configuration from a text, without drop-ins: what an editor or a pipe holds.
    /// - Parameter file: the name that messages call it by.
    /// - Throws: ``ConfigurationFaults`` with everything that is wrong.
    package static func read(
        _ text: String, named file: String, registry: SourceRegistry
    ) throws -> Configuration {
        try ConfigurationReading(of: text, named: file, registry: registry).configuration
    }
}

/// A configuration that was read, together with where each of its values came from.
package struct ConfigurationReading: Sendable {
    /// The configuration.
    package let configuration: Configuration
    private let tree: ConfigurationNode
    private let defaults: [(path: [String], text: String)]

    /// Reads a configuration file and the drop-ins beside it.
    /// - Throws: ``ConfigurationFaults`` with everything that is wrong.
    package init(of path: String, registry: SourceRegistry) throws {
        let report = ConfigurationReport()
        try self.init(ConfigurationFiles.texts(of: path, into: report), registry, report)
    }

    /// Reads a configuration from a text, without drop-ins.
    /// - Throws: ``ConfigurationFaults`` with everything that is wrong.
    package init(of text: String, named file: String, registry: SourceRegistry) throws {
        let report = ConfigurationReport()
        let bytes = Array(text.utf8)
        let texts = [ConfigurationFiles.text(of: bytes, named: file, order: 0, into: report)].compactMap(\.self)
        try self.init(texts, registry, report)
    }

    private init(_ texts: [ConfigurationText], _ registry: SourceRegistry, _ report: ConfigurationReport) throws {
        let roots = texts.compactMap { YAMLDocument.root(of: $0, into: report) }
        guard let first = roots.first else {
            try report.check()
            preconditionFailure("a file that gave no tree gave a fault")
        }
        let merged = roots.dropFirst().reduce(first) { $0.overlaid(with: $1) }
        let configuration = ConfigurationReader(registry: registry, report: report).configuration(from: merged)
        try report.check()
        guard let configuration else { preconditionFailure("a configuration that cannot be built has a fault") }
        self.configuration = configuration
        self.tree = merged
        self.defaults = report.defaults
    }

    /// Every value with the place it came from, for programs.
    package var values: [EffectiveValue] { EffectiveTree(tree, defaults: defaults).entries() }

    /// The configuration as YAML, every value with the place it came from: `language: en  # default`.
    package func effective() -> String {
        EffectiveTree(tree, defaults: defaults).rendered()
    }
}

import KlyftaAlerting
import KlyftaModel
import KlyftaSources

/// Rules and tests of rules in files of their own, read with the same care as the configuration.
package enum RuleFile {
    /// The rules of a file: a drop-in of rules, or a whole configuration.
    /// - Throws: ``ConfigurationFaults`` with everything that is wrong, also if the file cannot be read.
    package static func rules(of path: String, registry: SourceRegistry) throws -> RuleSet {
        let report = ConfigurationReport()
        let set = read(ConfigurationFiles.texts(of: path, into: report).first, registry, report)
        try report.check()
        return set
    }

    /// The rules of a text that ships.
    /// - Throws: ``ConfigurationFaults`` with everything that is wrong.
    package static func rules(of text: String, named name: String, registry: SourceRegistry) throws -> RuleSet {
        let report = ConfigurationReport()
        let set = read(ConfigurationText(text, name: name, order: 0), registry, report)
        try report.check()
        return set
    }

    static func read(
        _ text: ConfigurationText?, _ registry: SourceRegistry, _ report: ConfigurationReport
    ) -> RuleSet {
        guard let text, let root = YAMLDocument.root(of: text, into: report) else { return RuleSet() }
        let reader = ConfigurationReader(registry: registry, report: report)
        guard case .map(let entries) = root.content, entries.contains(where: { $0.key == "sources" }) else {
            return KeyedReader.read(
                root, path: [], origin: .start(of: text), report: report, form: "'rules:' and rules by name"
            ) { reader in
                _ = reader.requireEntry("rules", form: "'rules:' and rules by name")
                return ConfigurationReader(registry: registry, report: report).rules(reader, modules: NamedModules())
            } ?? RuleSet()
        }
        return reader.configuration(from: root)?.ruleSet ?? RuleSet()
    }

    /// The tests of a file, with the rules they try; these stand in files named beside it.
    /// - Throws: ``ConfigurationFaults`` with everything that is wrong, such as a file that is not there.
    package static func tests(of path: String, registry: SourceRegistry) throws -> [RuleTest] {
        let report = ConfigurationReport()
        let tests = RuleTestReader(path: path, registry: registry, report: report).tests()
        try report.check()
        return tests
    }
}

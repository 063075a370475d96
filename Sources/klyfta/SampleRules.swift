import KlyftaAlerting
import KlyftaDaemon
import KlyftaSources

/// The rules that ship, and tests of rules to start from: rules.yaml and test-rules.yaml beside this file.
enum SampleRules {
    static let text = String(decoding: PackageResources.rules_yaml, as: UTF8.self)
    static let tests = String(decoding: PackageResources.test_rules_yaml, as: UTF8.self)

    /// The rules that ship.
    static func set(_ registry: SourceRegistry) throws -> RuleSet {
        try RuleFile.rules(of: text, named: "rules.yaml", registry: registry)
    }
}

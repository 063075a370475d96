import ArgumentParser
import KlyftaDaemon
import KlyftaModel
import KlyftaSources

struct Sample: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints a configuration to start from, whole or of one module, or rules with their reasons",
        discussion: "'klyfta sample rules' prints rules for all that ships; 'sample test-rules' tests of rules.")

    @Argument(help: "A module of this build, such as 'skl', or 'rules' or 'test-rules'; without, a configuration.")
    var module: String?

    func run() throws {
        guard let module else { return try tell(SampleConfiguration.text) }
        let rules = ["rules": SampleRules.text, "test-rules": SampleRules.tests]
        if let text = rules[module] { return try tell(text) }
        let registry = try SourceRegistry(builtInSources)
        guard let id = try? SourceID(module), let found = registry[id] else {
            let near =
                Suggestion.nearest(to: module, among: registry.ids.map(\.text)).map { "Did you mean \($0)? " } ?? ""
            throw UsageFault(
                at: "sample \(module)", "no such module",
                remedy: "\(near)This build has \(registry.ids.map(\.text).joined(separator: ", ")).")
        }
        try tell(found.sample)
    }

    /// With one line end behind it, so that the output is the file.
    private func tell(_ text: String) throws { try writeOutput(text, end: text.hasSuffix("\n") ? "" : "\n") }
}

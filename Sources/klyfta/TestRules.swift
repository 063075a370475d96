import ArgumentParser
import KlyftaDaemon
import KlyftaSources

struct TestRules: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test-rules",
        abstract: "Runs tests of rules: what was published when, and what a rule has to make of it",
        discussion: """
            'klyfta sample test-rules' prints a file to start from. Ends with 1 if a test fails, with 78 if a file cannot \
            be read or makes no sense. A vintage of which nothing is expected, and an alert that nobody expects, fail too.
            """)

    @Argument(help: "Files of tests; the files of rules that they name lie beside them.")
    var files: [String]

    func run() throws {
        let registry = try SourceRegistry(builtInSources)
        var failed = 0
        for file in files {
            for test in try RuleFile.tests(of: file, registry: registry) {
                let failures = test.failures()
                failed += failures.isEmpty ? 0 : 1
                let word = failures.isEmpty ? "ok" : "FAILED"
                try writeOutput(([" \(word)  \(test.name)"] + failures.map { "    \($0)" }).joined(separator: "\n"))
            }
        }
        guard failed == 0 else { throw ExitCode.failure }
    }
}

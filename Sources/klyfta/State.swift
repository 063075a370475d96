import ArgumentParser
import KlyftaDaemon
import KlyftaModel
import KlyftaStore

struct State: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks whether the state is whole, and restores it from a copy",
        subcommands: [Verify.self, Restore.self])

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Looks at every page of the state; ends with 65 if any is damaged")

        @OptionGroup var place: Place

        func run() throws {
            let directory = try place.directory()
            let problems = StateRepair.problems(in: directory)
            guard problems.isEmpty else {
                throw StoreFault(
                    .unusable, at: directory, "the database is damaged: \(problems.prefix(5).joined(separator: "; "))",
                    remedy: "Run 'klyfta state restore --state \(directory)'.")
            }
            try writeOutput("\(directory): the state is whole")
        }
    }

    struct Restore: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts the newest daily copy that is whole in the place of a damaged state",
            discussion: """
                The damaged one is kept beside it. What was announced since the copy was made may be announced again, \
                under the same ids.
                """)

        @OptionGroup var place: Place

        func run() throws {
            let outcome = try StateRepair.restore(try place.directory(), at: SystemClock().now().commitTime)
            try writeOutput("restored from \(outcome.backup)\nthe damaged state is kept as \(outcome.aside)")
        }
    }

    struct Place: ParsableArguments {
        @OptionGroup var configuration: ConfigurationOptions

        @Option(help: "The state directory (default: the one of the configuration).")
        var state: String?

        func directory() throws -> String { try state ?? configuration.load().stateDirectory }
    }
}

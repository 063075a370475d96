import ArgumentParser
import Foundation
import KlyftaDaemon
import KlyftaModel
import KlyftaStore

struct State: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks whether the state is whole, copies it, and restores it from a copy",
        subcommands: [Verify.self, Backup.self, Restore.self])

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

    struct Backup: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copies the state to a file, also while a daemon runs",
            discussion: """
                The copy is one whole database without a journal beside it. The daemon makes one every day in the state \
                directory; this one is for another disk. To go back to it, stop the daemon and put it in the place of \
                \(Store.fileName).
                """)

        @OptionGroup var place: Place

        @Argument(help: "The file to make; it must not be there yet.")
        var file: String

        func run() throws {
            let target = URL(filePath: file).path
            try Store.read(try place.directory()).backUp(to: target)
            let problems = StateRepair.problems(of: target)
            guard problems.isEmpty else {
                throw StoreFault(
                    .unusable, at: target, "the copy is damaged: \(problems[0])", remedy: "Look at the disk it lies on."
                )
            }
            try writeOutput("\(target): a whole copy of the state")
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

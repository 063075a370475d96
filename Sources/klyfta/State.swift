import ArgumentParser
import Foundation
import KlyftaDaemon
import KlyftaModel
import KlyftaStore

struct State: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks whether the state is whole, copies it, restores it from a copy, and moves it",
        subcommands: [Verify.self, Backup.self, Restore.self, Migrate.self])

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Looks at every page of the state; ends with 65 if any is damaged")

        @OptionGroup var place: Place

        func run() throws {
            let directory = try place.directory(for: "pg_amcheck")
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
                directory; this one is for another disk. 'klyfta state restore FILE' goes back to it.
                """)

        @OptionGroup var place: Place

        @Argument(help: "The file to make; it must not be there yet.")
        var file: String

        func run() throws {
            let target = URL(filePath: file).path
            try Store.read(try place.directory(for: "pg_dump")).backUp(to: target)
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
            abstract: "Puts a copy in the place of the state",
            discussion: """
                Without a file, the newest daily copy that is whole takes the place of a damaged state; one that is whole is \
                left alone. With a file, that copy takes the place of whatever is there, also of nothing: on a new machine. \
                What stood before is kept beside it. Never while a daemon works on the state. What was announced since \
                the copy was made may be announced again, under the same ids.
                """)

        @OptionGroup var place: Place

        @Argument(help: "A copy that 'klyfta state backup' made, or one of the daily ones.")
        var file: String?

        func run() throws {
            let (directory, now) = (try place.directory(for: "pg_restore"), SystemClock().now().commitTime)
            let outcome =
                if let file {
                    try StateRepair.restore(directory, from: URL(filePath: file).path, at: now)
                } else { try StateRepair.restore(directory, at: now) }
            let kept = outcome.aside.map { "\nwhat stood before is kept as \($0)" } ?? ""
            try writeOutput("restored from \(outcome.backup)\(kept)")
        }
    }

    struct Place: ParsableArguments {
        @OptionGroup var configuration: ConfigurationOptions

        @Option(help: "The state directory (default: the one of the configuration).")
        var state: String?

        /// The state directory with the database in it.
        /// - Parameter program: what does the same for PostgreSQL.
        /// - Throws: ``UsageFault`` if the state is not in a directory.
        func directory(for program: String) throws -> String {
            if let state { return state }
            let place = try configuration.load().state
            guard let database = place.database else { return place.directory }
            throw UsageFault(
                at: "store", "the state is in PostgreSQL, whose own programs look after it",
                remedy: "Use \(program), such as '\(program) --schema=\(database.schema)'; 'klyfta verify' reads the "
                    + "figures again from the offices' answers.")
        }
    }
}

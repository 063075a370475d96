import ArgumentParser
import Foundation
import Glibc
import KlyftaDaemon
import KlyftaSources
import KlyftaStore

extension State {
    struct Migrate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Moves the state between SQLite and PostgreSQL, and verifies it by computing again what can be",
            discussion: """
                A place is a state directory (/var/lib/klyfta), an address (postgresql://klyfta@db.example/klyfta), or a \
                configuration file (/etc/klyfta/klyfta.yaml), which means the place that it names. The password of an address \
                is none of the command line's business: --password says where it is kept.

                All of the state is moved: figures with their vintages and the answers of offices they rest on, rounds, \
                alerts and the letters on them, what waits to be sent, what people did, who led when, and the numbers that \
                were given. Every row is compared, every vintage is held against its lines, and what was read from answers \
                is read from them again where they came to. Only then does it count: one that is cut off before leaves \
                nothing, or a draft (klyfta.sqlite.new) that is no state. The state that it came from is not changed.

                No daemon may run on either side, and the place it goes to has to be empty. Then let 'store:' in the \
                configuration name the new place, and start the daemon. Run it as the user that the daemon runs as.
                """)

        @Option(help: ArgumentHelp("Where the state is.", valueName: "place"))
        var from: String

        @Option(help: ArgumentHelp("Where it is to go.", valueName: "place"))
        var to: String

        @Option(help: "The schema at the address (default: klyfta).")
        var schema: String?

        @Option(
            help: ArgumentHelp(
                "Where the password for the address is kept: a file, or credential:NAME.", valueName: "place"))
        var password: String?

        func run() async throws {
            let addresses = [from, to].count(where: SharedDatabase.isAddress)
            guard addresses == 1 || schema == nil && password == nil else {
                throw UsageFault(
                    at: schema == nil ? "--password" : "--schema",
                    addresses == 0 ? "no address is named" : "two addresses are named",
                    remedy: addresses == 0
                        ? "A configuration file says its own under 'postgresql:'."
                        : "Name at least one of the two by a configuration file.")
            }
            let (old, new) = (try place(from, at: "--from"), try place(to, at: "--to"))
            let migration = Migration(by: SourceProcess())
            let report = try await migration.run(from: old, to: new, step: Self.show)
            Self.show("")
            try writeOutput("\(new.name): the state of \(old.name)\n\(report)")
        }

        /// - Throws: a fault for what names no place.
        private func place(_ text: String, at option: String) throws -> MovingPlace {
            if SharedDatabase.isAddress(text) {
                let database = try SharedDatabase(
                    address: text, schema: schema, password: password, at: option)
                return try StatePlace("", in: database).moving()
            }
            var isDirectory: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: text, isDirectory: &isDirectory)
            if isThere, !isDirectory.boolValue {
                return try ConfigurationOptions.load(text).state.moving()
            }
            return .directory(URL(filePath: text).path)
        }

        /// What is done now, on one line of a terminal that is written over and over.
        private static func show(_ step: String) {
            guard isatty(STDERR_FILENO) == 1 else { return }
            let text = "\r\u{1b}[K\(step)"
            text.withCString { _ = write(STDERR_FILENO, $0, strlen($0)) }
        }
    }
}

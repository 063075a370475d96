import ArgumentParser
import KlyftaDaemon

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Asks the running daemon how it is",
        discussion: """
            Ends with 0 if it answers, whatever it says; with 69 if no daemon does. 'klyfta check' is for monitors, \
            'klyfta doctor' for what lies around it.
            """)

    @OptionGroup var daemon: DaemonOptions

    @Option(help: "text or json.")
    var format = TextFormat.text

    func run() throws {
        let answer = try daemon.ask("status")
        guard answer.isSuccess else {
            writeError("klyfta: \(answer.text)")
            throw ExitCode.failure
        }
        guard format == .text else { return try writeOutput(answer.text) }
        let status = try StatusRecord.read(answer.text)
        try writeOutput(
            """
            \(status.status)
            klyfta \(status.version), process \(status.pid), since \(status.since)
            log level \(status.logLevel)
            """)
    }
}

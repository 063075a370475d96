import ArgumentParser
import KlyftaDaemon

struct Reload: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lets the running daemon read its configuration again, and tells the outcome",
        discussion:
            "Ends with 0 if the new configuration is in force, with 78 if the old one was kept, with 69 if no daemon answers."
    )

    @OptionGroup var daemon: DaemonOptions

    func run() throws {
        let answer = try daemon.ask("reload")
        guard answer.isSuccess else {
            writeError("klyfta: \(answer.text)")
            throw ExitCode(78)
        }
        try writeOutput(answer.text)
    }
}

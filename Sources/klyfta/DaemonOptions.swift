import ArgumentParser
import KlyftaDaemon

/// Where the running daemon is to be asked.
struct DaemonOptions: ParsableArguments {
    @OptionGroup var file: ConfigurationOptions

    @Option(help: "The control socket (default: the one of the configuration).")
    var control: String?

    /// What the daemon answers to a command.
    /// - Throws: ``DaemonFault`` if none answers, ``ConfigurationFault`` if the configuration does not tell where.
    func ask(_ command: String) throws -> ControlSocket.Answer {
        try ControlClient.ask(command, at: control ?? file.load().controlSocket)
    }
}

/// How an answer is printed that people read as text and programs as JSON.
enum TextFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

import ArgumentParser
import KlyftaDaemon

struct LogLevel: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log-level",
        abstract: "Changes how much the running daemon tells its log, or shows it",
        discussion: """
            The level holds until the daemon ends, also through a reload; 'default' goes back to 'log-level' of the \
            configuration. Ends with 69 if no daemon answers.
            """)

    @OptionGroup var file: ConfigurationOptions

    @Option(help: "The control socket (default: the one of the configuration).")
    var control: String?

    @Argument(
        help: "\(LogLevels.words.joined(separator: ", ")); without, the level in force is shown.",
        completion: .list(LogLevels.words))
    var level: String?

    func validate() throws {
        guard let level, !LogLevels.words.contains(level) else { return }
        throw ValidationError("'\(level)' is no log level: choose among \(LogLevels.words.joined(separator: ", ")).")
    }

    func run() throws {
        let command = level.map { "log-level \($0)" } ?? "log-level"
        let answer = try ControlClient.ask(command, at: try control ?? file.load().controlSocket)
        guard answer.isSuccess else {
            writeError("klyfta: \(answer.text)")
            throw ExitCode.failure
        }
        try writeOutput(answer.text)
    }
}

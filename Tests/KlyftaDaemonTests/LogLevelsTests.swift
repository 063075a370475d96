import Logging
import SystemdKit
import Testing

@testable import KlyftaDaemon

struct LogLevelsTests {
    private let threshold = LogThreshold()
    private let levels: LogLevels
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    init() { levels = LogLevels(threshold, configured: .notice) }

    private func ask(_ command: String) -> ControlSocket.Answer? { levels.answer(command, by: "anna", logger) }

    @Test func `what was asked for holds through a reload, until it is taken back`() {
        #expect(threshold.level == .notice)
        #expect(ask("log-level debug")?.text == "log level debug until the restart (configuration: notice)")
        levels.configure(.error)
        #expect(threshold.level == .debug)
        #expect(ask("log-level")?.text == "log level debug until the restart (configuration: error)")
        #expect(ask("log-level default")?.text == "log level error")
        #expect(threshold.level == .error)
        levels.configure(.info)
        #expect(threshold.level == .info)
    }

    @Test(arguments: ["log-level debg", "log-level DEBUG", "log-level "])
    func `what is no level is refused, and changes nothing`(command: String) {
        let answer = ask(command)
        #expect(answer?.isSuccess == false)
        #expect(answer?.text.contains("is no log level") == true, "\(answer?.text ?? "")")
        #expect(threshold.level == .notice)
    }

    @Test(arguments: ["reload", "log-levels", "log-level debug now", ""])
    func `other commands are for others`(command: String) {
        #expect(ask(command) == nil)
    }
}

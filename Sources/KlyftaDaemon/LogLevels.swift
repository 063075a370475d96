import KlyftaModel
import Logging
import Synchronization
import SystemdKit

/// How much the running daemon tells its log: what the configuration says, unless somebody asked for another level. That
/// holds until it is taken back with `default`, or the daemon ends.
package final class LogLevels: Sendable {
    private let threshold: LogThreshold
    private let state: Mutex<State>

    private struct State {
        var configured: Logger.Level
        var asked: Logger.Level?
        var inForce: Logger.Level { asked ?? configured }
    }

    /// - Parameter threshold: what the handlers of the log ask.
    package init(_ threshold: LogThreshold, configured: Logger.Level) {
        self.threshold = threshold
        state = Mutex(State(configured: configured))
        threshold.level = configured
    }

    /// The level in force, and the configuration's where that is another.
    package var description: String {
        let state = state.withLock(\.self)
        return state.asked == nil
            ? "\(state.configured)" : "\(state.inForce) until the restart (configuration: \(state.configured))"
    }

    /// The level in force.
    package var inForce: Logger.Level { state.withLock(\.inForce) }

    /// The configuration was read again. What somebody asked for stays.
    func configure(_ level: Logger.Level) { change { $0.configured = level } }

    /// Obeys `log-level`, `log-level LEVEL` or `log-level default`.
    /// - Returns: `nil` for any other command.
    func answer(_ command: String, by author: String, _ logger: Logger) -> ControlSocket.Answer? {
        let words = command.split(separator: " ", omittingEmptySubsequences: false)
        guard words.first == "log-level", words.count <= 2 else { return nil }
        guard words.count == 2 else { return .init(isSuccess: true, text: "log level \(description)") }
        let word = String(words[1])
        let level = Logger.Level(rawValue: word)
        guard level != nil || word == "default" else {
            return .init(
                isSuccess: false,
                text: "'\(word.prefix(40))' is no log level. "
                    + Suggestion.remedy(for: word, among: Self.words, otherwise: "choose among"))
        }
        change { $0.asked = level }
        // Whatever the level is: who reads the log later must see why there is more of it, or less.
        logger.log(
            level: max(.notice, inForce), "Log level changed",
            metadata: [LogKey.level: "\(description)", LogKey.author: "\(author)"])
        return .init(isSuccess: true, text: "log level \(description)")
    }

    /// What may be asked for.
    package static var words: [String] { Logger.Level.allCases.map(\.rawValue) + ["default"] }

    private func change(_ body: (inout State) -> Void) {
        state.withLock {
            body(&$0)
            threshold.level = $0.inForce
        }
    }
}

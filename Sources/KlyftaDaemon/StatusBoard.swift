import KlyftaAlerting
import KlyftaModel
import Synchronization

/// What the daemon last told of itself: systemd gets the line, whoever asks over the control socket all of it.
final class StatusBoard: Sendable {
    let since: CommitTime
    private let levels: LogLevels
    private let last = Mutex<Situation?>(nil)
    private let shown = Mutex<CurrentState?>(nil)

    init(since: CommitTime, levels: LogLevels) { (self.since, self.levels) = (since, levels) }

    func put(_ situation: Situation) { last.withLock { $0 = situation } }

    func show(_ state: CurrentState) { shown.withLock { $0 = state } }

    /// What was last told; `nil` at the very start.
    var situation: Situation? { last.withLock { $0 } }

    /// Where all stands as it was last drawn; `nil` before the first round.
    var current: CurrentState? { shown.withLock { $0 } }

    /// The answer to `status`.
    /// - Parameter now: how it stands, where nothing was told yet: a daemon that was just started is asked too.
    func answer(otherwise now: @autoclosure () -> Situation? = nil) -> ControlSocket.Answer {
        guard let situation = last.withLock({ $0 }) ?? now() else {
            return .init(isSuccess: false, text: "it is starting; ask again in a moment")
        }
        do {
            return .init(isSuccess: true, text: try StatusRecord(situation, since: since, levels: levels).line())
        } catch {
            return .init(isSuccess: false, text: "the status cannot be told: \(error)")
        }
    }
}

import KlyftaModel
import Synchronization

/// What the daemon last told of itself: systemd gets the line, whoever asks over the control socket all of it.
final class StatusBoard: Sendable {
    private let since: CommitTime
    private let last = Mutex<Situation?>(nil)

    init(since: CommitTime) { self.since = since }

    func put(_ situation: Situation) { last.withLock { $0 = situation } }

    /// The answer to `status`.
    func answer() -> ControlSocket.Answer {
        guard let situation = last.withLock({ $0 }) else {
            return .init(isSuccess: false, text: "it is starting; ask again in a moment")
        }
        do {
            return .init(isSuccess: true, text: try StatusRecord(situation, since: since).line())
        } catch {
            return .init(isSuccess: false, text: "the status cannot be told: \(error)")
        }
    }
}

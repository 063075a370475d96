import CalendarEvents
import KlyftaStore
import Synchronization

/// What the parts of a running daemon share: the configuration in force, and what its loop has yet to do.
package final class Settings: Sendable {
    private let state: Mutex<State>

    private struct State {
        var configuration: Configuration
        var isRoundWanted = false
        var hasUndelivered = false
        var nextMoment: UnixTime?
        var remembered: [String: Store.JobStatus] = [:]
    }

    /// Settings that begin with a configuration.
    package init(_ configuration: Configuration) {
        state = Mutex(State(configuration: configuration))
    }

    /// The configuration in force.
    package var configuration: Configuration {
        get { state.withLock { $0.configuration } }
        set { state.withLock { $0.configuration = newValue } }
    }

    /// When the next job is to run.
    var nextMoment: UnixTime? {
        get { state.withLock { $0.nextMoment } }
        set { state.withLock { $0.nextMoment = newValue } }
    }

    /// Whether something waits in the outbox that could not be delivered.
    var hasUndelivered: Bool {
        get { state.withLock { $0.hasUndelivered } }
        set { state.withLock { $0.hasUndelivered = newValue } }
    }

    /// What ran although the store could not note it.
    var remembered: [String: Store.JobStatus] { state.withLock { $0.remembered } }

    func remember(_ job: String, _ status: Store.JobStatus) { state.withLock { $0.remembered[job] = status } }

    func wantRound() { state.withLock { $0.isRoundWanted = true } }

    func takeWantedRound() -> Bool {
        state.withLock { state in
            defer { state.isRoundWanted = false }
            return state.isRoundWanted
        }
    }
}

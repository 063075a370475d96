import CalendarEvents
import KlyftaStore
import Synchronization

/// What the parts of a running daemon share: the configuration in force, and what its loop has yet to do.
package final class Settings: Sendable {
    private let state: Mutex<State>
    /// What the loop waits for: pulled where it has something to do.
    let bell = Bell()

    private struct State {
        var configuration: Configuration
        var isRoundWanted = false
        var isTellingWanted = false
        var nextMoment: UnixTime?
        var remembered: [String: Store.JobStatus] = [:]
        var ending: StoreFault?
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

    /// What ran although the store could not note it.
    var remembered: [String: Store.JobStatus] { state.withLock { $0.remembered } }

    func remember(_ job: String, _ status: Store.JobStatus) { state.withLock { $0.remembered[job] = status } }

    /// The store was asked again, and knows better.
    func forget() { state.withLock { $0.remembered = [:] } }

    /// The situation is another than was told.
    func wantTelling() {
        state.withLock { $0.isTellingWanted = true }
        bell.pull()
    }

    /// Whether the loop has something to do that no schedule knows of.
    var isWanted: Bool { state.withLock { $0.isRoundWanted || $0.isTellingWanted } }

    func takeWantedTelling() -> Bool {
        state.withLock { state in
            defer { state.isTellingWanted = false }
            return state.isTellingWanted
        }
    }

    /// Why the daemon has to end, if it has.
    var ending: StoreFault? { state.withLock { $0.ending } }

    /// Where a fault says that what was written may be gone, or that another one leads, nothing more is built on what this
    /// process remembers: the loop ends.
    func heed(_ fault: any Error) {
        guard let fault = fault as? StoreFault, [.undurable, .held].contains(fault.kind) else { return }
        state.withLock { $0.ending = $0.ending ?? fault }
        bell.pull()
    }

    func wantRound() {
        state.withLock { $0.isRoundWanted = true }
        bell.pull()
    }

    func takeWantedRound() -> Bool {
        state.withLock { state in
            defer { state.isRoundWanted = false }
            return state.isRoundWanted
        }
    }
}

import CalendarEvents
import KlyftaStore
import Synchronization

/// What the parts of a running daemon share: the configuration in force, and what its loop has yet to do.
package final class Settings: Sendable {
    private let state: Mutex<State>

    private struct State {
        var configuration: Configuration
        var isRoundWanted = false
        var delivery = Delivery()
        var nextMoment: UnixTime?
        var remembered: [String: Store.JobStatus] = [:]
    }

    /// What could not be delivered, and when it is tried again.
    private struct Delivery {
        var faults: [String] = []
        var pause = Duration.zero
        var due: UnixTime?
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

    /// Whether something that could not be delivered is to be tried again.
    func isDeliveryDue(at now: UnixTime) -> Bool { state.withLock { $0.delivery.due.map { $0 <= now } ?? false } }

    /// Takes down how a delivery went: a failed one is tried again after 5 seconds, then after twice as long each time,
    /// up to 10 minutes.
    /// - Returns: whether anything about it is new.
    func noteDelivery(_ faults: [String], at now: UnixTime) -> Bool {
        state.withLock { state in
            let isNew = state.delivery.faults != faults
            let pause = isNew ? .seconds(5) : min(state.delivery.pause * 2, .seconds(600))
            state.delivery =
                faults.isEmpty ? Delivery() : Delivery(faults: faults, pause: pause, due: now.advanced(by: pause))
            return isNew
        }
    }

    /// What ran although the store could not note it.
    var remembered: [String: Store.JobStatus] { state.withLock { $0.remembered } }

    func remember(_ job: String, _ status: Store.JobStatus) { state.withLock { $0.remembered[job] = status } }

    /// The store was asked again, and knows better.
    func forget() { state.withLock { $0.remembered = [:] } }

    func wantRound() { state.withLock { $0.isRoundWanted = true } }

    func takeWantedRound() -> Bool {
        state.withLock { state in
            defer { state.isRoundWanted = false }
            return state.isRoundWanted
        }
    }
}

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
        var untaken: [String: Int] = [:]
        var outage: StoreOutage?
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

// What the store does to those who use it.
extension Settings {
    /// For how long the state cannot be used by now, and why; `nil` if it can.
    var outage: StoreOutage? { state.withLock { $0.outage } }

    /// What to make of a fault.
    enum Notice { case other, new, known }

    /// Where a fault says that what was written may be gone, or that another one leads, nothing more is built on what this
    /// process remembers: the loop ends. Where it says that the state cannot be used, that is an outage.
    /// - Returns: whether it is of an outage, and whether of one that was not known, or known for another reason.
    @discardableResult
    func heed(_ fault: any Error, at now: UnixTime) -> Notice {
        guard let fault = fault as? StoreFault else { return .other }
        switch fault.kind {
        case .undurable, .held:
            state.withLock { $0.ending = $0.ending ?? fault }
            bell.pull()
            return .other
        case .absent, .forgotten: return .other
        case .system, .forbidden, .unusable:
            return state.withLock { state in
                let known = state.outage?.fault.kind
                if state.outage == nil {
                    state.outage = StoreOutage(fault, at: now)
                } else {
                    state.outage?.fault = fault
                    state.outage?.failures += 1
                }
                return known == fault.kind ? .known : .new
            }
        }
    }

    /// Forgets what was remembered while this daemon led: another one has led since.
    func beginAnew() {
        state.withLock { state in
            (state.remembered, state.untaken) = ([:], [:])
            (state.outage, state.ending, state.nextMoment) = (nil, nil, nil)
        }
    }

    /// A round is being made.
    func roundTried(at now: UnixTime) { state.withLock { $0.outage?.tried(at: now) } }

    /// - Returns: whether an outage is over, for nothing has failed because of it since it was looked at.
    func end(_ outage: StoreOutage) -> Bool {
        state.withLock { state in
            guard state.outage?.since == outage.since, state.outage?.failures == outage.failures else { return false }
            state.outage = nil
            return true
        }
    }

    /// The store could not take what a job brought, which says nothing of whom it asked. It is tried again soon, and ever more
    /// seldom where that does not help: somebody is asked each time.
    func untaken(_ job: String, _ status: Store.JobStatus) {
        remember(job, status)
        state.withLock { $0.untaken[job, default: 0] += 1 }
    }

    /// The store was not what a job failed of.
    func taken(_ job: String) { state.withLock { $0.untaken[job] = nil } }

    /// How long after they failed jobs are tried again whose yield the store could not take.
    var retries: [String: Duration] {
        state.withLock { state in state.untaken.mapValues { .seconds(min(3_600, 60 << min($0 - 1, 6))) } }
    }
}

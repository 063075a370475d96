import CalendarEvents
import KlyftaModel
import KlyftaStore
import Logging

/// Says what goes wrong in a daemon. That the state cannot be used is said once, when that begins, and once when it is over:
/// each job, each look and each sink finds it out anew.
struct StoreWatch: Sendable {
    let store: Store
    let settings: Settings
    let clock: any WallClock
    let logger: Logger

    /// Says what failed, and why.
    func tell(_ message: Logger.Message, _ error: any Error, _ metadata: Logger.Metadata = [:]) {
        let metadata = metadata.merging([LogKey.error: "\(error)"]) { _, new in new }
        // Who stands by looks at the database every second, and tells of it: see ``Standby``.
        let notice = error is StoreFault && store.isFollower ? .known : settings.heed(error, at: clock.now())
        switch notice {
        case .other: logger.error(message, metadata: metadata)
        case .known: logger.debug(message, metadata: metadata)
        case .new:
            logger.debug(message, metadata: metadata)
            logger.error(
                "The state cannot be used; until it can, no source is asked", metadata: [LogKey.error: "\(error)"])
            settings.wantTelling()
        }
    }

    /// A round was written down: an outage is over, unless something failed since that round began.
    func end(_ outage: StoreOutage) {
        guard settings.end(outage) else { return }
        let seconds = outage.since.duration(to: clock.now()).components.seconds
        // Nobody knows how long it was if the clock was set back meanwhile.
        logger.notice("The state can be used again", metadata: seconds < 0 ? nil : [LogKey.away: "\(seconds) s"])
    }
}

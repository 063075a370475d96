import CalendarEvents
import KlyftaModel
import KlyftaSources
import KlyftaStore
import Logging
import Synchronization

/// What a follower does meanwhile: it looks at what the leader wrote, shows it, and keeps what its own first round would need.
/// Nothing is written to the store, nobody is asked and nothing is sent.
extension Scheduler {
    /// What a follower has seen.
    struct Seen {
        fileprivate var configuration: Configuration?
        fileprivate var vintages: [SourceID: Vintage] = [:]
        fileprivate var lookout = Lookout()
        fileprivate var isBehind = true
        /// Whether the last look had something to do.
        fileprivate var hasWorked = false
    }

    /// Looks, where there is anything new: something was written, the configuration is another, or time has passed.
    /// - Throws: ``StoreFault``; the next look is a whole one then.
    func follow(_ seen: inout Seen) throws(StoreFault) {
        let isNews = store.takeNews()
        let isWanted = isWanted
        seen.isBehind = seen.isBehind || isNews || isWanted || seen.lookout.isDue(at: clock.now(), next: nil)
        guard seen.isBehind else {
            if seen.hasWorked { rest() }
            seen.hasWorked = false
            return
        }
        seen.hasWorked = true
        _ = (settings.takeWantedRound(), settings.takeWantedTelling())
        let configuration = settings.configuration
        let vintages = try store.vintages()
        if configuration != seen.configuration || vintages != seen.vintages {
            try engine.warm(configuration, step: heartbeat.step)
        }
        draw()
        tell(configuration, daybook(configuration))
        (seen.configuration, seen.vintages, seen.isBehind) = (configuration, vintages, false)
        seen.lookout.looked(at: clock.now())
    }

    /// Looks whether this daemon still leads: its session may be over although nobody asked anything of it. Where another one
    /// leads by now the loop ends, and this one follows.
    func confirmLead() {
        do {
            let term = try store.confirmLead()
            guard told.withLock({ $0?.term != term }) else { return }
            // Its own session was begun anew, under a new number, or the database answers again.
            settings.outage == nil ? settings.wantTelling() : settings.wantRound()
        } catch {
            watch.tell("Not asked who leads", error)
        }
    }
}

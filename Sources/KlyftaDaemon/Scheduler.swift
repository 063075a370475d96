import CalendarEvents
import KlyftaAlerting
import KlyftaModel
import KlyftaSources
import KlyftaStore
import Logging
import ServiceLifecycle
import Synchronization
import SystemdKit

/// The daemon's one loop: waits until a job is due, runs what is due, and waits again. Sources are asked side by side.
///
/// There is one loop, so there are never two rounds at once. It looks at the wall clock every minute at least instead of
/// sleeping until the moment: a clock that jumps, or a machine that slept, is noticed then. At the rest it looks when
/// there is a reason: see ``Lookout``.
package final class Scheduler: Service {
    let engine: Engine
    let store: Store
    let settings: Settings
    let clock: any WallClock
    let host: String
    let logger: Logger
    let watch: StoreWatch
    let report: @Sendable (Situation) -> Void
    let heartbeat: Heartbeat
    private let sendNews: @Sendable () -> Void
    let drops: DropCounter
    let tally: Tally
    /// The situation as it was last told.
    let told = Mutex<Situation?>(nil)

    /// How long the loop sleeps at most before it looks at the clock again. Each look wakes the machine.
    private static let nap = Duration.seconds(60)
    /// How long after work memory is given back: what the work set off has come to its end by then.
    private static let afterwork = Duration.seconds(5)

    /// - Parameters:
    ///   - sendNews: called when something new may wait for a sink.
    ///   - report: called after everything that changes the situation.
    ///   - heartbeat: told that the loop is alive.
    ///   - drops: how many log entries were given up.
    ///   - tally: told how rounds and fetches ended.
    package init(
        engine: Engine, store: Store, settings: Settings, clock: any WallClock = SystemClock(), host: String,
        heartbeat: Heartbeat, drops: DropCounter = DropCounter(), tally: Tally = Tally(), logger: Logger,
        sendNews: @escaping @Sendable () -> Void = {},
        report: @escaping @Sendable (Situation) -> Void = { _ in }
    ) {
        self.engine = engine
        self.store = store
        self.settings = settings
        self.clock = clock
        self.host = host
        self.heartbeat = heartbeat
        self.drops = drops
        self.tally = tally
        self.sendNews = sendNews
        self.logger = logger
        watch = StoreWatch(store: store, settings: settings, clock: clock, logger: logger)
        self.report = report
    }

    /// Recomputes soon, whatever the schedule says: the rules have changed.
    package func recomputeSoon() {
        settings.wantRound()
    }

    /// Runs until the group shuts down.
    /// - Throws: ``StoreFault`` if what was written may not be durable.
    package func run() async throws {
        // A fetch under way is given up at shutdown, not waited for; its release is not taken.
        await cancelWhenGracefulShutdown { await self.loop() }
        if let fault = settings.ending { throw fault }
    }

    /// Until the next moment, or for a nap.
    private func pause(atMost nap: Duration) -> Duration {
        let wait = settings.nextMoment.map { max(.milliseconds(10), clock.now().duration(to: $0)) } ?? nap
        return heartbeat.pace(min(wait, nap))
    }

    private func loop() async {
        tellOthers()
        // Rules may have changed while nothing ran, and a crash may have come between taking figures and judging them.
        settings.wantRound()
        var lookout = Lookout()
        var hasWorked = false
        while true {
            await settings.bell.wait(atMost: pause(atMost: hasWorked ? Self.afterwork : nap), on: clock)
            guard !Task.isCancelled, settings.ending == nil else { return }
            if isWanted || lookout.isDue(at: clock.now(), next: settings.nextMoment) {
                await tick()
                lookout.looked(at: clock.now())
                hasWorked = true
            } else {
                heartbeat.beat()
                confirmLead()
                if hasWorked { rest() }
                hasWorked = false
            }
        }
    }

    /// How long the loop sleeps. One of several on a state finds out within seconds that it leads no more.
    private var nap: Duration { settings.configuration.database == nil ? Self.nap : Self.afterwork }

    /// Whether somebody asked for a look.
    var isWanted: Bool { settings.isWanted || hasNewDrops }

    /// Whether log entries were given up since the situation was last told.
    private var hasNewDrops: Bool { told.withLock { $0?.droppedEntries ?? 0 } != drops.count }

    /// Gives back the memory that work took and that nothing keeps.
    func rest() {
        store.giveBack()
        ProcessMemory.giveBack()
    }

    /// Runs what is due now.
    func tick() async {
        heartbeat.beat()
        // Until it is known anew, nobody is woken for a moment that this tick is there for.
        settings.nextMoment = nil
        let configuration = settings.configuration
        let book = daybook(configuration)
        let outage = settings.outage
        let due = book.due(at: clock.now())
        var isNews = settings.takeWantedRound() || due.contains(.recompute)
        isNews = await ask(due, of: configuration, isNews: isNews)
        guard !Task.isCancelled, settings.ending == nil else { return }
        heartbeat.beat()
        let latest = settings.configuration
        if isNews { recompute(latest, during: outage) }
        let isSourceNews = watchSources(latest)
        if settings.outage == nil {
            if !due.isEmpty { engine.keepHouse(latest, step: heartbeat.step) }
            // A source that was asked fares otherwise than before, also where no figure is new: `current.json` says so.
            if isNews || isSourceNews || !due.isEmpty { tellOthers() }
        }
        let after = isNews || !due.isEmpty ? daybook(latest) : book
        settings.nextMoment = after.next
        tellOfLook(due, next: after.next)
        let isTellingWanted = settings.takeWantedTelling() || hasNewDrops
        if isTellingWanted || isNews || !due.isEmpty { tell(latest, after) }
    }

    private func tellOfLook(_ due: [Job], next: UnixTime?) {
        logger.debug(
            "Looked at the clock",
            metadata: [
                LogKey.job: "\(due.map(\.name).joined(separator: ","))",
                LogKey.next: "\(next?.commitTime.description ?? "never")",
            ])
    }

    /// - Parameter outage: which is over if the round can be made and written down.
    func recompute(_ configuration: Configuration, during outage: StoreOutage?) {
        settings.roundTried(at: clock.now())
        do {
            _ = try engine.recompute(configuration, step: heartbeat.step)
            if note(.recompute, nil), let outage { watch.end(outage) }
            tally.round(isGood: true)
        } catch {
            // The last good numbers still stand; a bad round must not end the daemon.
            tally.round(isGood: false)
            watch.tell("Round failed; the last one stands", error)
            note(.recompute, "\(error)")
        }
    }

    /// Looks at the sources: with every tick, since dates pass by themselves.
    /// - Returns: whether there is anything to tell.
    private func watchSources(_ configuration: Configuration) -> Bool {
        guard settings.ending == nil, settings.outage == nil else { return false }
        do {
            return try !engine.watchSources(configuration).isEmpty
        } catch {
            watch.tell("Sources not looked at", error)
            return false
        }
    }

    /// Draws the pictures of the state, and has sent what waits.
    func tellOthers() {
        draw()
        sendNews()
    }

    /// Draws the pictures of the state.
    func draw() {
        for fault in engine.draw() { watch.tell("The state is not shown as it is", fault) }
    }
}

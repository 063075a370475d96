import CalendarEvents
import KlyftaModel
import KlyftaSinks
import KlyftaStore
import Logging
import ServiceLifecycle
import Synchronization

/// The daemon's sending: one lane a sink, so that one that is slow or down holds up itself alone.
package final class Deliveries: Service {
    private let dispatcher: Dispatcher
    private let settings: Settings
    private let watch: StoreWatch
    private let logger: Logger
    private let lanes = Mutex([String: Lane]())
    private let bell = Bell()
    /// For how long a moment of the wall clock is slept for at most: it may jump.
    private static let nap = Duration.seconds(60)

    /// What is known of one sink.
    private struct Lane {
        var isBusy = false
        /// When to look again, by the clock of the wall; `nil` when there is news only.
        var next: UnixTime?
        /// Whether there was news while it was busy.
        var hasNews = true
        var fault: String?
    }

    package init(_ dispatcher: Dispatcher, settings: Settings, logger: Logger) {
        self.dispatcher = dispatcher
        self.settings = settings
        self.logger = logger
        watch = StoreWatch(store: dispatcher.store, settings: settings, clock: dispatcher.clock, logger: logger)
    }

    /// There is something new to send.
    package func wake() {
        lanes.withLock { lanes in
            for name in lanes.keys { lanes[name]?.hasNews = true }
        }
        bell.pull()
    }

    /// The sinks that did not take what they were sent, and why.
    package var faults: [String: String] { lanes.withLock { $0.compactMapValues(\.fault) } }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                self.bell.pull()
                while true {
                    await self.bell.wait(atMost: self.pause, on: self.dispatcher.clock)
                    guard !Task.isCancelled else { break }
                    self.start(in: &group)
                }
                group.cancelAll()
            }
        }
        // Where another one leads, it is that one's to send.
        guard settings.ending?.kind != .held else { return }
        // What was committed a moment ago is in the file when the daemon has ended; others may be slow, and get it from
        // the next start.
        for outlet in dispatcher.outlets.inForce.outlets where outlet.sink.isRecord {
            _ = await dispatcher.serve(outlet, language: settings.configuration.language, isHurried: true)
        }
    }

    /// Until a lane is due; `nil` where only news wakes one.
    private var pause: Duration? {
        let now = dispatcher.clock.now()
        let next = lanes.withLock { $0.values.filter { !$0.isBusy }.compactMap(\.next).min() }
        return next.map { min(max(.milliseconds(50), now.duration(to: $0)), Self.nap) }
    }

    private func start(in group: inout DiscardingTaskGroup) {
        let inForce = dispatcher.outlets.inForce
        forget(except: Set(inForce.outlets.map(\.sink.name) + inForce.mirrors.map(\.name)))
        let language = settings.configuration.language
        for outlet in inForce.outlets where enter(outlet.sink.name) {
            group.addTask {
                let outcome = await self.dispatcher.serve(outlet, language: language)
                // Fewer wait now than was told.
                if outcome.isTried { self.settings.wantTelling() }
                self.leave(
                    outlet.sink.name, outcome.fault, isTried: outcome.isTried || outcome.fault != nil,
                    next: outcome.next.map(UnixTime.init))
            }
        }
        for mirror in inForce.mirrors where enter(mirror.name) {
            group.addTask {
                let fault = await self.dispatcher.reflect(in: mirror)
                self.leave(
                    mirror.name, fault, isTried: true, next: self.dispatcher.clock.now().advanced(by: mirror.interval))
            }
        }
    }

    /// A sink that the configuration does not name any more is nobody's concern.
    private func forget(except names: Set<String>) {
        lanes.withLock { lanes in lanes = lanes.filter { names.contains($0.key) || $0.value.isBusy } }
    }

    /// Whether a lane is to be looked at now; it is busy then.
    private func enter(_ name: String) -> Bool {
        let now = dispatcher.clock.now()
        return lanes.withLock { lanes in
            var lane = lanes[name] ?? Lane()
            guard !lane.isBusy, lane.hasNews || lane.next.map({ $0 <= now }) ?? false else { return false }
            (lane.isBusy, lane.hasNews) = (true, false)
            lanes[name] = lane
            return true
        }
    }

    /// A lane is free again. What goes wrong is told when it changes, not each time.
    private func leave(_ name: String, _ fault: (any Fault)?, isTried: Bool, next: UnixTime?) {
        // A state that cannot be used is no fault of the sink, which fares as it did.
        if let fault = fault as? StoreFault { watch.tell("What waits is not sent", fault, [LogKey.sink: "\(name)"]) }
        let (isTried, text) = (isTried && !(fault is StoreFault), fault?.description)
        let isNew = lanes.withLock { lanes in
            var lane = lanes[name] ?? Lane()
            let isNew = isTried && text != lane.fault
            (lane.isBusy, lane.next) = (false, next)
            if isNew { lane.fault = text }
            lanes[name] = lane
            return isNew
        }
        if isNew { settings.wantTelling() }
        if isNew, let text {
            logger.error(
                "Delivery failed; it is tried again", metadata: [LogKey.sink: "\(name)", LogKey.error: "\(text)"])
        } else if isNew {
            logger.notice("Delivery works again", metadata: [LogKey.sink: "\(name)"])
        }
        // When it is due, or that there was news meanwhile, counts from now on.
        bell.pull()
    }
}

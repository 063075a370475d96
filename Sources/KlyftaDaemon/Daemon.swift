import Foundation
import KlyftaModel
import KlyftaPublishing
import KlyftaSinks
import KlyftaSources
import KlyftaStore
import Logging
import ServiceLifecycle
import SystemdKit
import UnixSignals

/// The long-running service: puts the parts together, starts them, and ends them in order.
package struct Daemon: Sendable {
    private let path: String
    private let configuration: Configuration
    private let registry: SourceRegistry
    private let sources: any SourceRunner
    private let clock: any WallClock
    private let drops: DropCounter
    private let threshold: LogThreshold
    private let logger: Logger

    /// A daemon with a configuration that was read from a path.
    /// - Parameters:
    ///   - drops: counts the log entries that were given up; the status tells.
    ///   - threshold: how much is logged; it can be changed while the daemon runs.
    package init(
        configuration: Configuration, path: String, registry: SourceRegistry, sources: any SourceRunner,
        clock: any WallClock = SystemClock(), drops: DropCounter = DropCounter(),
        threshold: LogThreshold = LogThreshold(), logger: Logger
    ) {
        self.configuration = configuration
        self.path = path
        self.registry = registry
        self.sources = sources
        self.clock = clock
        self.drops = drops
        self.threshold = threshold
        self.logger = logger
    }

    /// Runs until SIGTERM or SIGINT.
    /// - Throws: a ``Fault`` if it cannot start.
    package func run() async throws {
        ProcessMemory.shareArenas(2)
        let notifier = Notifier()
        // Each part takes its own by name; what nobody takes is let go below.
        let handed = try HandedSockets.passed()
        let start = Self.extendingStart(notifier)
        let store = try Store.open(configuration.stateDirectory)
        let settings = Settings(configuration)
        let heartbeat = Heartbeat(watchdog) { notifier.watchdog() }
        let levels = LogLevels(threshold, configured: configuration.logLevel)
        let board = StatusBoard(since: clock.now().commitTime, levels: levels)
        let tally = Tally()
        let outlets = Outlets(try configuration.outlets(logger: logger))
        let engine = try Engine(
            store: store, configuration, sources: sources, outlets: outlets, clock: clock, logger: logger,
            show: board.show)
        let deliveries = Deliveries(engine.dispatcher, settings: settings, logger: logger)
        let scheduler = Scheduler(
            engine: engine, store: store, settings: settings, clock: clock, host: Self.host, heartbeat: heartbeat,
            drops: drops, tally: tally, logger: logger, sendNews: deliveries.wake
        ) { situation in
            board.put(situation)
            notifier.status(situation.description)
        }
        let reloader = Reloader(
            path: path, registry: registry, settings: settings, scheduler: scheduler, outlets: outlets,
            levels: levels, notifier: notifier, tally: tally, logger: logger)
        let handler = Handler(
            store: store, outlets: outlets, clock: clock, logger: logger, done: scheduler.tellOthers)
        let listener = try ControlListener(at: configuration.controlSocket, from: handed, notifier: notifier)
        let control = ControlSocket(on: listener, logger: logger) { command, peer in
            logger.debug("Asked", metadata: [LogKey.command: "\(command.prefix(40))", LogKey.author: "\(peer.name)"])
            if let answer = levels.answer(command, by: peer.name, logger) { return answer }
            if command == "reload" { return reloader.reload() }
            if command == "status" { return board.answer(otherwise: scheduler.situation()) }
            if let order = HandlingOrder(command: command) { return await handler.perform(order, by: peer.name) }
            return .init(isSuccess: false, text: "no such command: \(command.prefix(40))")
        }
        let passed = handed.take(PageSocket.name)
        let page = try PageSocket.listeners(of: configuration.page, handedOver: passed)
        let showroom = Showroom { [clock] in
            try Edition(from: store, settings.configuration, at: clock.now().commitTime)
        }
        let reception = Reception(
            board: board, tally: tally, heartbeat: heartbeat,
            showing: .init(room: showroom, language: configuration.language))
        let services: [any Service] = [
            ReadyService(loop: scheduler, notifier: notifier), deliveries, control,
            // Caught before anybody is told that the daemon is ready: uncaught, a hangup would end it.
            HangupService(
                signals: await UnixSignalsSequence(trapping: .sighup), reloader: reloader, logger: logger),
            PageService(
                listeners: page, path: PageSocket.ownPath(of: configuration.page, handedOver: passed),
                hosts: configuration.page.hosts, logger: logger, respond: reception.reply(to:)),
            StoppingService(notifier: notifier, heartbeat: heartbeat),
        ]
        for name in handed.letGo(telling: notifier) {
            logger.warning("A socket that nobody asked for was handed over", metadata: [LogKey.socket: "\(name)"])
        }
        start.end()
        let group = ServiceGroup(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        logger.notice(
            "Klyfta runs",
            metadata: [
                LogKey.rules: "\(configuration.ruleCount)",
                LogKey.sources: "\(configuration.sources.map(\.id.text).joined(separator: ","))",
            ])
        try await group.run()
        logger.notice("Klyfta ends")
    }

    /// Opening the state may take long: a large one is looked over, an old one brought to the present form. After a quarter
    /// of an hour it counts as hung.
    private static func extendingStart(_ notifier: Notifier) -> TimeoutExtension {
        let end = SuspendingClock.now + .seconds(900)
        let start = TimeoutExtension(while: { .now < end }, ask: { notifier.extendTimeout(by: $0) })
        start.begin()
        return start
    }

    /// What systemd expects. What it says in a way nobody understands is no reason not to run.
    private var watchdog: Watchdog? {
        do {
            return try Watchdog.requested()
        } catch {
            logger.error("The watchdog is not fed", metadata: [LogKey.error: "\(error)"])
            return nil
        }
    }

    /// A name of this machine that stays: its machine-id, or else its host name.
    static var host: String {
        let id = try? String(contentsOfFile: "/etc/machine-id", encoding: .utf8)
        return id.flatMap { $0.count >= 32 ? $0 : nil } ?? ProcessInfo.processInfo.hostName
    }
}

import Foundation
import KlyftaModel
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
        let store = try configuration.state.join()
        // By then whatever writes has ended; another one need not wait until the session is found to be gone.
        defer { store.resign() }
        let works = try works(on: store, notifier)
        let services: [any Service] = [
            ReadyService(
                loop: works.standby, notifier: notifier,
                status: store.isFollower ? "stands by; first look at the state" : "ready; first look at the sources"),
            LeadersService(turn: works.turn, clock: clock, service: works.deliveries),
            try control(works, from: handed),
            // Caught before anybody is told that the daemon is ready: uncaught, a hangup would end it.
            HangupService(
                signals: await UnixSignalsSequence(trapping: .sighup), reloader: works.reloader, logger: logger),
            works.showroom,
            try page(works, from: handed),
            StoppingService(notifier: notifier, heartbeat: works.heartbeat),
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

    private func works(on store: Store, _ notifier: Notifier) throws -> Works {
        try Works(
            configuration, path: path, registry: registry, sources: sources, store: store, clock: clock, drops: drops,
            threshold: threshold, heartbeat: Heartbeat(watchdog) { notifier.watchdog() }, notifier: notifier,
            logger: logger)
    }

    /// What answers commands.
    private func control(_ works: Works, from handed: HandedSockets) throws -> ControlSocket {
        let listener = try ControlListener(at: configuration.controlSocket, from: handed, notifier: works.notifier)
        return ControlSocket(on: listener, logger: logger, answer: works.answer)
    }

    /// What answers readers.
    private func page(_ works: Works, from handed: HandedSockets) throws -> PageService {
        let passed = handed.take(PageSocket.name)
        return PageService(
            listeners: try PageSocket.listeners(of: configuration.page, handedOver: passed),
            path: PageSocket.ownPath(of: configuration.page, handedOver: passed),
            hosts: configuration.page.hosts, logger: logger,
            respond: works.reception(in: configuration.language).reply(to:))
    }

    /// A name of this machine that stays: its machine-id, or else its host name.
    static var host: String {
        let id = try? String(contentsOfFile: "/etc/machine-id", encoding: .utf8)
        return id.flatMap { $0.count >= 32 ? $0 : nil } ?? ProcessInfo.processInfo.hostName
    }
}

// What systemd waits for.
extension Daemon {
    /// Opening the state may take long: a large one is looked over, an old one brought to the present form. After a quarter
    /// of an hour it counts as hung.
    fileprivate static func extendingStart(_ notifier: Notifier) -> TimeoutExtension {
        let end = SuspendingClock.now + .seconds(900)
        let start = TimeoutExtension(while: { .now < end }, ask: { notifier.extendTimeout(by: $0) })
        start.begin()
        return start
    }

    /// What systemd expects. What it says in a way nobody understands is no reason not to run.
    fileprivate var watchdog: Watchdog? {
        do {
            return try Watchdog.requested()
        } catch {
            logger.error("The watchdog is not fed", metadata: [LogKey.error: "\(error)"])
            return nil
        }
    }
}

import KlyftaModel
import KlyftaPublishing
import KlyftaSinks
import KlyftaSources
import KlyftaStore
import Logging
import SystemdKit

/// What works in a running daemon, whoever asks for it: the loop, what sends, what reloads, and what they share.
struct Works: Sendable {
    let store: Store
    let settings: Settings
    let notifier: Notifier
    let heartbeat: Heartbeat
    let scheduler: Scheduler
    let deliveries: Deliveries
    /// Follows, and runs the loop when this daemon leads.
    let standby: Standby
    /// What the parts wait for that only a leader has.
    let turn = Turn()
    let reloader: Reloader
    /// What readers look at.
    let showroom: Showroom
    private let clock: any WallClock
    private let levels: LogLevels
    private let board: StatusBoard
    private let tally = Tally()
    private let handler: Handler
    private let logger: Logger

    init(
        _ configuration: Configuration, path: String, registry: SourceRegistry, sources: any SourceRunner, store: Store,
        clock: any WallClock, drops: DropCounter, threshold: LogThreshold, heartbeat: Heartbeat, notifier: Notifier,
        logger: Logger
    ) throws {
        (self.store, self.clock, self.heartbeat, self.notifier) = (store, clock, heartbeat, notifier)
        self.logger = logger
        let settings = Settings(configuration)
        let levels = LogLevels(threshold, configured: configuration.logLevel)
        let board = StatusBoard(since: clock.now().commitTime, levels: levels)
        let outlets = Outlets(try configuration.outlets(logger: logger))
        let engine = try Engine(
            store: store, configuration, sources: sources, outlets: outlets, clock: clock, logger: logger,
            show: board.show)
        let deliveries = Deliveries(engine.dispatcher, settings: settings, logger: logger)
        scheduler = Scheduler(
            engine: engine, store: store, settings: settings, clock: clock, host: Daemon.host, heartbeat: heartbeat,
            drops: drops, tally: tally, logger: logger, sendNews: deliveries.wake
        ) { situation in
            board.put(situation)
            notifier.status(situation.description)
        }
        // Who leads from the beginning has nothing to wait for, also if it is ended at once.
        if !store.isFollower { turn.come() }
        standby = Standby(scheduler: scheduler, turn: turn, board: board, notifier: notifier, logger: logger)
        reloader = Reloader(
            path: path, registry: registry, settings: settings, scheduler: scheduler, outlets: outlets,
            levels: levels, notifier: notifier, tally: tally, logger: logger)
        showroom = Showroom(clock: clock, giveBack: scheduler.rest) {
            try Edition(from: store, settings.configuration, at: clock.now().commitTime)
        }
        handler = Handler(
            store: store, outlets: outlets, clock: clock, logger: logger, done: scheduler.tellOthers)
        (self.settings, self.levels, self.board, self.deliveries) = (settings, levels, board, deliveries)
    }

    /// The answer to a command.
    func answer(_ command: String, from peer: Peer) async -> ControlSocket.Answer {
        logger.debug("Asked", metadata: [LogKey.command: "\(command.prefix(40))", LogKey.author: "\(peer.name)"])
        if let answer = levels.answer(command, by: peer.name, logger) { return answer }
        if command == "reload" { return reloader.reload() }
        if command == "status" { return board.answer(otherwise: scheduler.situation()) }
        if let order = HandlingOrder(command: command) { return await handler.perform(order, by: peer.name) }
        return .init(isSuccess: false, text: "no such command: \(command.prefix(40))")
    }

    /// What answers readers, in a language where they name none.
    func reception(in language: Language) -> Reception {
        Reception(
            board: board, tally: tally, heartbeat: heartbeat, showing: .init(room: showroom, language: language))
    }
}

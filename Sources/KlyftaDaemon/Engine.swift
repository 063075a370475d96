import CalendarEvents
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import KlyftaStore
import Logging

/// Fetches, recomputes, commits and delivers: the only one who writes to the store.
///
/// A method that fails leaves the store as it was and throws; whoever calls it decides that life goes on.
package struct Engine: Sendable {
    let store: Store
    let sources: any SourceRunner
    let outlets: Outlets
    private let pictures: Pictures
    let clock: any WallClock
    let logger: Logger
    let warmth: Warmth
    /// Told how far each fetch is, for a terminal.
    package var progress: @Sendable (FetchProgress) -> Void = { _ in }

    /// An engine over an open store.
    /// - Parameters:
    ///   - outlets: who is told, and by what way.
    ///   - pictures: the files that show where all stands.
    ///   - warmLimit: how many bytes of figures it keeps in memory between rounds; with 0 every round begins anew.
    package init(
        store: Store, sources: any SourceRunner, outlets: Outlets, pictures: Pictures,
        clock: any WallClock = SystemClock(), logger: Logger, warmLimit: Int? = nil
    ) {
        self.store = store
        self.sources = sources
        self.outlets = outlets
        self.pictures = pictures
        self.clock = clock
        self.logger = logger
        warmth = Warmth(limit: warmLimit ?? Warmth.standardLimit)
    }

    /// Recomputes all rules on the figures that stand, and commits what is new in one transaction.
    /// - Parameter step: called again and again while it goes on, however long it takes.
    /// - Throws: ``StoreFault``; nothing of the round is stored then.
    package func recompute(_ configuration: Configuration, step: () -> Void = {}) throws -> Round {
        let start = ContinuousClock.now
        let (round, computed) = try compute(configuration, step: step)
        let (last, isNews) = try store.commit(
            round.events, standings: round.standings, tests: round.tests, knowing: warmth.written,
            routes: outlets.routes, language: configuration.language, at: clock.now().commitTime, step: step)
        warmth.wrote(WrittenStandings(by: last, round.standings))
        for standing in round.standings where isNews && standing.isBlind {
            logger.warning(
                "A rule has no verdict",
                metadata: [LogKey.rule: "\(standing.rule)", LogKey.error: "\(standing.obstacle ?? "")"])
        }
        logger.info(
            isNews ? "Recomputed" : "Recomputed, nothing new",
            metadata: [
                LogKey.rules: "\(round.standings.count)", LogKey.events: "\(round.events.count)",
                LogKey.tests: "\(round.tests.count)",
                LogKey.computed: "\(computed)",
                LogKey.firing: "\(round.standings.count(where: \.isFiring))",
                LogKey.blind: "\(round.standings.count(where: \.isBlind))",
                LogKey.milliseconds: "\((ContinuousClock.now - start) / .milliseconds(1))",
            ])
        return round
    }

    /// Reads and computes what a round would, commits nothing, and keeps what the next round needs of it: one that follows
    /// leads at once.
    /// - Throws: ``StoreFault``.
    func warm(_ configuration: Configuration, step: () -> Void = {}) throws(StoreFault) {
        _ = try compute(configuration, step: step)
    }

    /// A round on the figures that stand, and how many gaps had to be computed for it.
    private func compute(
        _ configuration: Configuration, step: () -> Void
    ) throws(StoreFault) -> (round: Round, computed: Int) {
        var computed = 0
        let vintages = try store.vintageNames()
        let round = try warmth.round(of: configuration.sources.map(\.id), in: store, step: step) {
            (figures, ledger, memory) throws(StoreFault) in
            let known = ledger.known
            let round = Round(
                on: figures, rules: configuration.ruleSet.inForce(on: figures, known: known.open), known: known,
                lastSeen: ledger.looks, knownTests: ledger.tests, vintages: vintages,
                today: clock.now().commitTime.day, language: configuration.language, remembering: &memory,
                before: StoredPast(store), step: step)
            computed = memory.computed
            return round
        }
        return (round, computed)
    }

    /// What sends to the sinks.
    package var dispatcher: Dispatcher {
        Dispatcher(store: store, outlets: outlets, clock: clock, logger: logger)
    }

    /// Sends what has yet to be sent, and draws the pictures anew. One sink that fails does not stop another.
    /// - Parameters:
    ///   - language: of notices of what is given up.
    ///   - isHurried: whether sinks are tried that are left alone after a failure.
    /// - Returns: the faults, also why a sink that something waits for is left alone; what they concern stays in the outbox.
    package func deliver(language: Language = .english, isHurried: Bool = false) async -> [any Fault] {
        let inForce = outlets.inForce
        let faults = await withTaskGroup(of: (Int, (any Fault)?).self) { group in
            for (index, outlet) in inForce.outlets.enumerated() {
                group.addTask {
                    // Nobody has to be spared on this machine: a disk that was full may have room again.
                    let outcome = await self.dispatcher.serve(
                        outlet, language: language, isHurried: isHurried || outlet.sink.isRecord)
                    return (index, outcome.fault ?? outcome.pause)
                }
            }
            for (index, mirror) in inForce.mirrors.enumerated() {
                group.addTask { (inForce.outlets.count + index, await self.dispatcher.reflect(in: mirror)) }
            }
            var faults: [(Int, any Fault)] = []
            for await (index, fault) in group { if let fault { faults.append((index, fault)) } }
            return faults.sorted { $0.0 < $1.0 }.map(\.1)
        }
        return faults + draw()
    }

    /// Draws the pictures anew: where every rule stands, and each alert that fires.
    /// - Returns: why they could not be drawn.
    package func draw() -> [any Fault] {
        attempt {
            let now = clock.now().commitTime
            guard var current = try store.current(knowing: warmth.written) else { return }
            current = current.with(try store.sourceStandings(at: now, in: .english))
            current.alerts = try store.handled(current.alerts, at: now)
            try pictures.draw(current) { language in
                try store.announcedEpisodes(openOrClosedSince: now, in: language)
            }
        }
    }

    private func attempt(_ work: () throws -> Void) -> [any Fault] {
        do {
            try work()
            return []
        } catch let fault as any Fault {
            return [fault]
        } catch {
            return [SourceFault(at: "delivery", "\(error)", remedy: "It is tried again.")]
        }
    }
}

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
    private let sinks: [any AlertSink]
    private let currentFile: CurrentFile
    let clock: any WallClock
    let logger: Logger
    private let warmth: Warmth
    /// Told how far each fetch is, for a terminal.
    package var progress: @Sendable (FetchProgress) -> Void = { _ in }

    /// An engine over an open store.
    /// - Parameter warmLimit: how many bytes of figures it keeps in memory between rounds; with 0 every round begins anew.
    package init(
        store: Store, sources: any SourceRunner, sinks: [any AlertSink], currentFile: CurrentFile,
        clock: any WallClock = SystemClock(), logger: Logger, warmLimit: Int? = nil
    ) {
        self.store = store
        self.sources = sources
        self.sinks = sinks
        self.currentFile = currentFile
        self.clock = clock
        self.logger = logger
        warmth = Warmth(limit: warmLimit ?? Warmth.standardLimit)
    }

    /// Recomputes all rules on the figures that stand, and commits what is new in one transaction.
    /// - Throws: ``StoreFault``; nothing of the round is stored then.
    package func recompute(_ configuration: Configuration) throws -> Round {
        let start = ContinuousClock.now
        var computed = 0
        let vintages = try store.vintageNames()
        let round = try warmth.round(of: configuration.sources.map(\.id), in: store) {
            (figures, memory) throws(StoreFault) in
            let known = try store.knownEpisodes()
            let round = Round(
                on: figures, rules: configuration.ruleSet.inForce(on: figures, known: known), known: known,
                lastSeen: try lastSeen(), knownTests: try store.tests(), vintages: vintages,
                today: clock.now().commitTime.day, language: configuration.language, remembering: &memory)
            computed = memory.computed
            return round
        }
        let isNews = try store.commit(
            round.events, standings: round.standings, tests: round.tests, sinks: sinks.map(\.name),
            language: configuration.language,
            at: clock.now().commitTime)
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

    /// What each rule looked at in the rounds before.
    private func lastSeen() throws(StoreFault) -> [String: LastLook] {
        Standing.looks(try store.current()?.alerts ?? [])
    }

    /// Sends what has yet to be sent and draws `current.json` anew. One sink that fails does not stop another.
    /// - Returns: the faults; what they concern stays in the outbox.
    package func deliver() -> [any Fault] {
        var faults: [any Fault] = []
        for sink in sinks {
            faults += attempt { try deliver(to: sink) }
        }
        faults += attempt {
            guard let current = try store.current() else { return }
            try currentFile.write(
                current.with(try store.sourceStandings(at: clock.now().commitTime, in: .english)))
        }
        return faults
    }

    private func deliver(to sink: any AlertSink) throws {
        for record in try store.undelivered(to: sink.name) {
            try sink.deliver(record)
            try store.delivered(record.seq, to: sink.name, at: clock.now().commitTime)
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

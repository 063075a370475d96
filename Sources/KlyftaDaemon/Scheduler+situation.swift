import CalendarEvents
import KlyftaAlerting
import KlyftaModel
import KlyftaSources
import KlyftaStore
import Synchronization
import SystemdKit

/// How the daemon stands, as the store knows it.
extension Scheduler {
    /// Tells everybody who follows it.
    func tell(_ configuration: Configuration, _ book: Daybook) {
        let situation = situation(configuration, book)
        told.withLock { $0 = situation }
        report(situation)
    }

    /// How it stands now.
    func situation() -> Situation {
        let configuration = settings.configuration
        return situation(configuration, daybook(configuration))
    }

    private func situation(_ configuration: Configuration, _ book: Daybook) -> Situation {
        // Asked first: what it says may be that the state cannot be used.
        let jobs = statuses(at: clock.now())
        var situation = Situation(sources: configuration.sources.count, rules: configuration.ruleCount)
        var fault = settings.outage?.fault
        do throws(StoreFault) {
            try look(&situation, at: jobs, configuration)
        } catch {
            // What was told last stands from before then.
            situation = told.withLock(\.self) ?? situation
            (situation.term, fault) = (nil, error)
            (situation.sources, situation.rules) = (configuration.sources.count, configuration.ruleCount)
        }
        situation.droppedEntries = drops.count
        if let job = jobs[Job.recompute.name], let lastRun = job.lastRun {
            situation.last = Situation.Last(time: lastRun, fault: job.fault)
        }
        situation.obstacle = fault.map { PlainText.line($0.problem, atMost: 160) }
        (situation.isFollower, situation.next) = (store.isFollower, book.next)
        return situation
    }

    /// Looks at what the store knows.
    private func look(
        _ situation: inout Situation, at jobs: [String: Store.JobStatus], _ configuration: Configuration
    ) throws(StoreFault) {
        let alerts = try store.current()?.alerts ?? []
        situation.failing = configuration.sources.filter { jobs[Job(fetching: $0).name]?.fault != nil }.map(\.id)
        situation.ailing = try ailing(among: configuration.sources.map(\.id), but: situation.failing)
        situation.firing = alerts.count(where: \.isFiring)
        situation.pending = alerts.count(where: \.isPending)
        situation.blind = alerts.count(where: \.isBlind)
        situation.outbox = try store.outboxCount()
        situation.failingSinks = try store.failingSinks()
        situation.term = try store.term()
    }

    /// The sources that do not fail and are not fresh either.
    private func ailing(
        among sources: [SourceID], but failing: [SourceID]
    ) throws(StoreFault) -> [SourceID: String] {
        let now = clock.now().commitTime.milliseconds
        let records = try store.sourceRecords()
        return Dictionary(
            uniqueKeysWithValues: sources.filter { !failing.contains($0) }.compactMap { source in
                guard let record = records[source], let state = SourceState(of: record, at: now), state != .fresh
                else { return nil }
                return (source, state.rawValue)
            })
    }
}

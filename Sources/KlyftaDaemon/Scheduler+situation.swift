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
        let dropped = drops.count
        toldDrops.withLock { $0 = dropped }
        let situation = situation(configuration, book, dropped: dropped)
        toldTerm.withLock { $0 = situation.term }
        report(situation)
    }

    /// How it stands now.
    func situation() -> Situation {
        let configuration = settings.configuration
        return situation(configuration, daybook(configuration), dropped: drops.count)
    }

    private func situation(_ configuration: Configuration, _ book: Daybook, dropped: Int) -> Situation {
        let jobs = statuses(at: clock.now())
        let alerts = (try? store.current())?.alerts ?? []
        let failing = configuration.sources.filter { jobs[Job(fetching: $0).name]?.fault != nil }.map(\.id)
        return Situation(
            sources: configuration.sources.count,
            failing: failing,
            ailing: ailing(among: configuration.sources.map(\.id), but: failing),
            rules: configuration.ruleCount,
            firing: alerts.count(where: \.isFiring),
            pending: alerts.count(where: \.isPending),
            blind: alerts.count(where: \.isBlind),
            outbox: (try? store.outboxCount()) ?? 0,
            failingSinks: (try? store.failingSinks()) ?? [],
            droppedEntries: dropped,
            last: jobs[Job.recompute.name].flatMap { job in
                job.lastRun.map { Situation.Last(time: $0, fault: job.fault) }
            },
            term: (try? store.term()) ?? nil, isFollower: store.isFollower, next: book.next)
    }

    /// The sources that do not fail and are not fresh either.
    private func ailing(among sources: [SourceID], but failing: [SourceID]) -> [SourceID: String] {
        let now = clock.now().commitTime.milliseconds
        let records = (try? store.sourceRecords()) ?? [:]
        return Dictionary(
            uniqueKeysWithValues: sources.filter { !failing.contains($0) }.compactMap { source in
                guard let record = records[source], let state = SourceState(of: record, at: now), state != .fresh
                else { return nil }
                return (source, state.rawValue)
            })
    }
}

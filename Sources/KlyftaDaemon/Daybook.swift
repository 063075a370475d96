import CalendarEvents
import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaStore

/// Which job is due when: a pure answer from the configuration, what ran, and the moment.
struct Daybook: Sendable {
    /// A job and the moment it is to run, in order of time.
    let entries: [Entry]

    /// A job and its moment.
    struct Entry: Hashable, Sendable {
        let job: Job
        let moment: UnixTime
    }

    /// - Parameter retries: by job, how long after a failure it is tried again, where that is not as usual.
    init(
        _ configuration: Configuration, statuses: [String: Store.JobStatus], retries: [String: Duration] = [:],
        now: UnixTime, host: String, zone: TimeZone = .current
    ) {
        let jobs: [(Job, CalendarEvent)] =
            configuration.sources.map { (Job(fetching: $0), $0.schedule) } + [(.recompute, configuration.recompute)]
        entries = jobs.compactMap { job, event in
            let retry = retries[job.name] ?? job.retry
            return Schedule(job.name, event, jitter: configuration.jitter, host: host, retry: retry)
                .next(after: statuses[job.name], now: now, zone: zone)
                .map { Entry(job: job, moment: $0) }
        }
        // Sources come before the recomputation that is due with them: the sort is stable, and they are listed first.
        .sorted { $0.moment < $1.moment }
    }

    private init(_ entries: [Entry]) { self.entries = entries }

    /// The same while the state cannot be used: nobody is asked for what could not be kept, and a round finds out whether it
    /// can. What is due meanwhile stays due.
    func during(_ outage: StoreOutage, at now: UnixTime) -> Daybook {
        let (round, next) = (entries.first { $0.job == .recompute }?.moment, outage.nextTry(at: now))
        return Daybook([Entry(job: .recompute, moment: min(round ?? next, next))])
    }

    /// The jobs that are due, sources first.
    func due(at now: UnixTime) -> [Job] {
        entries.filter { $0.moment <= now }.map(\.job).filter { $0 != .recompute }
            + entries.filter { $0.moment <= now }.map(\.job).filter { $0 == .recompute }
    }

    /// When the next job runs.
    var next: UnixTime? { entries.first?.moment }
}

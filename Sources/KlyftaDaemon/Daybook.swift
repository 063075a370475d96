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

    init(
        _ configuration: Configuration, statuses: [String: Store.JobStatus], now: UnixTime, host: String,
        zone: TimeZone = .current
    ) {
        let jobs: [(Job, CalendarEvent)] =
            configuration.sources.map { (Job(fetching: $0), $0.schedule) } + [(.recompute, configuration.recompute)]
        entries = jobs.compactMap { job, event in
            Schedule(job.name, event, jitter: configuration.jitter, host: host, retry: job.retry)
                .next(after: statuses[job.name], now: now, zone: zone)
                .map { Entry(job: job, moment: $0) }
        }
        // Sources come before the recomputation that is due with them: the sort is stable, and they are listed first.
        .sorted { $0.moment < $1.moment }
    }

    /// The jobs that are due, sources first.
    func due(at now: UnixTime) -> [Job] {
        entries.filter { $0.moment <= now }.map(\.job).filter { $0 != .recompute }
            + entries.filter { $0.moment <= now }.map(\.job).filter { $0 == .recompute }
    }

    /// When the next job runs.
    var next: UnixTime? { entries.first?.moment }
}

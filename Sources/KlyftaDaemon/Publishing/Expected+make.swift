import CalendarEvents
import KlyftaModel
import KlyftaPublishing
import KlyftaSources
import KlyftaStore

extension Edition.Expected {
    /// What is expected after a moment: the releases of the sources by their own calendars, and the next run of each job.
    /// A job that is due has no date that one could look forward to.
    static func all(
        in store: Store, _ configuration: Configuration, after now: CommitTime
    ) throws -> [Edition.Expected] {
        let records = try store.sourceRecords()
        let releases = configuration.sources.map(\.id).flatMap { source in
            (records[source]?.expected ?? []).map {
                Edition.Expected(.release, source.text, at: CommitTime(milliseconds: $0))
            }
        }
        let book = Daybook(configuration, statuses: try store.jobs(), now: UnixTime(now), host: Daemon.host)
        let runs = book.entries.map { entry in
            switch entry.job {
            case .fetch(let source, _, _): Edition.Expected(.fetch, source.text, at: entry.moment.commitTime)
            case .recompute: Edition.Expected(.round, nil, at: entry.moment.commitTime)
            }
        }
        return (releases + runs).filter { $0.moment > now }.sorted {
            ($0.moment, $0.kind.rawValue, $0.name ?? "") < ($1.moment, $1.kind.rawValue, $1.name ?? "")
        }
    }
}
